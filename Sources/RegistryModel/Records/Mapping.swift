// A property is described by its row: label, type, hint.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

/// How a file with these headers is read 列对照: made once for one file, and there for the next.
public struct Mapping: Record {
  /// What the rows of the file are.
  public var list: KindName?
  /// The file's headers in their order, `A | B | C`.
  public var headers: String?
  public var content: KeptMapping?
  public var owner: String?

  public init() {}

  /// Of a file with these headers.
  public init(_ mapping: ImportMapping, of kind: Kind, headers: [String], owner: String?) {
    (list, self.owner) = (KindName(kind), owner)
    self.headers = headers.map(\.tidied).joined(separator: " \(Self.separator) ")
    content = KeptMapping(mapping)
  }

  public static let schema = Schema<Mapping>(
    .mapping, plural: Words("Mappings", "列对照"), file: "mappings", area: nil, life: nil,
    home: nil, sought: .never, keeper: .owner(field: "owner"), isReported: false, imports: nil,
    [
      .init(
        "Mapping", "列对照",
        [
          Field(\.list, "list", "List", "列表").follows().column(0, 14)
            .hint("the kind of records in the file", "文件中是哪一类记录"),
          Field(\.headers, "headers", "Headers", "列名").follows().column(1, 40)
            .hint("of the file, in their order", "文件的各列名，按原顺序"),
          Field(\.content, "content", "Columns", "各列").follows()
            .hint("shown while such a file is imported", "导入此类文件时显示"),
          Field(\.owner, "owner", "Owner", "所有人").column(2, 12)
            .hint("an account; empty: shared by the office", "账号；不填为本单位共用"),
        ])
    ])

  public static let kindSchema = KindSchema(schema)

  public static let rules: [Rule<Mapping>] = [
    Rule(
      1101, "mapping-typed", .hard, "a mapping is made while a file is imported, never typed",
      "列对照在导入文件时生成，不能录入"
    ) { context in
      let record = context.record
      return record.list == nil || record.headers == nil || record.content == nil
        ? [Violation("list")] : []
    }
  ]

  /// `Organizations: 名称, 社区, 电话 .. (12 columns)`
  public static func name(
    of stored: Stored<Mapping>, in state: RegistryState, on day: CivilDate, _ language: Language
  ) -> String {
    let list = stored.record.list
    let headers = stored.record.eachHeader
    let first = headers.prefix(3).joined(separator: ", ") + (headers.count > 3 ? " .." : "")
    let count = Words(
      headers.count == 1 ? " (1 column)" : " (\(headers.count) columns)", " (共 \(headers.count) 列)")
    return (list?.kind?.schema.plural[language] ?? list?.text(language) ?? "") + ": " + first
      + count[language]
  }

  /// Who it is for.
  public static func note(
    of stored: Stored<Mapping>, in state: RegistryState, on day: CivilDate, _ language: Language
  ) -> String { stored.record.owner ?? Words("the office", "本单位")[language] }

  private static let separator: Character = "|"

  private var eachHeader: [String] {
    (headers ?? "").split(separator: Self.separator).map { String($0).tidied }
  }

  /// The headers as files are compared by them: in any order; width, case and spaces aside.
  fileprivate var compared: Set<String> {
    Set(
      (headers ?? "").split(separator: Self.separator).map {
        $0.description.nfkc.lowercased().filter { !$0.isWhitespace }
      })
  }
}

extension RegistryState {
  /// 列对照, how files are read.
  public var mappings: Table<Mapping> {
    get { self[Mapping.self] }
    set { self[Mapping.self] = newValue }
  }

  /// How a login has files with these headers read: by its own mapping before the office's.
  public func mapping(
    of kind: Kind, headers: [String], for login: String
  ) -> Stored<Mapping>? {
    mapping(of: kind, headers: headers, ownedBy: login)
      ?? mapping(of: kind, headers: headers, ownedBy: nil)
  }

  /// The newest mapping of an account for files with these headers, or of the office.
  public func mapping(
    of kind: Kind, headers: [String], ownedBy owner: String?
  ) -> Stored<Mapping>? {
    let wanted = Mapping(ImportMapping(), of: kind, headers: headers, owner: nil).compared
    return mappings.inUse.filter {
      $0.record.list?.kind == kind && $0.record.owner == owner && $0.record.compared == wanted
    }.max { ($0.changed, $0.id) < ($1.changed, $1.id) }
  }

  /// The mappings a login may use.
  func mappings(for login: String) -> [Stored<Mapping>] {
    mappings.inUse.filter { $0.record.owner == nil || $0.record.owner == login }
  }
}
