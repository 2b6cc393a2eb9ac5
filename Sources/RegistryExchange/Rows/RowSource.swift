import RegistryModel

/// The rows of a file one at a time, whatever it is written in: a long file is never held twice.
enum RowSource: Sendable {
  case text(CSVReader)
  case sheet(SheetReader)

  /// Its cells are where they are, whatever is in them.
  var isSheet: Bool { if case .sheet = self { true } else { false } }

  /// Rows among which the header is looked for; titles may be above it.
  static let topRows = 10

  /// The next row that holds something; nil at the end.
  mutating func next() throws(Problem) -> FileRow? {
    switch self {
    case .text(var reader):
      defer { self = .text(reader) }
      return try reader.next()
    case .sheet(var reader):
      defer { self = .sheet(reader) }
      return try reader.next()
    }
  }

  /// A row that was read before, by where it begins.
  func row(at offset: Int, line: Int) -> FileRow? {
    switch self {
    case .text(let reader): reader.row(at: offset, line: line)
    case .sheet(let reader): reader.row(at: offset, line: line)
    }
  }

  /// The first rows; nothing is stepped over.
  func top() throws(Problem) -> [FileRow] {
    var (rows, ahead) = ([FileRow](), self)
    while rows.count < Self.topRows, let row = try ahead.next() { rows.append(row) }
    return rows
  }
}
