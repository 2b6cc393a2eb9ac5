import SheetLines

/// What FreeXL leaves out of an .xls: which sheets are hidden and which are charts, and of each sheet the results
/// of formulas, truth values, errors, merged ranges and hidden columns.
struct XlsOutline {
  struct Sheet {
    let isHidden: Bool
    let hasRows: Bool
    fileprivate let place: Int
  }

  /// In the order of FreeXL's.
  private(set) var sheets: [Sheet] = []
  private let stream: [UInt8]
  private var formats: [CellFormat] = []
  private var is1904 = false

  /// Excel 97 and later.
  private static let version = 0x0600

  init(_ input: Input) throws(Problem) {
    stream = try CompoundFile(input).stream(["Workbook", "Book"])
    var records = XlsRecords(stream)
    var codes: [Int: CellFormat] = [:]
    while let (kind, bytes) = try records.next(), kind != .end {
      switch kind {
      case .beginning:
        if bytes.two(at: 0) != Self.version {
          throw Problem(
            "this is an .xls of Excel 95 or older: save it as .xlsx",
            "这是 Excel 95 或更早的 .xls 文件，请另存为 .xlsx")
        }
      case .password: throw .protected
      case .daysFrom1904: is1904 = bytes.two(at: 0) == 1
      case .sheet:
        guard let place = bytes.four(at: 0), let state = bytes.two(at: 4) else {
          throw XlsRecords.damaged
        }
        sheets.append(
          Sheet(isHidden: state & 3 != 0, hasRows: state >> 8 == 0, place: place))
      case .format:
        guard let id = bytes.two(at: 0),
          let code = XlsRecords.text(bytes, at: 2, countBytes: 2)
        else { throw XlsRecords.damaged }
        codes[id] = CellFormat(code: code)
      case .style:
        guard let id = bytes.two(at: 2) else { throw XlsRecords.damaged }
        formats.append(codes[id] ?? CellFormat(builtIn: id))
      default: break
      }
    }
  }

  /// What is left out of one sheet.
  struct Rest {
    fileprivate(set) var values: [Int: SheetCell.Value] = [:]
    fileprivate(set) var ranges: [MergedRanges.Range] = []
    fileprivate(set) var hiddenColumns: [Int] = []
    fileprivate(set) var rows = 0
    fileprivate(set) var columns = 0

    subscript(row: Int, column: Int) -> SheetCell.Value? { values[row << 16 | column] }

    fileprivate mutating func put(_ value: SheetCell.Value, _ place: (row: Int, column: Int)) {
      values[place.row << 16 | place.column] = value
      rows = max(rows, place.row + 1)
      columns = max(columns, place.column + 1)
    }
  }

  func rest(of sheet: Sheet) throws(Problem) -> Rest {
    var rest = Rest()
    var records = XlsRecords(stream, from: sheet.place)
    // A chart in the sheet begins and ends within it.
    var depth = 0
    /// A formula whose text follows.
    var waiting: (row: Int, column: Int)?
    while let (kind, bytes) = try records.next() {
      if kind == .beginning { depth += 1 }
      if kind == .end { depth -= 1 }
      if depth == 0 { break }
      guard depth == 1 else { continue }
      switch kind {
      case .formula:
        guard let place = Self.place(bytes), let style = bytes.two(at: 4),
          let number = bytes.double(at: 6)
        else { throw XlsRecords.damaged }
        if bytes.two(at: 12) == 0xFFFF {
          waiting = bytes[6] == 0 ? place : nil
          if let value = Self.special(kind: bytes[6], bytes[8]) { rest.put(value, place) }
        } else if number.isFinite {
          let format = formats.indices.contains(style) ? formats[style] : .general
          rest.put(NumberValue.value(number, format, is1904: is1904), place)
        }
      case .string:
        guard let place = waiting else { continue }
        waiting = nil
        guard let text = XlsRecords.text(bytes, at: 0, countBytes: 2) else {
          // Longer than a record, which formulas hardly are.
          throw .tooLongText
        }
        if !text.isEmpty { rest.put(.text(text), place) }
      case .truthOrError:
        guard let place = Self.place(bytes), let pair = bytes.bytes(at: 6, count: 2) else {
          throw XlsRecords.damaged
        }
        if let value = Self.special(kind: pair[1] == 0 ? 1 : 2, pair[0]) { rest.put(value, place) }
      case .merged: try Self.addRanges(bytes, to: &rest)
      case .column:
        guard let first = bytes.two(at: 0), let last = bytes.two(at: 2),
          let flags = bytes.two(at: 8)
        else { throw XlsRecords.damaged }
        if flags & 1 == 1, first <= last {
          rest.hiddenColumns += first...min(last, Limits.columns)
          if rest.hiddenColumns.count > Limits.formats { throw .tooManyFormats }
        }
      default: break
      }
    }
    rest.ranges.sort { $0.rows.lowerBound < $1.rows.lowerBound }
    return rest
  }

  private static func place(_ bytes: [UInt8]) -> (row: Int, column: Int)? {
    guard let row = bytes.two(at: 0), let column = bytes.two(at: 2) else { return nil }
    return (row, column)
  }

  /// A result that is no number.
  private static func special(kind: UInt8, _ value: UInt8) -> SheetCell.Value? {
    switch kind {
    case 1: .truth(value != 0)
    case 2: .error(errors[value] ?? "#N/A")
    default: nil
    }
  }

  private static let errors: [UInt8: String] = [
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!",
    0x2A: "#N/A",
  ]

  private static func addRanges(_ bytes: [UInt8], to rest: inout Rest) throws(Problem) {
    for index in 0..<(bytes.two(at: 0) ?? 0) {
      let start = 2 + index * 8
      guard let top = bytes.two(at: start), let bottom = bytes.two(at: start + 2),
        let left = bytes.two(at: start + 4), let right = bytes.two(at: start + 6), top <= bottom,
        left <= right
      else { throw XlsRecords.damaged }
      if rest.ranges.count >= Limits.mergedRanges { throw .tooManyMergedRanges }
      rest.ranges.append(MergedRanges.Range(rows: top...bottom, columns: left...right))
    }
  }
}
