import Glibc
import SheetLines
import Testing

/// What is written comes back, and what cannot be written is said.
struct WritingTests {
  private static func orders(_ more: [SheetWriting]) -> [SheetWriting] {
    [.properties(title: "台账", author: "民政局"), .sheet(name: "一")] + more + [.end]
  }

  /// The rows of the first sheet, written and read again.
  private func rows(_ more: [SheetWriting]) throws -> [String] {
    let run = try SheetsProgram.read(SheetsProgram.written(Self.orders(more)), .rows(sheet: 1))
    try #require(run.isOrderly && run.status == 0, "\(run.problem ?? "")")
    return run.rows
  }

  @Test func aReport() throws {
    let cells: [SheetCell] = [
      SheetCell(.text("000110105199001011234")), SheetCell(.number("12")),
      SheetCell(.number("1234.5")),
      SheetCell(.date("2018-10-01")), SheetCell(.truth(true)),
    ]
    #expect(
      try rows([
        .line("社会组织台账"), .line("民政局"), .column(width: 18, format: .text),
        .column(width: 8, format: .whole), .column(width: 10, format: .amount),
        .column(width: 10, format: .date), .column(width: 5, format: .text),
        .header(["编号", "人数", "金额", "日期", "是"]), .row(cells),
        .row([.empty, SheetCell(.number("3"))]),
        .total([SheetCell(.text("合计")), SheetCell(.number("15"))]), .widths([18, 8, 12]),
        .note("注"), .note("又注"),
      ]) == [
        "1\tt社会组织台账\t<t社会组织台账\t<t社会组织台账\t<t社会组织台账\t<t社会组织台账", "2\tt民政局",
        "3\tt编号\tt人数\tt金额\tt日期\tt是",
        "4\tt000110105199001011234\tn12\tn1234.5=1,234.50\td2018-10-01\tb1", "5\t\tn3",
        "6\tt合计\tn15", "7\tt注", "8\tt又注",
      ])
  }

  @Test(arguments: [
    "=1+1", "+1", "-1", "@SUM(A1)", "0012", "110105199001011234", "1e5", "TRUE", "2018-10-01",
    " a ",
    "a\tb\nc", "<b>&amp;\"'", "_x000D_", "_x005F_", "http://example.org", "{=1}", "𬱖😀", "é", "\n",
    "#N/A",
  ])
  func textStaysText(text: String) throws {
    let written = try rows([.row([SheetCell(.text(text))])])
    var encoder = LineEncoder()
    SheetReading.row(number: 1, cells: [SheetCell(.text(text))]).encode(into: &encoder)
    #expect(written == [String(decoding: encoder.bytes.dropFirst(2).dropLast(), as: UTF8.self)])
  }

  @Test func linesEndWithLineFeeds() throws {
    #expect(try rows([.row([SheetCell(.text("a\r\nb\rc"))])]) == ["1\tta\\nb\\nc"])
    #expect(try rows([.row([SheetCell(.text("a\u{FFFF}b"))])]) == ["1\ttab"])
  }

  @Test(arguments: [
    ("2018-10-01", "d2018-10-01"), ("2018-10-01 12:30:05", "d2018-10-01 12:30:05"),
    ("2018-10", "t2018-10"), ("2018", "t2018"), ("1899-12-31", "t1899-12-31"),
    ("1900-01-01", "d1900-01-01"), ("1900-03-01", "d1900-03-01"), ("2019-02-29", "t2019-02-29"),
    ("9999-12-31", "d9999-12-31"),
  ])
  func datesStayDates(date: String, cell: String) throws {
    #expect(try rows([.row([SheetCell(.date(date))])]) == ["1\t\(cell)"])
  }

  @Test(arguments: [
    ("0", "n0"), ("-12.5", "n-12.5"), ("1e3", "n1000"), ("123456789012345", "n123456789012345"),
    ("110105199001011234", "t110105199001011234"), ("0.1234567890123456", "t0.1234567890123456"),
    ("100000000000000000000", "n1E+20"), ("0.000001", "n0.000001"),
  ])
  func numbersKeepTheirDigits(number: String, cell: String) throws {
    #expect(try rows([.row([SheetCell(.number(number))])]) == ["1\t\(cell)"])
  }

  @Test func formatsOfColumns() throws {
    let formats = ColumnFormat.allCases
    let written = try rows(
      formats.map { .column(width: 8, format: $0) }
        + [.row(formats.map { _ in SheetCell(.number("1234.5")) })])
    #expect(
      written == [
        "1\tn1234.5\tn1234.5\tn1234.5\tn1234.5=1235\tn1234.5=1,235\tn1234.5\tn1234.5=1234.50"
          + "\tn1234.5=1234.5000\tn1234.5=1,234.50\tn1234.5=123450%\tn1234.5=123450.0%"
      ])
  }

  @Test func namesOfSheets() throws {
    let long = String(repeating: "长", count: 40)
    let names = [
      "a/b", "", "A_B", "a_b", long, long, "'x'", "History", String(repeating: "😀", count: 20),
    ]
    let file = try SheetsProgram.written(
      [.properties(title: "", author: "")] + names.map { .sheet(name: $0) } + [.end])
    let found = try SheetsProgram.read(file).answers.compactMap { answer -> String? in
      if case .sheet(_, let name, _) = answer { name } else { nil }
    }
    #expect(
      found == [
        "a_b", "Sheet", "A_B (2)", "a_b (3)", String(repeating: "长", count: 31),
        String(repeating: "长", count: 27) + " (2)", "x", "History_",
        String(repeating: "😀", count: 15),
      ])
  }

  @Test func theSameLinesMakeTheSameBytes() throws {
    let orders = Self.orders([
      .line("题"), .header(["a", "b"]),
      .row([SheetCell(.text("x")), SheetCell(.date("2018-10-01"))]),
    ])
    #expect(try SheetsProgram.written(orders) == SheetsProgram.written(orders))
  }

  @Test(
    arguments: [
      [], [.end], [.sheet(name: "一"), .end], [.properties(title: "", author: ""), .end],
      [.properties(title: "", author: ""), .sheet(name: "一"), .row([.empty])],
      orders([.row([.empty]), .header(["a"])]), orders([.note("a"), .row([.empty])]),
      orders([.header(["a"]), .header(["a"])]), orders([.header(["a"]), .line("a")]),
      orders([.column(width: 1, format: .text), .line("a")]),
      orders([.column(width: 1, format: .text), .header(["a"]), .widths([1, 2])]),
      orders([.column(width: 1, format: .text), .note("a"), .widths([1])]),
      orders([.properties(title: "", author: "")]),
      orders([.row([SheetCell(.number("x"))])]), orders([.row([SheetCell(.number("1e999"))])]),
      orders([.row([SheetCell(.error("#N/A"))])]), orders([.end]),
      orders([.row([SheetCell(.text(String(repeating: "x", count: 32_768)))])]),
      orders([.row(Array(repeating: .empty, count: 1001))]),
      orders(Array(repeating: .sheet(name: "一"), count: 200)),
    ] as [[SheetWriting]])
  func whatCannotBeWritten(orders: [SheetWriting]) throws {
    var encoder = LineEncoder()
    for order in orders { order.encode(into: &encoder) }
    let (run, file) = try SheetsProgram.write(encoder.bytes)
    #expect(run.status == SheetCommand.problemStatus)
    #expect(file.isEmpty)
    // The library may say something of its own before.
    let lines = run.error.split(separator: "\n")
    #expect(lines.filter { $0.hasPrefix("X\t") }.count == 1)
    #expect(lines.last?.hasPrefix("X\t") == true)
  }

  @Test func theLongestText() throws {
    let text = String(repeating: "富", count: 32_767)
    #expect(try rows([.row([SheetCell(.text(text))])]) == ["1\tt\(text)"])
  }

  @Test func everyCutLeavesNoFile() throws {
    var encoder = LineEncoder()
    for order in Self.orders([.header(["a"]), .row([SheetCell(.text("x"))])]) {
      order.encode(into: &encoder)
    }
    for count in 0..<encoder.bytes.count {
      let (run, file) = try SheetsProgram.write(Array(encoder.bytes[..<count]))
      #expect(run.status == SheetCommand.problemStatus && file.isEmpty, "\(count)")
    }
  }

  @Test func whereNothingCanBeWritten() throws {
    let lines = try ScratchFile([])
    let device = open("/dev/full", O_RDWR | O_CLOEXEC)
    defer { close(device) }
    for output in [device, nil] {
      let run = try SheetsProgram.run(
        SheetCommand.write.arguments, input: lines.descriptor, output: output)
      #expect(run.error.hasPrefix("X\tstandard output is not a file"))
    }
  }

  @Test func linesWithoutEnd() throws {
    let zeros = open("/dev/zero", O_RDONLY | O_CLOEXEC)
    defer { close(zeros) }
    let output = try ScratchFile([])
    let run = try SheetsProgram.run(
      SheetCommand.write.arguments, input: zeros, output: output.descriptor)
    #expect(run.error.hasPrefix("X\tline 1 is too long"))
    #expect(output.bytes.isEmpty)
  }
}
