/// What a file is.
public enum SheetFileFormat: String, Sendable {
  /// Office Open XML, of 2007 and later.
  case xlsx
  /// The binary format before.
  case xls
}

/// A line that answers `sheets` and `rows`.
///
/// `end` or `problem` is the last one; if neither came, the program did not live to say it.
public enum SheetReading: Hashable, Sendable {
  /// `F`: the first line.
  case format(SheetFileFormat)
  /// `S`: a sheet with its number from 1, before its rows.
  case sheet(number: Int, name: String, isHidden: Bool)
  /// `C`: its hidden columns, from 0, if there are any, before its rows.
  case hiddenColumns([Int])
  /// `R`: a row that holds something, by the number that the spreadsheet shows; empty cells at its end are
  /// left out.
  case row(number: Int, cells: [SheetCell])
  /// `P`: how many bytes are done.
  case progress(done: Int, total: Int)
  /// `X`: why it was not read, in one sentence.
  case problem(english: String, chinese: String)
  /// `Z`: all was read.
  case end

  /// Adds it as a line.
  public func encode(into line: inout LineEncoder) {
    switch self {
    case .format(let format):
      line.begin(UInt8(ascii: "F"))
      line.field(format.rawValue)
    case .sheet(let number, let name, let isHidden):
      line.begin(UInt8(ascii: "S"))
      line.field(number)
      line.field(name)
      line.field(isHidden ? "hidden" : "visible")
    case .hiddenColumns(let columns):
      line.begin(UInt8(ascii: "C"))
      for column in columns { line.field(column) }
    case .row(let number, let cells):
      line.begin(UInt8(ascii: "R"))
      line.field(number)
      for cell in cells { cell.encode(into: &line) }
    case .progress(let done, let total):
      line.begin(UInt8(ascii: "P"))
      line.field(done)
      line.field(total)
    case .problem(let english, let chinese):
      line.begin(UInt8(ascii: "X"))
      line.field(english)
      line.field(chinese)
    case .end: line.begin(UInt8(ascii: "Z"))
    }
    line.end()
  }

  /// The line, without its end, or nil if it is none of these.
  public init?(line: ArraySlice<UInt8>) {
    var fields = LineFields(line)
    switch fields.letter() {
    case UInt8(ascii: "F"):
      guard let format = fields.text().flatMap(SheetFileFormat.init) else { return nil }
      self = .format(format)
    case UInt8(ascii: "S"):
      guard let number = fields.number(), let name = fields.text(), let state = fields.text(),
        state == "visible" || state == "hidden"
      else { return nil }
      self = .sheet(number: number, name: name, isHidden: state == "hidden")
    case UInt8(ascii: "C"):
      guard let texts = fields.texts() else { return nil }
      let columns = texts.compactMap { Int($0) }
      guard columns.count == texts.count else { return nil }
      self = .hiddenColumns(columns)
    case UInt8(ascii: "R"):
      guard let number = fields.number(), let cells = fields.cells() else { return nil }
      self = .row(number: number, cells: cells)
    case UInt8(ascii: "P"):
      guard let done = fields.number(), let total = fields.number() else { return nil }
      self = .progress(done: done, total: total)
    case UInt8(ascii: "X"):
      guard let english = fields.text(), let chinese = fields.text() else { return nil }
      self = .problem(english: english, chinese: chinese)
    case UInt8(ascii: "Z"): self = .end
    default: return nil
    }
    guard fields.isAtEnd else { return nil }
  }
}
