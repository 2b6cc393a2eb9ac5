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
    /// What its rows add up to.
    case sum(Int)

    /// The cursor can come here.
    fileprivate var isVisited: Bool {
      switch self {
      case .field, .row: true
      case .heading, .table, .columns, .sum: false
      }
    }
  }

  private(set) var pages: [[Line]] = []

  /// A table as far as its lines go: how many rows it has, and whether their sum is below them.
  struct Table {
    let rows: Int
    let hasSum: Bool

    init(_ table: RowTable) { (rows, hasSum) = (table.rows.count, table.hasSum) }
  }

  init(_ sections: [KindSchema.Section], rows: Int, tables: [Table] = []) {
    var (page, place): ([Line], Int) = ([], 0)
    func add(_ lines: [Line], again: [Line] = []) {
      if !page.isEmpty, page.count + lines.count > rows {
        pages.append(page)
        page = again
      }
      page += lines
    }
    for (number, section) in sections.enumerated() {
      for offset in section.fields.indices {
        // A heading stands on the page of what it heads.
        add((number > 0 && offset == 0 ? [.heading(section.title)] : []) + [.field(place)])
        place += 1
      }
    }
    for (table, content) in tables.enumerated() {
      let count = max(1, content.rows)
      for row in 0..<count {
        let line = Line.row(FormEditor.Place(table: table, row: row))
        // A sum is never apart from the last row.
        let last = content.hasSum && row == count - 1 ? [line, .sum(table)] : [line]
        // On a further page its columns are told again.
        if row == 0 {
          // Lines alone are what the screen is about: they have its heading.
          add((sections.isEmpty ? [] : [.table(table)]) + [.columns(table)] + last)
        } else {
          add(last, again: [.columns(table)])
        }
      }
    }
    pages.append(page)
  }

  /// How many lines there are before they are put into pages.
  static func lines(_ sections: [KindSchema.Section], tables: [Table]) -> Int {
    sections.reduce(0) { $0 + $1.fields.count + 1 }
      + tables.reduce(0) { $0 + max(1, $1.rows) + ($1.hasSum ? 3 : 2) }
  }

  func page(of line: Line) -> Int { pages.firstIndex { $0.contains(line) } ?? 0 }

  /// The first field or row of a page; nil where there is no such page.
  func first(of page: Int) -> Line? {
    pages.indices.contains(page) ? pages[page].first(where: \.isVisited) : nil
  }
}
