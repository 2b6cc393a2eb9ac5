/// The whole registry at one seq, as a value: a copy shares everything it can.
public struct RegistryState: Sendable {
  /// The last change set applied.
  public var seq = 0
  /// 社区, what the plan counts over.
  public var communities = Table<Community>()
  /// 社会组织.
  public var organizations = Table<Organization>()
  /// 社区工作者.
  public var workers = Table<Worker>()
  /// 任职, workers in communities.
  public var assignments = Table<Assignment>()
  /// The one office record, number 1.
  public var offices = Table<Office>()
  /// Logins and their roles.
  public var accounts = Table<Account>()
  /// 视图, lists under a name.
  public var views = Table<View>()

  /// An empty registry, before its first change set.
  public init() {}

  /// The table of a kind.
  public subscript(kind: Kind) -> any AnyTable {
    switch kind {
    case .community: communities
    case .organization: organizations
    case .worker: workers
    case .assignment: assignments
    case .office: offices
    case .account: accounts
    case .view: views
    }
  }

  /// The record with this id, binned or not.
  public subscript(id: RecordID) -> (any AnyStored)? {
    // By kind: a table of whatever kind would be copied at every look.
    switch id.kind {
    case .community: communities[id.number]
    case .organization: organizations[id.number]
    case .worker: workers[id.number]
    case .assignment: assignments[id.number]
    case .office: offices[id.number]
    case .account: accounts[id.number]
    case .view: views[id.number]
    }
  }

  /// The values of a field in the records of a kind with these numbers, as of a day; nil if one has
  /// none. Many at once, since a table whose type is known reads them several times as fast.
  public func values(
    of field: FieldInfo, in kind: Kind, _ numbers: [Int], on day: CivilDate
  ) -> [JSON?] {
    switch kind {
    case .community: communities.values(of: field, numbers, on: day)
    case .organization: organizations.values(of: field, numbers, on: day)
    case .worker: workers.values(of: field, numbers, on: day)
    case .assignment: assignments.values(of: field, numbers, on: day)
    case .office: offices.values(of: field, numbers, on: day)
    case .account: accounts.values(of: field, numbers, on: day)
    case .view: views.values(of: field, numbers, on: day)
    }
  }

  /// The office whose registry this is; an empty record before there is one.
  public var office: Office { offices[RecordID.office.number]?.record ?? Office() }
}

extension RegistryState {
  /// Makes every index now: look-ups by value are made ready after the first screen.
  public func prepareIndexes() {
    communities.prepareIndexes()
    organizations.prepareIndexes()
    workers.prepareIndexes()
    assignments.prepareIndexes()
    accounts.prepareIndexes()
    views.prepareIndexes()
  }
}

extension Kind {
  /// The fields of this kind.
  public var schema: KindSchema {
    switch self {
    case .community: Community.kindSchema
    case .organization: Organization.kindSchema
    case .worker: Worker.kindSchema
    case .assignment: Assignment.kindSchema
    case .office: Office.kindSchema
    case .account: Account.kindSchema
    case .view: View.kindSchema
    }
  }

  /// The kind a person or command names: English or Chinese, singular or plural.
  public init?(named name: String) {
    let wanted = name.lowercased()
    guard
      let kind = Kind.allCases.first(where: { kind in
        [kind.schema.label, kind.schema.plural].contains {
          $0.en.lowercased() == wanted || $0.chinese == wanted
        }
      })
    else { return nil }
    self = kind
  }
}
