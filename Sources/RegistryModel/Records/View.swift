// A property is described by its row: label, type, hint.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

/// A list as a clerk wants it again 视图: what it looks for, its columns and its order, under a name.
public struct View: Record {
  public var name: String?
  /// What it is a list of; not `kind`, which is what kind of record this is itself.
  public var list: KindName?
  public var query: String?
  public var columns: [String]?
  public var sort: ListOrder?
  public var owner: String?

  public init() {}

  public static let schema = Schema<View>(
    .view, plural: Words("Views", "视图"), file: "views", area: nil, life: nil, home: nil,
    sought: .byWord, keeper: .owner(field: "owner"), isReported: false,
    imports: Imports(
      columns: [["name"]],
      keys: [RowKey("name") { view, _ in [view.name.map { "\(view.owner ?? "") \($0)" }] }],
      twins: nil),
    [
      .init(
        "View", "视图",
        [
          Field(\.name, "name", "Name", "名称").required().column(0, 20),
          Field(\.list, "list", "List", "列表").required().column(1, 14)
            .hint("the kind of records it shows", "显示哪一类记录"),
          Field(\.query, "query", "Query", "查询").column(2, 30)
            .hint(
              "words and field:value, as typed in lists; empty: all",
              "关键词和 字段:值，与列表中相同；不填为全部"),
          Field(\.columns, "columns", "Columns", "列")
            .hint("keys of fields; empty: default", "字段名；不填为默认列"),
          Field(\.sort, "sort", "Sorted by", "排序")
            .hint("the key of a column; a leading -: descending", "某列的字段名；前加 - 为倒序"),
          Field(\.owner, "owner", "Owner", "所有人").column(3, 12)
            .hint("an account; empty: shared by the office", "账号；不填为本单位共用"),
        ])
    ])

  public static let kindSchema = KindSchema(schema)

  public static let rules: [Rule<View>] = [
    // The other view asks the same of this one at its own save.
    Rule(
      701, "view-name", .hard, "a view already has this name", "已有同名视图"
    ) { context in
      guard let name = context.record.name else { return [] }
      return context.state.views.inUse.first {
        $0.id != context.id && $0.record.name == name && $0.record.owner == context.record.owner
      }.map { [Violation("name", other: $0.id)] } ?? []
    }
  ]

  public static func name(
    of stored: Stored<View>, in state: RegistryState, on day: CivilDate, _ language: Language
  ) -> String { stored.record.name ?? "" }

  /// What it is a list of.
  public static func note(
    of stored: Stored<View>, in state: RegistryState, on day: CivilDate, _ language: Language
  ) -> String {
    stored.record.list.map { $0.kind?.schema.plural[language] ?? $0.text(language) } ?? ""
  }
}

extension RegistryState {
  /// 视图, lists under a name.
  public var views: Table<View> {
    get { self[View.self] }
    set { self[View.self] = newValue }
  }

  /// The views a login may choose from, the office's first, each as old as it is: all, or those of one
  /// list.
  public func views(for login: String, of list: Kind? = nil) -> [Stored<View>] {
    let all = views.inUse.filter { list == nil || $0.record.list?.kind == list }
    return all.filter { $0.record.owner == nil } + all.filter { $0.record.owner == login }
  }

  /// The only records of a kind that an account is shown, by number; nil is all. Others' own views and mappings
  /// are nobody else's.
  public func only(_ kind: Kind, for login: String) -> [RecordID]? {
    switch kind {
    case .view: views(for: login).map(\.id).sorted()
    case .mapping: mappings(for: login).map(\.id).sorted()
    default: nil
    }
  }
}
