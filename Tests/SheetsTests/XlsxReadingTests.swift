import SheetLines
import Testing

/// What stands in an .xlsx, and the lines that say it.
struct XlsxReadingTests {
  /// The rows of a workbook, which must be read to its end.
  private func rows(_ workbook: Workbook, _ command: SheetCommand = .rows(sheet: 1)) throws
    -> [String]
  {
    let run = try SheetsProgram.read(workbook.bytes, command)
    try #require(run.isOrderly && run.status == 0, "\(run.problem ?? "")")
    return run.rows
  }

  @Test func kindsOfCells() throws {
    var workbook = Workbook(
      rows: """
        <row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" t="inlineStr"><is><t>乙</t></is></c>\
        <c r="D2" t="str"><f>A1&amp;"x"</f><v>甲x</v></c><c r="E2" t="b"><v>1</v></c>\
        <c r="F2" t="e"><v>#N/A</v></c><c r="G2" t="d"><v>2018-10-01T12:30:00</v></c>\
        <c r="H2" t="d"><v>2018-10-01</v></c><c r="I2"><v>12</v></c><c r="J2" t="s"><v>1</v></c></row>
        """)
    workbook.share(["<t>甲</t>", "<t></t>"])
    #expect(
      try rows(workbook) == [
        "2\tt甲\t\tt乙\tt甲x\tb1\te#N/A\td2018-10-01 12:30:00\td2018-10-01\tn12"
      ])
  }

  @Test func textsOfRunsSpacesAndEscapes() throws {
    var workbook = Workbook(
      rows: "<row>" + (0..<7).map { #"<c t="s"><v>\#($0)</v></c>"# }.joined() + "</row>")
    workbook.share([
      "<r><t>富</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\">文 </t></r><r><t>本</t></r>",
      "<t>亜</t><rPh sb=\"0\" eb=\"1\"><t>ア</t></rPh><phoneticPr fontId=\"1\"/>",
      "<t>  trimmed\n</t>", "<t xml:space=\"preserve\">  kept </t>",
      "<t>a_x000D_b_x005F_x000D__xD83D__xDE00_</t>", "<t>_xD800_lone_x0007__xZZZZ_</t>",
      "<t>a\tb\nc\\</t>",
    ])
    #expect(
      try rows(workbook) == [
        [
          "1", "t富文 本", "t亜", "ttrimmed", "t  kept ", #"ta\rb_x000D_😀"#, "tlone_xZZZZ_",
          #"ta\tb\nc\\"#,
        ]
        .joined(separator: "\t")
      ])
  }

  @Test func rowsAndCellsWithoutPlaces() throws {
    let workbook = Workbook(
      rows: """
        <row><c><v>1</v></c><c/><c><v>2</v></c></row><row/>\
        <row r="7" hidden="1"><c r="B7"><v>3</v></c><c><v>4</v></c><c r="F7" s="1"/></row>\
        <row><c><v>5</v></c></row>
        """)
    #expect(try rows(workbook) == ["1\tn1\t\tn2", "7\t\tn3\tn4", "8\tn5"])
  }

  @Test(arguments: [
    ("0", "n0"), ("-0", "n0"), ("12.50", "n12.5"), ("1E3", "n1000"), ("0.1", "n0.1"),
    ("0.30000000000000004", "n0.3"), ("2018.0999999999999", "n2018.1"), ("1E-7", "n0.0000001"),
    ("999999999999999", "n999999999999999"), ("110105199001011234", "n1.10105E+17"),
    ("-1E+15", "n-1E+15"), ("1.5E300", "n1.5E+300"), ("1E-20", "n1E-20"),
    ("2.9999999999999996", "n3"), ("13800138000", "n13800138000"), ("9.9999999E+17", "n1E+18"),
  ])
  func numbers(digits: String, cell: String) throws {
    #expect(try rows(Workbook(rows: "<row><c><v>\(digits)</v></c></row>")) == ["1\t\(cell)"])
  }

  @Test(arguments: [
    ("0.00", "2018.1", "n2018.1=2018.10"), ("0000", "12", "n12=0012"), ("0%", "0.95", "n0.95=95%"),
    ("0.0%", "0.1234", "n0.1234=12.3%"), ("#,##0", "1234567", "n1234567=1,234,567"),
    ("#,##0.00_ ", "-1234.5", "n-1234.5=-1,234.50"), ("0", "12", "n12"), ("0.##", "1.5", "n1.5"),
    ("0.00", "0.005", "n0.005=0.01"), ("0", "-0.4", "n-0.4=0"), ("0.00_);(0.00)", "-1", "n-1"),
    ("0.00_);(0.00)", "1", "n1=1.00"), ("\"¥\"0.00", "1", "n1"), ("0.0,", "1500", "n1500"),
    ("000000", "1E17", "n1E+17"), ("General", "1.50", "n1.5"), ("@", "12", "n12"),
    ("0.00E+00", "12", "n12"),
    ("#,##0.00", "999999.999", "n999999.999=1,000,000.00"), ("00000000", "1", "n1=00000001"),
  ])
  func shownNumbers(code: String, digits: String, cell: String) throws {
    var workbook = Workbook(rows: "<row><c s=\"0\"><v>\(digits)</v></c></row>")
    workbook.format([code])
    #expect(try rows(workbook) == ["1\t\(cell)"])
  }

  @Test(arguments: [
    ("yyyy-mm-dd", "43374", "d2018-10-01"), ("yyyy\"年\"m\"月\"d\"日\"", "43374", "d2018-10-01"),
    ("[$-804]yyyy\"年\"m\"月\"d\"日\";@", "43374", "d2018-10-01"), ("yyyy年m月", "43374", "d2018-10"),
    ("yyyy", "43374", "d2018"), ("mmm-yy", "43374", "d2018-10"), ("m月d日", "43374", "d2018-10-01"),
    ("yyyy/m/d h:mm", "43374.520833333336", "d2018-10-01 12:30:00"),
    ("yyyy-mm-dd", "43374.5", "d2018-10-01 12:00:00"), ("h:mm", "0.5208333333333334", "t12:30"),
    ("h:mm:ss", "0.520844907407407", "t12:30:01"), ("[h]:mm", "1.5", "t36:00"),
    ("mm:ss", "0.5208333333333334", "t12:30"), ("h\"时\"mm\"分\"", "43374.25", "t06:00"),
    ("yyyy-mm-dd", "1", "d1900-01-01"), ("yyyy-mm-dd", "59", "d1900-02-28"),
    ("yyyy-mm-dd", "60", "n60"), ("yyyy-mm-dd", "61", "d1900-03-01"), ("yyyy-mm-dd", "0", "n0"),
    ("yyyy-mm-dd", "-1", "n-1"), ("yyyy-mm-dd", "2958465", "d9999-12-31"),
    ("yyyy-mm-dd", "2958466", "n2958466"), ("[Red]0", "5", "n5"), ("\"d\"0", "5", "n5"),
    ("yyyy-mm-dd", "43373.999999999", "d2018-10-01"), ("aaaa", "43374", "d2018-10-01"),
    ("d\\.m\\.yyyy", "43374", "d2018-10-01"), ("0\\d", "5", "n5"),
  ])
  func dates(code: String, digits: String, cell: String) throws {
    var workbook = Workbook(rows: "<row><c s=\"0\"><v>\(digits)</v></c></row>")
    workbook.format([code])
    #expect(try rows(workbook) == ["1\t\(cell)"])
  }

  @Test func builtInFormatsOfDates() throws {
    let ids = Array(14...22) + Array(27...36) + Array(45...47) + Array(50...58)
    var workbook = Workbook(
      rows: "<row>" + ids.indices.map { #"<c s="\#($0)"><v>43374.5</v></c>"# }.joined() + "</row>")
    workbook.format([], builtIn: ids)
    let cells = try rows(workbook)[0].split(separator: "\t").dropFirst()
    for (id, cell) in zip(ids, cells) {
      switch id {
      case 17, 27, 36, 50, 52, 57: #expect(cell == "d2018-10", "\(id)")
      case 18...21, 32...35, 45, 47, 55, 56: #expect(cell == "t12:00", "\(id)")
      case 46: #expect(cell == "t1040988:00", "\(id)")
      default: #expect(cell == "d2018-10-01 12:00:00", "\(id)")
      }
    }
    #expect(cells.count == ids.count)
  }

  @Test func daysFrom1904() throws {
    var workbook = Workbook(rows: #"<row><c s="0"><v>41912</v></c><c s="0"><v>0</v></c></row>"#)
    workbook.format(["yyyy-mm-dd"])
    workbook.is1904 = true
    #expect(try rows(workbook) == ["1\td2018-10-01\td1904-01-01"])
  }

  @Test func mergedRanges() throws {
    let workbook = Workbook(
      rows: """
        <row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="B2"><v>2</v></c><c r="C2"><v>9</v></c></row>\
        <row r="3"><c r="D3"><v>3</v></c></row><row r="4"/><row r="5"><c r="A5"><v>5</v></c></row>\
        <row r="6"><c r="A6"><v>6</v></c></row>
        """,
      after: """
        <mergeCells count="3"><mergeCell ref="A1:XFD1"/><mergeCell ref="B2:C5"/>\
        <mergeCell ref="A8:A9"/><mergeCell ref="D6:D1048576"/><mergeCell ref="nonsense"/></mergeCells>
        """)
    #expect(
      try rows(workbook) == [
        "1\tn1\t<n1\t<n1\t<n1", "2\t\tn2\t<n2", "3\t\t^n2\t^n2\tn3", "5\tn5\t^n2\t^n2", "6\tn6",
      ])
  }

  @Test func aMergedRangeOverEverythingCostsNothing() throws {
    let workbook = Workbook(
      rows: (1...3000).map { #"<row r="\#($0)"><c r="A\#($0)"><v>\#($0)</v></c></row>"# }.joined(),
      before: #"<dimension ref="A1:XFD1048576"/>"#,
      after: #"<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>"#)
    let found = try rows(workbook)
    #expect(found.count == 3000)
    #expect(found.last == "3000\t^n1")
  }

  @Test func sheetsInTheirOrderAndStates() throws {
    var workbook = Workbook()
    let row = #"<sheetData><row><c><v>1</v></c></row></sheetData>"#
    workbook.sheets = [
      Workbook.sheet(row), Workbook.sheet(#"<cols><col min="2" max="3" hidden="1"/></cols>"# + row),
      Workbook.sheet("<sheetData/>"),
    ]
    workbook.workbook = """
      <workbook xmlns="\(Workbook.main)" xmlns:r="\(Workbook.types)"><sheets>\
      <sheet name="二&lt;" sheetId="9" r:id="s1" state="hidden"/><sheet name="一" sheetId="1" r:id="s0"/>\
      <sheet name="三" sheetId="2" r:id="s2" state="veryHidden"/></sheets></workbook>
      """
    let run = try SheetsProgram.read(workbook.bytes)
    let row1 = SheetReading.row(number: 1, cells: [SheetCell(.number("1"))])
    #expect(
      run.answers == [
        .format(.xlsx), .sheet(number: 1, name: "二<", isHidden: true), .hiddenColumns([1, 2]), row1,
        .sheet(number: 2, name: "一", isHidden: false), row1,
        .sheet(number: 3, name: "三", isHidden: true), .end,
      ])
    let second = try SheetsProgram.read(workbook.bytes, .rows(sheet: 2))
    #expect(
      second.answers == [.format(.xlsx), .sheet(number: 2, name: "一", isHidden: false), row1, .end])
    #expect(
      try SheetsProgram.read(workbook.bytes, .rows(sheet: 4)).problem == "there is no sheet 4")
  }

  @Test func firstRowsOnlyAndAll() throws {
    let workbook = Workbook(rows: String(repeating: "<row/><row><c><v>1</v></c></row>", count: 30))
    #expect(try rows(workbook, .sheets).count == SheetCommand.rowsShown)
    #expect(try rows(workbook).count == 30)
  }

  @Test func progressIsTold() throws {
    let workbook = Workbook(
      rows: String(repeating: "<row><c><v>1</v></c></row>", count: 120_000))
    let run = try SheetsProgram.read(workbook.bytes, .rows(sheet: 1))
    let told = run.answers.compactMap { answer -> Int? in
      guard case .progress(let done, let total) = answer else { return nil }
      return done <= total ? done : nil
    }
    #expect(told.count == 2)
    #expect(told == told.sorted())
  }

  @Test func strictNamespacesAndPrefixes() throws {
    var workbook = Workbook()
    let main = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    let types = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    workbook.sheets = [
      #"<x:worksheet xmlns:x="\#(main)"><x:sheetData><x:row><x:c><x:v>1</x:v></x:c><y:c xmlns:y="urn:z"><x:v>2</x:v></y:c></x:row></x:sheetData><x:mergeCells><x:mergeCell ref="A1:A2"/></x:mergeCells></x:worksheet>"#
    ]
    workbook.workbook =
      #"<workbook xmlns="\#(main)" xmlns:r="\#(types)"><sheets><sheet name="一" r:id="s0"/></sheets></workbook>"#
    workbook.rootRelationships = workbook.rootRelationships.replacing(Workbook.types, with: types)
    #expect(try rows(workbook) == ["1\tn1"])
  }

  @Test func sheetsInOtherEncodings() throws {
    let text = Workbook(
      rows: "<row><c t=\"str\"><v>甲</v></c><c><v>2</v></c></row>",
      after: #"<mergeCells><mergeCell ref="A1:B1"/></mergeCells>"#
    ).sheets[0].replacing("UTF-8", with: "UTF-16")
    var workbook = Workbook()
    let wide: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    workbook.sheets = []
    workbook.workbook =
      #"<workbook xmlns="\#(Workbook.main)" xmlns:r="\#(Workbook.types)"><sheets><sheet name="一" r:id="w"/></sheets></workbook>"#
    workbook.relationships =
      #"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="w" Type="\#(Workbook.types)/worksheet" Target="wide.xml"/></Relationships>"#
    var archive = workbook.archive
    archive.add("xl/wide.xml", wide)
    let run = try SheetsProgram.read(archive.bytes)
    #expect(run.rows == ["1\tt甲\t<t甲"])
  }
}
