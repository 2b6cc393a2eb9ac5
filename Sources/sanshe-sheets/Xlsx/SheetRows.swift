import Glibc
import SheetLines

/// Reads the rows of a sheet and says each as soon as it ends.
final class SheetRows: XMLReading {
  static let root = XMLElement.worksheet
  private(set) var isFinished = false

  private let strings: [String]
  private let formats: [CellFormat]
  private let is1904: Bool
  private let wanted: Int
  private let answers: Answers
  private var merged: MergedValues

  private var hidden: [Bool] = []
  private var columnDescriptions = 0
  /// From 0; -1 before the first.
  private var row = -1
  private var said = 0
  private var cells: [SheetCell] = []

  private var place = CellPlace()
  private var kind = Kind.number
  private var format = CellFormat.general
  private var value = XMLText()
  private var isInValue = false
  private var inline = RichText()

  /// What a cell says its value is.
  private enum Kind {
    case number, shared, text, inline, truth, error, date

    init?(_ name: UnsafePointer<CChar>?) {
      guard let name else {
        self = .number
        return
      }
      let kinds: [(StaticString, Kind)] = [
        ("s", .shared), ("n", .number), ("str", .text), ("inlineStr", .inline), ("b", .truth),
        ("e", .error), ("d", .date),
      ]
      guard let kind = kinds.first(where: { name.equals($0.0) }) else { return nil }
      self = kind.1
    }
  }

  init(
    strings: [String], formats: [CellFormat], is1904: Bool, outline: SheetOutline, wanted: Int,
    answers: Answers
  ) {
    self.strings = strings
    self.formats = formats
    self.is1904 = is1904
    self.wanted = wanted
    self.answers = answers
    merged = MergedValues(outline.ranges, width: outline.width)
  }

  func start(_ element: XMLElement, _ attributes: XMLAttributes) throws(Problem) {
    switch element {
    case .c: try startCell(attributes)
    case .v:
      isInValue = true
      value.removeAll()
    case .row: try startRow(attributes)
    case .is: inline.begin()
    case .t, .rPh: if kind == .inline { inline.start(element, attributes) }
    case .col: try describeColumn(attributes)
    case .sheetData:
      let columns = hidden.indices.filter { hidden[$0] }
      if !columns.isEmpty { try answers.say(.hiddenColumns(columns)) }
    default: break
    }
  }

  func text(_ piece: UnsafeRawBufferPointer) throws(Problem) {
    if isInValue {
      try value.append(piece)
    } else if kind == .inline {
      try inline.append(piece)
    }
  }

  func end(_ element: XMLElement) throws(Problem) {
    switch element {
    case .v: isInValue = false
    case .c: try endCell()
    case .row: try endRow()
    case .t, .rPh: if kind == .inline { inline.end(element) }
    default: break
    }
  }

  private func describeColumn(_ attributes: XMLAttributes) throws(Problem) {
    columnDescriptions += 1
    if columnDescriptions > Limits.formats { throw .tooManyFormats }
    guard attributes.isTrue("hidden"), let first = attributes.number("min"),
      let last = attributes.number("max"), first >= 1, first <= last, first <= Limits.columns
    else { return }
    if hidden.isEmpty { hidden = Array(repeating: false, count: Limits.columns) }
    for column in first...min(last, Limits.columns) { hidden[column - 1] = true }
  }

  private func startRow(_ attributes: XMLAttributes) throws(Problem) {
    let number = attributes["r"] == nil ? row + 1 : (attributes.number("r") ?? 0) - 1
    if number >= Limits.rows { throw .tooManyRows }
    guard number > row else { throw .damaged("its rows are out of order", "行的次序有误") }
    row = number
    cells.removeAll(keepingCapacity: true)
    place.beginRow()
  }

  private func startCell(_ attributes: XMLAttributes) throws(Problem) {
    place.advance(to: attributes["r"])
    guard let kind = Kind(attributes["t"]) else {
      throw .damaged("a cell is of an unknown kind", "有单元格类型不明")
    }
    self.kind = kind
    format = .general
    if kind == .number, let style = attributes["s"], let number = Int(String(cString: style)),
      formats.indices.contains(number)
    {
      format = formats[number]
    }
    value.removeAll()
    inline.begin()
  }

  private func endCell() throws(Problem) {
    let value = try cellValue()
    if case .empty = value { return }
    if place.column >= Limits.columns { throw .tooManyColumns }
    while cells.count <= place.column { cells.append(.empty) }
    cells[place.column] = SheetCell(value)
  }

  private func cellValue() throws(Problem) -> SheetCell.Value {
    if kind == .inline { return inline.content.isEmpty ? .empty : .text(inline.content.string) }
    if value.isEmpty { return .empty }
    switch kind {
    case .number: return try NumberValue.value(value.raw, format, is1904: is1904)
    case .shared:
      guard let index = Int(value.string), strings.indices.contains(index) else {
        throw .damaged("a text is missing", "缺少文字")
      }
      return strings[index].isEmpty ? .empty : .text(strings[index])
    case .text, .inline: return .text(value.string)
    case .truth: return .truth(value.string == "1" || value.string == "true")
    case .error: return .error(value.string)
    case .date: return SerialDate.value(value.string)
    }
  }

  private func endRow() throws(Problem) {
    guard !cells.isEmpty else { return }
    merged.fill(&cells, row: row)
    try answers.say(.row(number: row + 1, cells: cells))
    said += 1
    if said >= wanted { isFinished = true }
  }
}
