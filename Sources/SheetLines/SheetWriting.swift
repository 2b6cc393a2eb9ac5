/// A line that `write` reads; in this order, from `sheet` to its notes once for each sheet.
public enum SheetWriting: Hashable, Sendable {
  /// `W`: the properties of the document, the first line.
  case properties(title: String, author: String)
  /// `S`: begins a sheet; its name is made one that spreadsheets take.
  case sheet(name: String)
  /// `L`: a line above the header, the title first.
  case line(String)
  /// `C`: a column, its least width in columns of a terminal.
  case column(width: Int, format: ColumnFormat)
  /// `H`: the header row.
  case header([String])
  /// `R`: a row.
  case row([SheetCell])
  /// `B`: a row of totals.
  case total([SheetCell])
  /// `U`: the widths of the columns, which are known once all rows are.
  case widths([Int])
  /// `N`: a note below the rows.
  case note(String)
  /// `Z`: the end; without it nothing is written.
  case end

  /// Adds it as a line.
  public func encode(into line: inout LineEncoder) {
    switch self {
    case .properties(let title, let author):
      line.begin(UInt8(ascii: "W"))
      line.field(title)
      line.field(author)
    case .sheet(let name):
      line.begin(UInt8(ascii: "S"))
      line.field(name)
    case .line(let text):
      line.begin(UInt8(ascii: "L"))
      line.field(text)
    case .column(let width, let format):
      line.begin(UInt8(ascii: "C"))
      line.field(width)
      line.field(format.rawValue)
    case .header(let texts):
      line.begin(UInt8(ascii: "H"))
      for text in texts { line.field(text) }
    case .row(let cells):
      line.begin(UInt8(ascii: "R"))
      for cell in cells { cell.encode(into: &line) }
    case .total(let cells):
      line.begin(UInt8(ascii: "B"))
      for cell in cells { cell.encode(into: &line) }
    case .widths(let widths):
      line.begin(UInt8(ascii: "U"))
      for width in widths { line.field(width) }
    case .note(let text):
      line.begin(UInt8(ascii: "N"))
      line.field(text)
    case .end: line.begin(UInt8(ascii: "Z"))
    }
    line.end()
  }

  /// The line, without its end, or nil if it is none of these.
  public init?(line: ArraySlice<UInt8>) {
    var fields = LineFields(line)
    switch fields.letter() {
    case UInt8(ascii: "W"):
      guard let title = fields.text(), let author = fields.text() else { return nil }
      self = .properties(title: title, author: author)
    case UInt8(ascii: "S"):
      guard let name = fields.text() else { return nil }
      self = .sheet(name: name)
    case UInt8(ascii: "L"):
      guard let text = fields.text() else { return nil }
      self = .line(text)
    case UInt8(ascii: "C"):
      guard let width = fields.number(), let format = fields.text().flatMap(ColumnFormat.init)
      else { return nil }
      self = .column(width: width, format: format)
    case UInt8(ascii: "H"):
      guard let texts = fields.texts() else { return nil }
      self = .header(texts)
    case UInt8(ascii: "R"):
      guard let cells = fields.cells() else { return nil }
      self = .row(cells)
    case UInt8(ascii: "B"):
      guard let cells = fields.cells() else { return nil }
      self = .total(cells)
    case UInt8(ascii: "U"):
      guard let texts = fields.texts() else { return nil }
      let widths = texts.compactMap { Int($0) }
      guard widths.count == texts.count else { return nil }
      self = .widths(widths)
    case UInt8(ascii: "N"):
      guard let text = fields.text() else { return nil }
      self = .note(text)
    case UInt8(ascii: "Z"): self = .end
    default: return nil
    }
    guard fields.isAtEnd else { return nil }
  }
}
