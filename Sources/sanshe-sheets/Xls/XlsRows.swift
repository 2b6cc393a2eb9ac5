import SheetLines

/// Reads the rows of a sheet and says each as soon as the next begins.
struct XlsRows {
  private let texts: [String]
  private let formats: [CellFormat]
  private let is1904: Bool
  private let wanted: Int
  private let answers: Answers
  private var merged: MergedValues
  /// From 0; -1 before the first.
  private var row = -1
  private var cells: [SheetCell] = []
  private var said = 0
  /// The column of a formula whose text follows.
  private var waiting: Int?

  init(
    texts: [String], formats: [CellFormat], is1904: Bool, outline: XlsOutline, wanted: Int,
    answers: Answers
  ) {
    self.texts = texts
    self.formats = formats
    self.is1904 = is1904
    self.wanted = wanted
    self.answers = answers
    merged = MergedValues(outline.ranges, width: outline.width)
  }

  mutating func read(_ records: XlsRecords) throws(Problem) {
    var records = SheetRecords(records)
    while said < wanted, let (kind, bytes) = try records.next() {
      switch kind {
      case .number, .shortNumber, .numbers, .sharedText, .text, .richText, .truthOrError, .formula:
        guard let row = bytes.two(at: 0), let column = bytes.two(at: 2),
          let style = bytes.two(at: 4)
        else { throw XlsRecords.damaged }
        try enter(row)
        if said < wanted { try readCell(kind, bytes, column, style) }
      case .string:
        guard let column = waiting else { continue }
        waiting = nil
        var text = XlsText(records.continued(bytes), at: 0)
        try put(text.next(), column)
      default: break
      }
    }
    if said < wanted { try endRow() }
  }

  private mutating func enter(_ next: Int) throws(Problem) {
    if next == row { return }
    guard next > row else { throw .damaged("its rows are out of order", "行的次序有误") }
    try endRow()
    row = next
  }

  private mutating func endRow() throws(Problem) {
    waiting = nil
    guard !cells.isEmpty else { return }
    merged.fill(&cells, row: row)
    try answers.say(.row(number: row + 1, cells: cells))
    cells.removeAll(keepingCapacity: true)
    said += 1
  }

  private mutating func readCell(
    _ kind: XlsRecords.Kind, _ bytes: [UInt8], _ column: Int, _ style: Int
  ) throws(Problem) {
    switch kind {
    case .number: try put(bytes.double(at: 6), column, style)
    case .shortNumber: try put(bytes.four(at: 6).map(Self.number), column, style)
    case .numbers:
      // A style and a number for each column, and the last column.
      for index in 0..<max(0, (bytes.count - 6) / 6) {
        let number = bytes.four(at: 6 + index * 6).map(Self.number)
        try put(number, column + index, bytes.two(at: 4 + index * 6) ?? 0)
      }
    case .sharedText:
      guard let index = bytes.four(at: 6), texts.indices.contains(index) else {
        throw .damaged("a text is missing", "缺少文字")
      }
      try put(texts[index], column)
    case .text, .richText:
      var text = XlsText([bytes], at: 6)
      try put(text.next(), column)
    case .truthOrError:
      guard let pair = bytes.bytes(at: 6, count: 2) else { throw XlsRecords.damaged }
      try put(pair[1] == 0 ? .truth(pair[0] != 0) : .error(Self.error(pair[0])), column)
    case .formula: try putResult(bytes, column, style)
    default: break
    }
  }

  /// The result of a formula: a number, or where no number begins with these bytes, something else.
  private mutating func putResult(
    _ bytes: [UInt8], _ column: Int, _ style: Int
  ) throws(Problem) {
    guard let number = bytes.double(at: 6) else { throw XlsRecords.damaged }
    guard bytes.two(at: 12) == 0xFFFF else { return try put(number, column, style) }
    switch bytes[6] {
    case 0: waiting = column
    case 1: try put(.truth(bytes[8] != 0), column)
    case 2: try put(.error(Self.error(bytes[8])), column)
    default: break
    }
  }

  private mutating func put(_ number: Double?, _ column: Int, _ style: Int) throws(Problem) {
    guard let number, number.isFinite else { throw .damaged("a number is none", "有数字无法识别") }
    let format = formats.indices.contains(style) ? formats[style] : .general
    try put(NumberValue.value(number, format, is1904: is1904), column)
  }

  private mutating func put(_ text: String, _ column: Int) throws(Problem) {
    if text.utf8.count > Limits.cellBytes { throw .tooLongText }
    if !text.isEmpty { try put(.text(text), column) }
  }

  private mutating func put(_ value: SheetCell.Value, _ column: Int) throws(Problem) {
    if column >= Limits.columns { throw .tooManyColumns }
    while cells.count <= column { cells.append(.empty) }
    cells[column] = SheetCell(value)
  }

  /// A number in four bytes: a whole one or the upper half of a double, and maybe a hundred times as large.
  private static func number(_ packed: Int) -> Double {
    let whole = Double(Int32(truncatingIfNeeded: packed) >> 2)
    let upper = Double(bitPattern: UInt64(packed & 0xFFFF_FFFC) << 32)
    let number = packed & 2 != 0 ? whole : upper
    return packed & 1 != 0 ? number / 100 : number
  }

  private static func error(_ code: UInt8) -> String {
    switch code {
    case 0x00: "#NULL!"
    case 0x07: "#DIV/0!"
    case 0x0F: "#VALUE!"
    case 0x17: "#REF!"
    case 0x1D: "#NAME?"
    case 0x24: "#NUM!"
    default: "#N/A"
    }
  }
}
