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
  static func all(of kind: Kind) -> [ListColumn] {
    let schema = kind.schema
    var columns: [ListColumn] = []
    if let number = schema.fields.first(where: {
      $0.identity != .none && $0.key != "name" && $0.mask == nil
    }) {
      let width = kind == .community ? 12 : 10
      columns.append(
        ListColumn(
          title: kind == .community ? number.label : Words("Number", "编号"), columns: width,
          content: .number))
    }
    if schema["name"] != nil {
      columns.append(
        ListColumn(
          title: Words("Name", "名称"), columns: kind == .worker ? 10 : 16, content: .shortName))
    }
    if kind == .community {
      columns.append(
        ListColumn(
          title: Words("Orgs", "组织"), columns: 5, content: .organizations, isRightAligned: true))
      columns.append(
        ListColumn(title: Words("Wrks", "社工"), columns: 5, content: .workers, isRightAligned: true))
    }
    let shown = ["code", "uscc", "filingNumber", "name"]
    for field in schema.fields
    where !(columns.contains { $0.isNumberOrName } && shown.contains(field.key)) {
      guard let width = field.columns else { continue }
      let isNumber = if case .whole = field.entry { true } else { false }
      columns.append(
        ListColumn(
          title: field.label, columns: width, content: .field(field), isRightAligned: isNumber))
    }
    return columns
  }

  private var isNumberOrName: Bool {
    switch content {
    case .number, .shortName: true
    default: false
    }
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

  func text(_ stored: any AnyStored, _ context: Context) -> String {
    switch content {
    case .number: context.registry.number(of: stored.id)
    case .shortName: context.registry.shortName(of: stored.id, context.language)
    case .field(let field):
      context.registry.maskedText(field, of: stored.content, on: context.day, context.language)
    case .organizations: context.count(of: stored.id).map { String($0.organizations) } ?? ""
    case .workers: context.count(of: stored.id).map { String($0.workers) } ?? ""
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
