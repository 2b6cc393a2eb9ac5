import RegistryModel
import RegistryStore
import RegistryTestSupport
import TerminalCore
import Testing

/// What commands print: masked, without control characters, whole JSON, quiet on a closed pipe.
@Suite struct OutputTests {
  @Test func numbersOfPeople_areMaskedEverywhere() throws {
    let office = try SmallDistrict.office()
    try office.add("worker", "name=王芳", "idNumber=110105199003074528", "phone=13812071612")
    for arguments in [
      ["list", "workers"], ["list", "workers", "--json"], ["list", "workers", "--csv"],
      ["show", "w1"], ["show", "w1", "--json"], ["export", "workers", "--format", "csv"],
      ["export", "workers", "--format", "json"],
    ] {
      let outcome = try office.start(arguments).wait()
      #expect(outcome.code == 0 && outcome.output.contains("王芳"))
      #expect(outcome.output.contains("138****1612"), "\(arguments)")
      #expect(!outcome.output.contains("13812071612"), "\(arguments)")
      #expect(!outcome.output.contains("110105199003074528"), "\(arguments)")
    }
  }

  /// Red text, a new window title, a C1 sequence and a turn of direction.
  private static let evil = "\u{1B}[31m红\u{1B}]0;title\u{7}色\u{9B}2J\u{202E}社"

  @Test func controlCharacters_neverReachTheTerminal() throws {
    let office = try SmallDistrict.office()
    let file = office.directory + "/evil.csv"
    try Disk.write(Array("名称,管理方式,社区,\(Self.evil)\n\(Self.evil),备案,m1,\n".utf8), to: file)
    // A plan is edited by hand, so its title may hold anything.
    try SmallPlan.write(to: office, title: #"\u001b[31m规\u001b]0;title\u0007划\u009b2J\u202e"#)
    for arguments in [
      ["import", "organizations", file], ["list", "organizations"], ["show", "o1"], ["plans"],
      ["list", "organizations", "--json"], ["list", "organizations", "--csv"], ["check"],
      ["show", Self.evil], ["add", "worker", "name=\(Self.evil)"], ["list", Self.evil],
      ["import", "workers", "/nowhere/\(Self.evil)"], ["add", "worker", Self.evil],
      ["progress", "--plan", Self.evil],
      ["list", "--registry", "/nowhere/\(Self.evil)", "workers"],
    ] {
      let outcome = try office.start(arguments).wait()
      expectHarmless(outcome.output, arguments)
      expectHarmless(outcome.error, arguments)
    }
    #expect(try office.run("plans").code == 65, "a title with control characters is no title")
  }

  private func expectHarmless(_ text: String, _ arguments: [String]) {
    let bad = text.unicodeScalars.filter {
      ($0.value < 0x20 && $0 != "\n" && $0 != "\r") || (0x7F...0x9F).contains($0.value)
        || (0x202A...0x202E).contains($0.value) || (0x2066...0x2069).contains($0.value)
    }
    #expect(bad.isEmpty, "\(arguments): \(text.debugDescription)")
  }

  @Test(arguments: ["<&- 2>&-", "<&- >&-", ">&- 2>&-", "<&- >&- 2>&-"])
  func closedDescriptors_putNothingIntoTheRegistry(_ closing: String) throws {
    let office = try SmallDistrict.office()
    let journal = office.registry + "/journal/000001.jsonl"
    let before = try #require(Disk.read(journal))
    _ = try Program(
      "/bin/sh", ["-c", "\"$0\" add worker name=王芳 \(closing)", try Program.path()],
      environment: office.environment, directory: office.directory
    ).wait()
    #expect(try #require(Disk.read(journal)).starts(with: before))
    #expect(try office.run("list", "workers").output.contains("王芳"))
    #expect(try office.run("check").code == 0)
  }

  @Test func argumentsThatAreNoUTF8_areRefused() throws {
    let office = try SmallDistrict.office()
    let outcome = try Program(
      "/bin/sh",
      [
        "-c", #"name=$(printf 'name=\304\343\272\303'); exec "$0" add worker "$name""#,
        try Program.path(),
      ],
      environment: office.environment, directory: office.directory
    ).wait()
    #expect(outcome.code == 64)
    #expect(outcome.error == "sanshe: argument 3 is not UTF-8\n")
    #expect(try office.run("list", "workers", "--json").output == "[]\n")
  }

  @Test func json_ofAnEmptyList_isAnEmptyArray() throws {
    let office = try SmallDistrict.office()
    let outcome = try office.run("list", "workers", "--json")
    #expect(outcome.code == 1)
    #expect(outcome.output == "[]\n")
  }

  @Test func nothingFound_endsWith1_inEveryForm() throws {
    let office = try SmallDistrict.office()
    for form in [[], ["--json"], ["--csv"]] {
      let nothing = try office.start(["list", "communities", "zzzz"] + form).wait()
      #expect(nothing.code == 1 && nothing.error == "no matches\n", "\(form): \(nothing)")
      let empty = try office.start(["list", "workers"] + form).wait()
      #expect(empty.code == 1 && empty.error == "no workers\n", "\(form): \(empty)")
      #expect(try office.start(["list", "communities"] + form).wait().code == 0, "\(form)")
    }
    #expect(try office.run("search", "zzzz", "--json").code == 1)
    // An export is a file, also one of nothing.
    let export = try office.run("export", "workers")
    #expect(export.code == 0 && export.error == "no workers\n" && export.output.hasPrefix("id,"))
  }

  @Test func list_outsideATerminal_hasWholeValues_andHeadingsWhenAskedFor() throws {
    let office = try SmallDistrict.office()
    let name = "朝阳区建外街道安居社区邻里互助与志愿服务联合会第一分会"
    try office.add("organization", "name=\(name)", "tier=备案", "community=m1")
    try office.add("organization", "name=合唱团", "tier=备案", "community=m1", "members=42")
    let plain = try office.succeed("list", "organizations")
    #expect(plain.contains(name) && plain.split(separator: "\n").count == 2, "\(plain)")
    let headed = try office.run(
      "list", "organizations", "--header", "--totals", "--columns", "name,members"
    ).lines
    try #require(headed.count == 5, "\(headed)")
    #expect(headed[0].hasPrefix("id"))
    #expect(headed[3].hasPrefix("total") && headed[3].hasSuffix("42"))
    #expect(headed[4].hasPrefix("known") && headed[4].hasSuffix("1"))
  }

  @Test(arguments: [60, 80, 200])
  func list_onATerminal_hasHeadings_andFitsTheWindow(_ columns: Int) throws {
    let office = try SmallDistrict.office()
    try office.add(
      "organization", "name=朝阳区建外街道安居社区邻里互助与志愿服务联合会第一分会", "tier=备案", "community=m1",
      "filing=2018-412", "head=李红", "registeredOn=2018-03-01", "class=1")
    let terminal = try PseudoTerminal(
      try Program.path(), arguments: ["list", "organizations", "--header"],
      environment: office.environment, columns: columns)
    try terminal.waitForEnd()
    let lines = String(decoding: terminal.output, as: UTF8.self).split(whereSeparator: \.isNewline)
    try #require(lines.count == 2, "\(lines)")
    #expect(lines[0].hasPrefix("id  Name"))
    for line in lines { #expect(TextMetrics().columns(of: String(line)) <= columns, "\(line)") }
    #expect(lines[0].contains("Filing number") == (columns == 200))
    #expect(lines[1].contains("第一分会") == (columns == 200))
  }

  @Test func columns_mayBeWorkedOut_inEveryForm() throws {
    let office = try SmallDistrict.office()
    try office.add("organization", "name=合唱团", "tier=备案", "community=m1")
    let json = try JSONValue(
      office.run("list", "communities", "--json", "--columns", "orgs,尚缺,households").bytes)
    #expect(json[0]?["orgs"] == .number(1) && json[0]?["shortfall"] == .number(9))
    #expect(json[0]?["name"] == nil && json[0]?["id"] == .string("m1"))
    let beside = try JSONValue(
      office.run("export", "communities", "--json", "--columns", "+area").bytes)
    #expect(beside[2]?["area"] == .string("rural") && beside[2]?["code"] != nil)
    #expect(
      try office.succeed("list", "communities", "--csv", "--columns", "code,Orgs")
        == "id,Code,\"Organizations counted\"\nm1,110105001001,1\nm2,110105001002,0\n"
        + "m3,110105021201,0\n")
    let wrong = try office.run("list", "communities", "--columns", "name,housholds")
    #expect(wrong.code == 64 && wrong.error.contains("did you mean households?"), "\(wrong)")
    #expect(wrong.error.contains("\n       ^"), "it shows where")
  }

  @Test func csv_forPrograms_isPlain_forSpreadsheetsMarked() throws {
    let office = try SmallDistrict.office()
    let file = office.directory + "/out.csv"
    try office.succeed("export", "communities", "--output", file)
    let marked = try #require(Disk.read(file))
    #expect(marked.starts(with: [0xEF, 0xBB, 0xBF]) && marked.contains(0x09))
    for form in [["export", "communities"], ["list", "communities", "--csv"]] {
      let plain = try office.start(form).wait().bytes
      #expect(plain.starts(with: Array("id,".utf8)) && !plain.contains(0x09), "\(form)")
      #expect(!plain.contains(0x0D), "\(form)")
    }
  }

  @Test(arguments: ["C", "C.UTF-8", "zh_CN.GB18030"])
  func json_isUTF8_withChineseAsItIs_whateverTheLocale(_ locale: String) throws {
    let office = try SmallDistrict.office()
    var environment = office.environment
    environment["LC_ALL"] = locale
    for command in [["list", "communities", "--json"], ["progress", "--json"]] {
      let outcome = try Program(
        try Program.path(), command, environment: environment, directory: office.directory
      ).wait()
      #expect(outcome.code == 0)
      #expect(!outcome.bytes.contains(0x1B), "no escape byte")
      _ = try JSONValue(outcome.bytes)
      if command.first == "list" { #expect(outcome.output.contains("安居社区")) }
    }
  }

  @Test func closedPipe_endsQuietly() throws {
    let office = try SmallDistrict.office()
    // More than a pipe holds, so that the second write meets the closed end.
    let file = office.directory + "/many.csv"
    let rows = (1...3000).map { "志愿服务队第\($0)队,备案,m1\n" }.joined()
    try Disk.write(Array("名称,管理方式,社区\n\(rows)".utf8), to: file)
    try office.succeed("import", "organizations", file)
    for command in ["list organizations", "list organizations --json", "export organizations"] {
      let outcome = try Program(
        "/bin/bash",
        ["-c", "\(try Program.path()) \(command) | head -1; exit ${PIPESTATUS[0]}"],
        environment: office.environment, directory: office.directory
      ).wait()
      #expect(outcome.code == 0, "\(command)")
      #expect(outcome.lines.count == 1)
      #expect(outcome.error.isEmpty, "\(outcome.error)")
    }
  }

  @Test func fullDisk_isSaid() throws {
    let office = try SmallDistrict.office()
    let outcome = try Program(
      "/bin/bash", ["-c", "\(try Program.path()) list communities > /dev/full"],
      environment: office.environment, directory: office.directory
    ).wait()
    #expect(outcome.code == 74)
    #expect(outcome.error.contains("No space left"), "\(outcome.error)")
  }

  @Test func export_neverWritesOverTheRegistrysOwnFiles() throws {
    let office = try SmallDistrict.office()
    for name in ["journal/000001.jsonl", "organizations.json", "plans/new.csv"] {
      let path = "\(office.registry)/\(name)"
      let before = Disk.read(path)
      let refused = try office.run("export", "communities", "--output", path, "--language", "en")
      #expect(
        refused.code == 73 && refused.error.contains("is inside the registry"), "\(refused.error)")
      #expect(Disk.read(path) == before)
    }
    #expect(try office.run("check").code == 0)
  }

  @Test func export_writesOverAFile_onlyWhenToldTo() throws {
    let office = try SmallDistrict.office()
    let file = office.directory + "/名册.csv"
    let old = Array("mine\n".utf8)
    try Disk.write(old, to: file)
    let export = ["export", "communities", "--output", file]
    for (language, words) in [
      ("en", "already exists; use --replace"), ("zh-Hans", "已存在；加 --replace"),
    ] {
      let refused = try office.start(export + ["--language", language]).wait()
      #expect(refused.code == 73 && refused.error.contains(words), "\(refused.error)")
      #expect(Disk.read(file) == old)
    }
    try office.succeed("export", "communities", "--output", file, "--replace")
    #expect(Disk.read(file)?.starts(with: [0xEF, 0xBB, 0xBF]) == true)
    // A device is written to; nothing of it is lost.
    try office.succeed("export", "communities", "--output", "/dev/null")
    // Nor does --replace write into a registry.
    #expect(
      try office.run("export", "communities", "--output", office.journal, "--replace").code == 73)
    #expect(try office.run("export", "communities", "--replace").code == 64)
  }

  @Test func spreadsheetFormulas_areDisarmed() throws {
    let office = try SmallDistrict.office()
    try office.add("organization", "name==SUM(1)", "tier=备案", "community=m1")
    let csv = try office.succeed("export", "organizations", "--format", "csv")
    #expect(csv.contains("SUM(1)"))
    #expect(!csv.contains(",=SUM(1)") && !csv.contains("\"=SUM(1)"))
  }

  /// JSON lets them stand as they are; a terminal would obey them.
  @Test func upperControlCharacters_areEscapedInJSON() throws {
    let office = try SmallDistrict.office()
    // No command takes them in; a backup from elsewhere may hold them.
    let registry = try RegistryDirectory(
      .init(office.registry), .writing, account: "mallory\u{9B}2J")
    let state = try registry.load().state
    let odd = Setting("odd", before: .null, after: .string("合唱\u{9B}31m团\u{7F}"))
    _ = try registry.append(
      ChangeSet([Change(RecordID(.community, 1), [odd])]), from: state)
    for arguments in [
      ["history", "--json"], ["show", "m1", "--json"], ["list", "communities", "--json"],
      ["export", "communities", "--format", "json"],
    ] {
      let output = try office.start(arguments).wait().output
      #expect(!output.unicodeScalars.contains { (0x7F...0x9F).contains($0.value) }, "\(arguments)")
    }
    let history = try office.succeed("history", "--json")
    #expect(history.contains(#"合唱\u009b31m团\u007f"#) && history.contains(#"mallory\u009b2J"#))
  }

  @Test func exportToAFullDisk_leavesTheOldFileWhole() throws {
    let office = try SmallDistrict.office()
    let file = office.directory + "/communities.csv"
    let old = [UInt8](repeating: 0x41, count: 700)
    try Disk.write(old, to: file)
    let export = ["export", "communities", "--output", file, "--replace"]
    for serial in 100...130 {
      try office.add("community", "code=110105001\(serial)", "name=第\(serial)社区居委会")
    }
    let outcome = try office.start(export, under: "ulimit -f 1").wait()
    #expect(outcome.code == 73 && outcome.error.contains(file), "\(outcome.error)")
    #expect(Disk.read(file) == old)
    #expect(Disk.names(in: office.directory).allSatisfy { !$0.hasSuffix(".new") })
    _ = try office.start([], under: "chmod 640 \(file) && exit 0").wait()
    try office.succeed("export", "communities", "--output", file, "--replace")
    #expect(try #require(Disk.read(file)).count > 1024)
    let mode = try office.start([], under: "stat -c %a \(file) && exit 0").wait()
    #expect(mode.output == "640\n", "the permissions it had")
  }

  @Test func check_saysWhatMustBeFixedFirst() throws {
    let office = try SmallDistrict.office()
    try office.add("community", "code=110106001009", "name=外区社区居委会")
    try office.add("worker", "name=王芳", "startedOn=2019-03-01")
    try office.succeed("assign", "w1", "m1", "--role", "40", "--since", "2020-01-01")
    // No save breaks a rule, but a registry may have been written by a program without it.
    try office.force(
      Change(RecordID(.worker, 1), [Setting("leftOn", before: .null, after: "2019-06-01")]))
    let signs = try office.run("check").lines.compactMap(\.first).filter { "!?".contains($0) }
    #expect(signs.first == "!" && signs.last == "?" && signs == signs.sorted(), "\(signs)")
  }
}
