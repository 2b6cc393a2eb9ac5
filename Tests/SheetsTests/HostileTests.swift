import Glibc
import SheetLines
import Testing

/// Files that were made to do harm, or came to harm: one sentence or rows, and never more memory or time than
/// the program allows itself.
struct HostileTests {
  /// What is said of it, in the end of an orderly run.
  private func problem(_ file: [UInt8], _ command: SheetCommand = .sheets) throws -> String? {
    let run = try SheetsProgram.read(file, command)
    #expect(run.isOrderly, "signal \(run.signal), status \(run.status ?? -1)")
    return run.problem
  }

  private func problem(_ workbook: Workbook) throws -> String? { try problem(workbook.bytes) }

  @Test(arguments: [
    ("%PDF-1.7", "a PDF"), ("<html><table>", "a web page"),
    ("\u{FEFF}  <!DOCTYPE html>", "a web page"),
    (
      "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
      "Excel 2003"
    ),
    ("编号,名称\n1,甲\n", ".csv"), ("MIME-Version: 1.0\n", "a web page"), ("{\\rtf1", "RTF"),
    ("<?xml version=\"1.0\"?><a/>", "XML"), ("a\0b", "not a spreadsheet"),
    ("PK\u{3}\u{4}", "damaged"),
    ("PK\u{5}\u{6}" + String(repeating: "\0", count: 18), "ZIP"),
  ])
  func otherFiles(text: String, sentence: String) throws {
    let said = try problem(Array(text.utf8))
    #expect(said?.contains(sentence) == true, "\(said ?? "")")
  }

  @Test func otherArchives() throws {
    for (part, sentence) in [
      ("word/document.xml", "a document"), ("a.txt", "ZIP"),
      ("[Content_Types].xml", "workbook is missing"),
    ] {
      var archive = StoredZip()
      archive.add(part, "<a/>")
      #expect(try problem(archive.bytes)?.contains(sentence) == true)
    }
    var ods = StoredZip()
    ods.add("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    ods.add("content.xml", "<a/>")
    #expect(try problem(ods.bytes)?.contains(".ods") == true)
    var binary = Workbook()
    binary.rootRelationships = binary.rootRelationships.replacing(
      "workbook.xml", with: "workbook.bin")
    #expect(try problem(binary)?.contains(".xlsb") == true)
  }

  @Test func passwords() throws {
    var archive = StoredZip()
    archive.add("xl/workbook.xml", Array("<a/>".utf8), flags: 1)
    #expect(try problem(archive.bytes)?.contains("password") == true)
    // What Excel makes of an .xlsx with a password is a compound file with this stream.
    let name = "EncryptedPackage".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    var compound = SampleXls.bytes
    let workbook = try #require(compound.place(of: "Workbook".utf16.flatMap { [UInt8($0), 0] }))
    compound.replaceSubrange(workbook..<(workbook + name.count), with: name)
    #expect(try problem(compound)?.contains("password") == true)
    // In an .xls a record says so; here it takes the place of another one.
    var protected = SampleXls.bytes
    let record = try #require(protected.place(of: [0xE1, 0x00, 0x02, 0x00, 0xB0, 0x04]))
    protected[record] = 0x2F
    #expect(try problem(protected)?.contains("password") == true)
  }

  @Test func entitiesAndOtherDeclarations() throws {
    let bomb = """
      <?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>\
      <worksheet xmlns="\(Workbook.main)"><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>
      """
    var workbook = Workbook()
    workbook.sheets = [bomb]
    #expect(try problem(workbook)?.contains("declarations") == true)
    workbook.sheets = [
      bomb.replacing(
        "[<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]", with: "SYSTEM \"/etc/passwd\"")
    ]
    #expect(try problem(workbook)?.contains("declarations") == true)
  }

  @Test func depthAndLength() throws {
    #expect(
      try problem(Workbook(rows: String(repeating: "<row>", count: 500_000)))?.contains("deep")
        == true)
    let long = String(repeating: "x", count: 2 << 20)
    #expect(try problem(Workbook(rows: "<row r=\"\(long)\"/>"))?.contains("tag") == true)
    #expect(
      try problem(Workbook(rows: "<row><c t=\"str\"><v>\(long)</v></c></row>"))?.contains("cell")
        == true)
    let most = String(repeating: "字", count: 33_333)
    #expect(try problem(Workbook(rows: "<row><c t=\"str\"><v>\(most)</v></c></row>")) == nil)
  }

  @Test func placesOutsideOfSheets() throws {
    #expect(try problem(Workbook(rows: #"<row r="1048577"/>"#))?.contains("rows") == true)
    #expect(try problem(Workbook(rows: #"<row r="0"/>"#))?.contains("order") == true)
    #expect(
      try problem(Workbook(rows: #"<row r="99999999999999999999"/>"#))?.contains("order") == true)
    #expect(try problem(Workbook(rows: #"<row r="2"/><row r="2"/>"#))?.contains("order") == true)
    #expect(try problem(Workbook(rows: #"<row><c r="ALL1"><v>1</v></c></row>"#)) == nil)
    #expect(
      try problem(Workbook(rows: #"<row><c r="ALM1"><v>1</v></c></row>"#))?.contains("column")
        == true)
    #expect(try problem(Workbook(rows: #"<row><c r="XFD1"/><c r="ZZZZZZ1"/></row>"#)) == nil)
    #expect(
      try problem(Workbook(rows: #"<row><c t="s"><v>7</v></c></row>"#))?.contains("text") == true)
    #expect(
      try problem(Workbook(rows: #"<row><c t="s"><v>-1</v></c></row>"#))?.contains("text") == true)
    #expect(
      try problem(Workbook(rows: #"<row><c t="?"><v>1</v></c></row>"#))?.contains("kind") == true)
    for number in ["nan", "inf", "1e999", "x", "0x10"] {
      #expect(
        try problem(Workbook(rows: "<row><c><v>\(number)</v></c></row>"))?.contains("number")
          == true)
    }
  }

  @Test func aSheetThatSaysItIsEverything() throws {
    let workbook = Workbook(
      rows: "<row><c><v>1</v></c></row>",
      before:
        #"<dimension ref="A1:XFD1048576"/><cols><col min="1" max="16384" hidden="1"/></cols>"#,
      after: "<mergeCells>" + String(repeating: #"<mergeCell ref="A1:XFD1048576"/>"#, count: 20_000)
        + "</mergeCells>")
    let run = try SheetsProgram.read(workbook.bytes, .rows(sheet: 1))
    #expect(run.isOrderly)
    #expect(run.rows == ["1\tn1"])
  }

  @Test func moreThanIsRead() throws {
    var workbook = Workbook()
    workbook.sheets = Array(repeating: workbook.sheets[0], count: 201)
    #expect(try problem(workbook)?.contains("200 sheets") == true)
    let merged = String(repeating: #"<mergeCell ref="A1:B2"/>"#, count: 100_001)
    #expect(
      try problem(Workbook(after: "<mergeCells>\(merged)</mergeCells>"))?.contains("merged") == true
    )
    var archive = StoredZip()
    for part in 0...10_000 { archive.add("\(part)", "") }
    #expect(try problem(archive.bytes)?.contains("parts") == true)
    // A text of the longest kind, repeated in a row of the widest.
    let text = String(repeating: "x", count: 90_000)
    let row = "<row><c t=\"str\"><v>\(text)</v></c><c r=\"ALL1\"><v>1</v></c></row>"
    let wide = Workbook(rows: row, after: #"<mergeCells><mergeCell ref="A1:ALK1"/></mergeCells>"#)
    #expect(try problem(wide)?.contains("8 MB") == true)
  }

  @Test func archivesThatClaimAndUnpackTooMuch() throws {
    // Claims that are false, in both directions.
    for claimed in [0, 1, 0x7FFF_FFFF] {
      var archive = Workbook(rows: "<row><c><v>1</v></c></row>").archive
      archive.add(
        "xl/sharedStrings.xml", Array("<sst xmlns=\"\(Workbook.main)\"/>".utf8), claimed: claimed)
      _ = try problem(archive.bytes)
    }
    // 300 MB of spaces between elements are passed over, and a text of 50 MB is none.
    let head = "<sst xmlns=\"\(Workbook.main)\">"
    for (beginning, end, times, sentence) in [
      (head, "</sst>", 300 << 20, nil), (head + "<si><t>", "</t></si></sst>", 50 << 20, "cell"),
    ] {
      let packed = StoredZip.packed(beginning, 0x20, times: times, end)
      var archive = Workbook(rows: "<row><c><v>1</v></c></row>").archive
      // Its checksum is wrong, which only the first one comes to see.
      archive.add("xl/sharedStrings.xml", [], packed: packed, claimed: times + 100)
      let said = try problem(archive.bytes)
      #expect(said?.contains(sentence ?? "unpacked") == true, "\(said ?? "")")
    }
  }

  @Test(.enabled(if: Fuzz.isLong)) func anArchiveWithoutEnd() throws {
    let packed = StoredZip.packed(
      "<sst xmlns=\"\(Workbook.main)\">", 0x20, times: 5 << 30, "</sst>")
    var archive = Workbook().archive
    archive.add("xl/sharedStrings.xml", [], packed: packed, claimed: 1000)
    #expect(try problem(archive.bytes)?.contains("GB") == true)
  }

  @Test func namesOfParts() throws {
    var twice = Workbook(rows: "<row><c><v>1</v></c></row>").archive
    twice.add("XL/Workbook.xml", "<a/>")
    #expect(try problem(twice.bytes)?.contains("one name") == true)
    var outside = Workbook(rows: "<row><c><v>1</v></c></row>")
    outside.rootRelationships = outside.rootRelationships.replacing(
      "xl/workbook.xml", with: "../../../xl/./other/../workbook.xml")
    #expect(try problem(outside) == nil)
    for target in [
      "../../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "", "xl", "/proc/self/mem",
    ] {
      var workbook = Workbook()
      workbook.rootRelationships = workbook.rootRelationships.replacing(
        "xl/workbook.xml", with: target)
      #expect(try problem(workbook)?.contains("missing") == true)
    }
  }

  @Test func relationshipsThatLeadNowhere() throws {
    func relationships(_ target: String, _ more: String = "") -> String {
      #"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="s0" Type="\#(Workbook.types)/worksheet" Target="\#(target)"\#(more)/></Relationships>"#
    }
    var workbook = Workbook()
    // In a circle.
    workbook.relationships = relationships("workbook.xml")
    #expect(try problem(workbook)?.contains("not what it should be") == true)
    workbook.relationships = relationships("gone.xml")
    #expect(try problem(workbook)?.contains("missing") == true)
    workbook.relationships = relationships("http://example.org/a.xml", #" TargetMode="External""#)
    #expect(try problem(workbook)?.contains("missing") == true)
    workbook.relationships = "<Relationships/>"
    #expect(try problem(workbook)?.contains("missing") == true)
    workbook.relationships = relationships("worksheets/sheet0.xml").replacing(
      "/worksheet\"", with: "/chartsheet\"")
    #expect(try problem(workbook)?.contains("no sheet") == true)
  }

  @Test func charactersThatAreNone() throws {
    for bad in ["&#0;", "&#xD800;", "\0", "&#x1B;"] {
      let workbook = Workbook(rows: "<row><c t=\"str\"><v>a\(bad)b</v></c></row>")
      #expect(try problem(workbook)?.contains("XML") == true)
    }
    for bad: [UInt8] in [[0xED, 0xA0, 0x80], [0xC0, 0x80], [0xFF], [0xF4, 0x90, 0x80, 0x80]] {
      var archive = Workbook().archive
      archive.add(
        "xl/sharedStrings.xml",
        Array("<sst xmlns=\"\(Workbook.main)\"><si><t>".utf8) + bad + Array("</t></si></sst>".utf8))
      #expect(try problem(archive.bytes)?.contains("XML") == true)
    }
  }

  @Test func whatIsNoFile() throws {
    #expect(try problem([])?.contains("empty") == true)
    for path in ["/", "/dev/zero", "/dev/null", "/proc/self/mem"] {
      let descriptor = open(path, O_RDONLY | O_CLOEXEC)
      defer { close(descriptor) }
      let run = try SheetsProgram.run(SheetCommand.sheets.arguments, input: descriptor)
      #expect(run.isOrderly && run.problem != nil, "\(path)")
    }
    var pipes: [Int32] = [-1, -1]
    try #require(pipe(&pipes) == 0)
    for end in pipes { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { for end in pipes { close(end) } }
    let run = try SheetsProgram.run(SheetCommand.sheets.arguments, input: pipes[0])
    #expect(run.problem == "this is not a file")
    #expect(try SheetsProgram.run(["rows"], input: pipes[0]).status == 64)
  }

  @Test func filesThatWereCut() throws {
    var workbook = Workbook(rows: #"<row><c t="s"><v>0</v></c></row>"#)
    workbook.share(["<t>甲</t>"])
    workbook.format(["0.00"])
    for file in [workbook.bytes, SampleXls.bytes] {
      for part in 1..<64 {
        let run = try SheetsProgram.read(Array(file[..<(file.count * part / 64)]))
        #expect(run.isOrderly, "\(part)/64: signal \(run.signal)")
      }
    }
  }
}

extension [UInt8] {
  /// Where these bytes begin.
  func place(of sought: [UInt8]) -> Int? {
    indices.first { self[$0...].starts(with: sought) }
  }
}
