import RegistryModel
import Testing

/// Which account may make which change set.
@Suite struct PermissionTests {
  private func account(_ login: String, _ role: AccountRole) -> Account {
    var account = Account()
    (account.login, account.name, account.role) = (login, login, role)
    return account
  }

  private func office() throws -> TestRegistry {
    var registry = try Sample.registry()
    try registry.add(account("wang", .supervisor))
    try registry.append(
      ChangeSet([Change(.office, isNew: true, Sample.office().settings(from: nil))]), by: "wang")
    try registry.append(new(account("li", .clerk)), by: "wang")
    try registry.append(new(account("zhao", .reader)), by: "wang")
    return registry
  }

  private func new(_ record: any Record) -> ChangeSet {
    ChangeSet([Change(RecordID(record.kind, -1), isNew: true, record.settings(from: nil))])
  }

  private func view(of owner: String?) -> View {
    var view = View()
    (view.name, view.list, view.owner) = ("互助", KindName(.organization), owner)
    return view
  }

  @Test func `whoever keeps the accounts stays, under the same login`() throws {
    var registry = try office()
    let wang = try #require(registry.state.accounts.inUse.first { $0.record.login == "wang" }?.id)
    let renamed = ChangeSet([
      Change(wang, [Setting("login", before: "wang", after: "nobody")])
    ])
    #expect(registry.state.refusal(of: renamed, by: "wang") != nil)
    try registry.append(new(account("sun", .supervisor)), by: "wang")
    #expect(registry.state.refusal(of: renamed, by: "wang") == nil)
  }

  @Test func `a reader saves nothing, not even that a number was looked at`() throws {
    var registry = try office()
    let organization = new(Sample.organization("合唱团", home: RecordID(.community, 1)))
    for set in [
      organization, new(view(of: "zhao")),
      ChangeSet.showing([Access(RecordID(.worker, 1), ["phone"])]),
    ] {
      let error = #expect(throws: RebaseError.self) { try registry.append(set, by: "zhao") }
      guard case .notAllowed? = error else {
        Issue.record("\(String(describing: error))")
        return
      }
    }
    #expect(registry.state.refusesAll(by: "zhao") != nil)
    #expect(registry.state.refusesAll(by: "li") == nil)
  }

  @Test func `a clerk looks at numbers, and a supervisor alone exports them`() throws {
    var registry = try office()
    let access = [Access(RecordID(.worker, 1), ["phone"])]
    try registry.append(.showing(access), by: "li")
    #expect(throws: RebaseError.self) { try registry.append(.exporting(access), by: "li") }
    try registry.append(.exporting(access), by: "wang")
  }

  @Test func `a clerk saves records and own views, and nothing of the office's`() throws {
    var registry = try office()
    try registry.append(
      new(Sample.organization("合唱团", home: RecordID(.community, 1))), by: "li")
    // A login without an account is a clerk's.
    try registry.append(new(view(of: "sun")), by: "sun")
    let own = try registry.append(new(view(of: "li")), by: "li").changes[0].id
    let office = try registry.append(new(view(of: nil)), by: "wang").changes[0].id
    let refused: [ChangeSet] = [
      new(account("sun", .supervisor)), new(view(of: nil)), new(view(of: "wang")),
      ChangeSet([Change(.office, [Setting("name", before: "朝阳区", after: "海淀区")])]),
      ChangeSet([Change(own, [Setting("owner", before: "li", after: .null)])]),
      ChangeSet([Change(office, [Setting("name", before: "互助", after: "互助会")])]),
      ChangeSet([Change(office, [Setting("owner", before: .null, after: "li")])]),
    ]
    for set in refused {
      #expect(throws: RebaseError.self) { try registry.append(set, by: "li") }
      #expect(registry.state.refusal(of: set, by: "li") != nil)
      #expect(registry.state.refusal(of: set, by: "wang") == nil)
    }
  }

  @Test func `the first account is a supervisor's, and the last one stays`() throws {
    var registry = try Sample.registry()
    #expect(throws: RebaseError.self) { try registry.append(new(account("li", .clerk)), by: "li") }
    let id = try registry.append(new(account("wang", .supervisor)), by: "li").changes[0].id
    for setting in [
      Setting("role", before: "supervisor", after: "clerk"), .binned(from: nil, to: "离任"),
    ] {
      let set = ChangeSet([Change(id, [setting])])
      #expect(throws: RebaseError.self) { try registry.append(set, by: "wang") }
    }
    try registry.append(new(account("sun", .supervisor)), by: "wang")
    try registry.append(ChangeSet([Change(id, [.binned(from: nil, to: "离任")])]), by: "sun")
    // Who is in the recycle bin has a clerk's say.
    #expect(registry.state.role(of: "wang") == .clerk)
  }

  @Test func `where nobody is a supervisor all but readers may act`() throws {
    let registry = try Sample.registry()
    let set = ChangeSet([Change(.office, isNew: true, Sample.office().settings(from: nil))])
    #expect(registry.state.refusal(of: set, by: "anyone") == nil)
  }
}
