import SheetLines
import Testing

/// What the two programs say to each other comes back as it was said.
struct LineTests {
  private func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var splitter = LineSplitter()
    var lines: [ArraySlice<UInt8>] = []
    // In pieces of seven bytes, so that ends of pieces are everywhere.
    var rest = bytes[...]
    while !rest.isEmpty {
      splitter.take(rest.prefix(7))
      rest = rest.dropFirst(7)
      while let line = splitter.next() { lines.append(line) }
    }
    #expect(!splitter.isInLine)
    return lines
  }

  private static let cells: [SheetCell] = [
    .empty, SheetCell(.text("a\tb\nc\rd\\n")), SheetCell(.text("")), SheetCell(.text("<=中文")),
    SheetCell(.number("-2018.1")), SheetCell(.number("2018.1", shown: "2018.10")), .empty,
    SheetCell(.date("2018-10"), origin: .left), SheetCell(.truth(true), origin: .above),
    SheetCell(.truth(false)), SheetCell(.error("#N/A")), SheetCell(.text("=\u{A0}é")),
  ]

  @Test func answersComeBack() {
    let all: [SheetReading] = [
      .format(.xlsx), .format(.xls), .sheet(number: 1, name: "表\t一", isHidden: true),
      .sheet(number: 200, name: "", isHidden: false), .hiddenColumns([0, 7]),
      .row(number: 1_048_576, cells: Self.cells), .row(number: 1, cells: []),
      .progress(done: 1, total: 2), .problem(english: "a\tb", chinese: "甲\n乙"), .end,
    ]
    var encoder = LineEncoder()
    for answer in all { answer.encode(into: &encoder) }
    #expect(lines(encoder.bytes).map { SheetReading(line: $0) } == all)
  }

  @Test func ordersComeBack() {
    let all: [SheetWriting] =
      [
        .properties(title: "台账", author: "民政局"), .sheet(name: "一"), .line("题"),
        .header(["a", "", "b\n"]), .row(Self.cells), .row([]), .total(Self.cells),
        .widths([12, 5]), .note("注"), .end,
      ] + ColumnFormat.allCases.map { .column(width: 12, format: $0) }
    var encoder = LineEncoder()
    for order in all { order.encode(into: &encoder) }
    #expect(lines(encoder.bytes).map { SheetWriting(line: $0) } == all)
  }

  @Test func controlCharactersAreLeftOut() {
    var encoder = LineEncoder()
    SheetReading.row(
      number: 1, cells: [SheetCell(.text("\0a\u{1B}[0m\u{7F}\u{85}\u{9B}\u{A0}é\\"))]
    )
    .encode(into: &encoder)
    #expect(String(decoding: encoder.bytes, as: UTF8.self) == "R\t1\tta[0m\u{A0}é\\\\\n")
  }

  @Test(arguments: [
    "", "R", "R\tx", "R\t1\tq", "R\t1\t<", "R\t1\tb2", "R\t1\tt\\x", "R\t1\tt\\", "Z\t", "ZZ",
    "F\tods",
    "S\t1\tname", "S\t1\tname\tgone", "P\t1", "P\t1\t2\t3", "C\tx", "R\t1\tn", "R\t1\td",
  ])
  func otherLinesAreNone(line: String) {
    #expect(SheetReading(line: Array(line.utf8)[...]) == nil)
  }

  @Test func commandsComeBack() {
    for command in [SheetCommand.sheets, .rows(sheet: 12), .write] {
      #expect(SheetCommand(arguments: command.arguments) == command)
    }
    for arguments in [[], ["rows"], ["rows", "0"], ["write", "x"], ["sheets", "-v"]] {
      #expect(SheetCommand(arguments: arguments) == nil)
    }
  }
}
