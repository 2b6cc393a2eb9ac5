// A property is described by its row: label, type, hint.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

/// Who works on the registry: a Unix account and its role. A login without one is a clerk.
public struct Account: Record {
  public var login: String?
  public var name: String?
  public var role: AccountRole?

  public init() {}

  public static let schema = Schema<Account>(
    .account, plural: Words("Accounts", "账号"), file: "accounts", area: nil, life: nil, home: nil,
    sought: .never, keeper: .supervisors, isReported: false, imports: nil,
    [
      .init(
        "Account", "账号",
        [
          Field(\.login, "login", "Account", "账号").required().unique().column(0, 16),
          Field(\.name, "name", "Name", "姓名").person().column(1, 16),
          Field(\.role, "role", "Role", "角色").required().column(2, 12),
        ])
    ])

  public static let kindSchema = KindSchema(schema)

  public static let rules: [Rule<Account>] = []

  public static func name(
    of stored: Stored<Account>, in state: RegistryState, on day: CivilDate, _ language: Language
  ) -> String { stored.record.name ?? stored.record.login ?? "" }
}

extension RegistryState {
  /// Logins and their roles.
  public var accounts: Table<Account> {
    get { self[Account.self] }
    set { self[Account.self] = newValue }
  }

  /// The role of a Unix account.
  public func role(of login: String) -> AccountRole {
    guard let field = Account.kindSchema["login"] else { return .clerk }
    return accounts.holding(login, in: field).first?.record.role ?? .clerk
  }

  /// The name a login is shown by.
  public func name(of login: String) -> String {
    guard let field = Account.kindSchema["login"] else { return login }
    return accounts.holding(login, in: field).first?.record.name ?? login
  }
}
