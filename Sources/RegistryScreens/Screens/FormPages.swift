import RegistryModel

/// The lines of a form in pages: its fields, before each section but the first its heading, then the
/// tables of its rows.
struct FormPages {
  enum Line: Equatable {
    case heading(Words)
    /// By its place in the form.
    case field(Int)
    /// The heading of a table, by its place in the form.
    case table(Int)
    /// The heads of its columns.
    case columns(Int)
    /// A row of a table; the first of an empty one says so.
    case row(FormEditor.Place)

    /// The cursor can come here.
    fileprivate var isVisited: Bool {
      switch self {
      case .field, .row: true
      case .heading, .table, .columns: false
      }
    }
  }

  private(set) var pages: [[Line]] = []

  /// - Parameter tables: how many rows each has.
  init(_ schema: KindSchema, rows: Int, tables: [Int] = []) {
    var (page, place): ([Line], Int) = ([], 0)
    func add(_ lines: [Line], again: [Line] = []) {
      if !page.isEmpty, page.count + lines.count > rows {
        pages.append(page)
        page = again
      }
      page += lines
    }
    for (number, section) in schema.sections.enumerated() {
      for offset in section.fields.indices {
        // A heading stands on the page of what it heads.
        add((number > 0 && offset == 0 ? [.heading(section.title)] : []) + [.field(place)])
        place += 1
      }
    }
    for (table, count) in tables.enumerated() {
      for row in 0..<max(1, count) {
        let line = Line.row(FormEditor.Place(table: table, row: row))
        // On a further page its columns are told again.
        if row == 0 {
          add([.table(table), .columns(table), line])
        } else {
          add([line], again: [.columns(table)])
        }
      }
    }
    pages.append(page)
  }

  /// How many lines there are before they are put into pages.
  static func lines(_ schema: KindSchema, tables: [Int]) -> Int {
    schema.fields.count + schema.sections.count + tables.reduce(0) { $0 + max(1, $1) + 2 }
  }

  func page(of line: Line) -> Int { pages.firstIndex { $0.contains(line) } ?? 0 }

  /// The first field or row of a page; nil where there is no such page.
  func first(of page: Int) -> Line? {
    pages.indices.contains(page) ? pages[page].first(where: \.isVisited) : nil
  }
}
