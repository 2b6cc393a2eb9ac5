import RegistryModel
import RegistryPlans
import TerminalCore

/// One column of a list.
struct ListColumn: Sendable {
  enum Content: Sendable {
    /// The number people know.
    case number
    case shortName
    case field(FieldInfo)
    /// Organizations counted in a community.
    case organizations
    /// Qualifying workers of a community.
    case workers
  }

  let title: Words
  let columns: Int
  let content: Content
  var isRightAligned = false

  /// Every column a list of `kind` may show, the most telling first.
  static func all(of kind: Kind, _ language: Language) -> [ListColumn] {
    var columns = leading(of: kind)
    let shown: Set =
      kind == .community || kind == .organization || kind == .worker
      ? ["code", "uscc", "filingNumber", "name"] : []
    let fields = kind.schema.fields.filter { $0.column != nil && !shown.contains($0.key) }
      .sorted { ($0.column?.place ?? 0, $0.ordinal) < ($1.column?.place ?? 0, $1.ordinal) }
    for field in fields {
      guard let column = field.column else { continue }
      let title = column.title ?? field.label
      let isNumber = if case .whole = field.entry { true } else { false }
      columns.append(
        ListColumn(
          title: title, columns: width(field, title, atMost: column.columns, language),
          content: .field(field), isRightAligned: isNumber))
    }
    return columns
  }

  /// What people know a record by, and for communities what is counted.
  private static func leading(of kind: Kind) -> [ListColumn] {
    let name = ListColumn(title: Words("Name", "名称"), columns: 16, content: .shortName)
    switch kind {
    case .community:
      return [
        ListColumn(title: Words("Code", "区划代码"), columns: 12, content: .number), name,
        ListColumn(
          title: Words("Orgs", "组织"), columns: 4, content: .organizations, isRightAligned: true),
        ListColumn(
          title: Words("Wrks", "社工"), columns: 4, content: .workers, isRightAligned: true),
      ]
    case .organization:
      return [ListColumn(title: Words("Number", "编号"), columns: 9, content: .number), name]
    case .worker: return [ListColumn(title: Words("Name", "姓名"), columns: 10, content: .shortName)]
    case .assignment, .office, .account, .view: return []
    }
  }

  /// Columns of code tables are as wide as their longest word in the language.
  private static func width(
    _ field: FieldInfo, _ title: Words, atMost columns: Int, _ language: Language
  ) -> Int {
    let metrics = TextMetrics()
    let header = metrics.columns(of: title[language])
    guard case .choice(let entries) = field.entry else { return max(columns, header) }
    let longest = entries.map { metrics.columns(of: $0.label[language]) }.max() ?? 0
    return max(min(columns, longest), header)
  }

  /// The columns that fit side by side; the name takes what is left over.
  static func fitting(_ columns: [ListColumn], in width: Int) -> [(
    column: ListColumn, columns: Int
  )] {
    var (kept, used): ([(column: ListColumn, columns: Int)], Int) = ([], 0)
    for column in columns where used + column.columns <= width {
      kept.append((column, column.columns))
      used += column.columns + 1
    }
    let spare = max(0, width - used + 1)
    if let name = kept.firstIndex(where: {
      if case .shortName = $0.column.content { true } else { false }
    }) {
      kept[name].columns += min(spare, 24)
    }
    return kept
  }

  /// What it shows is counted over other records.
  var isCounted: Bool {
    switch content {
    case .organizations, .workers: true
    case .number, .shortName, .field: false
    }
  }

  func text(_ stored: any AnyStored, _ context: Context) -> String {
    switch content {
    case .number: context.registry.number(of: stored.id)
    case .shortName: context.registry.shortName(of: stored.id, context.language)
    case .field(let field):
      context.registry.maskedText(field, of: stored.content, on: context.day, context.language)
    // A community that does not exist on the day has no number.
    case .organizations: context.count(of: stored.id).map { String($0.organizations) } ?? "-"
    case .workers: context.count(of: stored.id).map { String($0.workers) } ?? "-"
    }
  }

  /// What rows are ordered by: numbers as numbers, empty ones last.
  func key(_ stored: any AnyStored, _ context: Context) -> SortKey {
    switch content {
    case .field(let field):
      switch stored.content.json(field, on: context.day) {
      case .int(let number)?: return .number(number)
      case .string(let text)?:
        if case .choice(let entries) = field.entry {
          return .number(entries.firstIndex { $0.word == text } ?? 0)
        }
        return .text(field.refersTo == nil ? text : self.text(stored, context))
      case .bool(let flag)?: return .number(flag ? 0 : 1)
      case nil: return .empty
      default: return .text(text(stored, context))
      }
    case .organizations, .workers:
      return Int(text(stored, context)).map(SortKey.number) ?? .empty
    case .number, .shortName:
      let text = text(stored, context)
      return text.isEmpty ? .empty : .text(text)
    }
  }
}

/// What rows are ordered by; empty values come last whichever way the list is turned.
enum SortKey: Comparable, Sendable {
  case number(Int)
  case text(String)
  case empty
}
