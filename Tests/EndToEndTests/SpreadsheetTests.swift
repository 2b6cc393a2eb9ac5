import Glibc
import RegistryModel
import Testing

/// The built programs with spreadsheets.
@Suite struct SpreadsheetTests {
  /// The sample district, made once.
  private static let sample = Office.template { office in
    Disk.remove(office.registry)
    try office.succeed("demo", office.registry, "--until", "2026-11-28", "--no-open")
  }

  private func office() throws -> Office {
    try Office(registry: try Self.sample.get().registry)
  }

  @Test(
    "what is exported as a workbook comes back as it was, in both languages, rows on their own sheets"
  )
  func roundTrip() throws {
    let office = try office()
    let kinds: [Kind] = [
      .community, .organization, .worker, .assignment, .need, .programme, .activity, .purchase,
    ]
    for language in ["en", "zh-Hans"] {
      for kind in kinds {
        let plural = kind.schema.plural.en.lowercased()
        let path = "\(office.directory)/\(plural)-\(language).xlsx"
        try office.succeed(
          "export", plural, "--format", "xlsx", "--output", path, "--language", language)
        for kind in [kind] + Ownership.declared.kinds(of: kind).map(\.kind) {
          let plural = kind.schema.plural.en.lowercased()
          let all = try JSONValue(office.run("list", plural, "--json").bytes)
          let count = try #require(all.count)
          let back = try JSONValue(office.run("import", plural, path, "--dry-run", "--json").bytes)
          #expect(back["rows"] == .number(Double(count)), "\(plural)")
          #expect(back["same"] == .number(Double(count)), "\(plural)")
          #expect(back["problems"]?.count == 0, "\(plural)")
        }
      }
    }
  }

  @Test("a sheet comes by its name, from standard input, by a mapping, and never over a file")
  func options() throws {
    let office = try Office()
    let path = office.directory + "/c.csv"
    try Disk.write(
      Array("区划代码,名称,类型\n110105001001,甲社区居委会,居委会\n110105001002,乙社区居委会,居委会\n".utf8), to: path)
    try office.succeed("import", "communities", path)
    let book = office.directory + "/book.xlsx"
    try office.succeed("export", "communities", "--xlsx", "--output", book)
    try office.refuse(73, "export", "communities", "--xlsx", "--output", book)
    #expect(
      try office.succeed("export", "communities", "--output", "-")
        == office.succeed("export", "communities"))
    #expect(
      try office.succeed("import", "communities", book, "--dry-run", "--sheet", "1")
        .contains("2 the same"))
    #expect(try office.run("import", "communities", book, "--sheet", "nothing").code == 65)
    let map = office.directory + "/map.json"
    let odd = office.directory + "/odd.csv"
    try Disk.write(Array("号,户\n110105001001,120\n".utf8), to: odd)
    try Disk.write(Array(#"{"columns":{"号":"code","户":"households"}}"#.utf8), to: map)
    try office.succeed("import", "communities", odd, "--map", map)
    #expect(try JSONValue(office.run("show", "m1", "--json").bytes)["households"] == .number(120))
    try Disk.write(Array(#"{"columns":{"号":7}}"#.utf8), to: map)
    try office.refuse(65, "import", "communities", odd, "--map", map)
  }

  @Test("what GBK cannot hold is named, and nothing is written")
  func gbk() throws {
    let office = try Office()
    let path = office.directory + "/c.csv"
    try Disk.write(
      Array("区划代码,名称,类型\n110105001001,甲社区居委会,居委会\n110105001002,䶮社区居委会,居委会\n".utf8), to: path)
    try office.succeed("import", "communities", path)
    let out = office.directory + "/gbk.csv"
    let refused = try office.run(
      "export", "communities", "--gbk", "--output", out, "--language", "en")
    #expect(refused.code == 73)
    #expect(refused.error.contains("䶮"))
    #expect(access(out, F_OK) != 0)
    try office.succeed("export", "communities", "甲社区", "--gbk", "--output", out)
    #expect(try office.succeed("import", "communities", out, "--dry-run").contains("1 the same"))
  }

  @Test("a hostile spreadsheet is one sentence, and nothing is written")
  func hostile() throws {
    let office = try Office()
    let path = office.directory + "/x.xlsx"
    for bytes in [
      [0x50, 0x4B, 0x03, 0x04], [0x50, 0x4B, 0x05, 0x06] + [UInt8](repeating: 0, count: 18),
      [0xD0, 0xCF, 0x11, 0xE0] + [UInt8](repeating: 0xFF, count: 4096),
    ] as [[UInt8]] {
      try Disk.write(bytes, to: path)
      let refused = try office.run("import", "communities", path)
      #expect(refused.code == 65)
      #expect(refused.error.split(separator: "\n").filter { $0.hasPrefix("!") }.count == 1)
    }
  }
}
