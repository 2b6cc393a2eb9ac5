import RegistryModel

/// A report, declared once: what it is called, and how its table is filled from a registry.
public struct Report: Sendable {
  /// What it cannot be made without.
  public enum Basis: Sendable {
    case plan
    /// What was saved in the year.
    case changes
  }

  /// The name in commands.
  public let name: String
  /// As it is headed.
  public let title: Words
  /// What it tells, in a line.
  public let about: Words
  /// What it cannot be made without.
  public let basis: Set<Basis>
  /// It is kept when its period is frozen: figures are, lists of records are not.
  public let isKept: Bool
  private let fill: @Sendable (ReportSource) -> ReportTable

  /// A report whose rows are all of one sort.
  init<Row>(
    _ name: String, _ title: Words, _ about: Words, basis: Set<Basis> = [], isKept: Bool = true,
    _ content: @escaping @Sendable (ReportSource) -> ReportContent<Row>
  ) {
    (self.name, self.title, self.about) = (name, title, about)
    (self.basis, self.isKept) = (basis, isKept)
    fill = { source in
      ReportTable(
        content(source), report: name, title: title,
        head: ReportHead(
          office: source.state.office.name ?? "", day: source.day, made: source.today,
          period: source.period,
          plan: basis.contains(.plan)
            ? source.plan.map { ReportHead.PlanName(id: $0.id, title: $0.title) } : nil))
    }
  }

  /// The report on a registry.
  public func table(_ source: ReportSource) -> ReportTable { fill(source) }

  /// All of them, in the order of a list.
  public static let all: [Report] = [
    .progress, .towns, .organizations, .creation, .workers, .programmes, .purchases, .activities,
    .needs, .filed, .certificates, .roster, .entry,
  ]
}

extension ReportTable {
  /// What the columns tell of each row.
  init<Row>(_ content: ReportContent<Row>, report: String, title: Words, head: ReportHead) {
    let cells = { (row: Row) in content.columns.map { $0.cell(row) } }
    self.init(
      report: report, title: title, head: head, columns: content.columns.map(\.head),
      keys: content.keys, rows: content.rows.map(cells), totals: content.totals.map(cells),
      notes: content.notes, draw: content.charts)
  }
}

/// What a report says: rows, and the columns that tell each of them; the same columns tell the totals.
struct ReportContent<Row> {
  let columns: [ReportColumn<Row>]
  /// How many of them, from the left, say what a row is of.
  var keys = 1
  let rows: [Row]
  var totals: [Row] = []
  var notes: [Words] = []
  var charts: @Sendable () -> [ReportChart] = { [] }
}

/// A column and what it says of a row.
struct ReportColumn<Row> {
  let head: ReportTable.Column
  let cell: (Row) -> ReportTable.Cell

  /// Flush left.
  static func text(
    _ key: String, _ title: Words, _ width: Int, _ cell: @escaping (Row) -> ReportTable.Cell
  ) -> Self {
    Self(head: .init(key: key, title: title, width: width, alignment: .left), cell: cell)
  }

  /// Flush right.
  static func number(
    _ key: String, _ title: Words, _ width: Int = 6, _ cell: @escaping (Row) -> ReportTable.Cell
  ) -> Self {
    Self(head: .init(key: key, title: title, width: width, alignment: .right), cell: cell)
  }

  /// A whole number.
  static func count(
    _ key: String, _ title: Words, _ width: Int = 6, _ number: @escaping (Row) -> Int?
  ) -> Self {
    Self.number(key, title, width) { .count(number($0)) }
  }
}
