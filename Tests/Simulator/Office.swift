import RegistryModel
import RegistryStore
import SystemPackage

/// The simulated office: where it keeps what, who works there, and the records they make.
enum Office {
  static let root: FilePath = "/registry"
  /// Two windows of one account, and another account.
  static let clerks = ["lina", "lina", "wang", "zhao"]
  static let accounts = Set(clerks).sorted()
  static let draftPlaces: [FilePath] = [
    RegistryLayout(root).drafts, "/home/state/drafts",
  ]
  /// Where backups go, and registries made of them.
  static let backups: FilePath = "/backups"
  static let restored: FilePath = "/restored"
  static let today = CivilDate(daysSinceEpoch: 20_000)
  /// A clock that stands still.
  static let clock = RegistryClock { (Ledger.epoch, today) }
  /// A plan of the office's own, which goes with every backup.
  static let plan = (name: "own.json", text: #"{"id":"own"}"#)

  static func new(_ record: some Record, _ number: Int = 1) -> Change {
    Change(
      RecordID(type(of: record).kind, -number), isNew: true, record.settings(from: nil))
  }

  static var beginning: ChangeSet {
    var office = RegistryModel.Office()
    office.name = "朝阳区"
    office.district = try? DistrictCode(text: "110105")
    var supervisor = Account()
    supervisor.login = clerks[0]
    supervisor.name = "李娜"
    supervisor.role = .supervisor
    return ChangeSet([new(office), new(supervisor)])
  }

  static func community(_ serial: Int) -> ChangeSet {
    var community = Community()
    community.code = Dated(
      try? DivisionCode(text: String(110_105_001_001 + serial / 199 * 1000 + serial % 199)))
    community.name = Dated("第\(serial)社区居委会")
    community.committee = Dated(.residents)
    return ChangeSet([new(community)])
  }

  static func organization(_ serial: Int, in community: RecordID) -> Organization {
    var organization = Organization()
    organization.name = "第\(serial)志愿服务队"
    organization.tier = Dated(.filed)
    organization.reach = Dated(.community)
    organization.status = Dated(.active)
    organization.community = Dated(community)
    return organization
  }

  /// A community, an organization in it, a worker and a post there, a programme of all three, what is asked
  /// for and what was done: all of them new.
  static func linked(_ serial: Int) -> ChangeSet {
    var set = community(serial)
    let home = RecordID(.community, -1)
    set.changes.append(new(organization(serial, in: home)))
    var worker = Worker()
    worker.name = "王\(serial)"
    worker.idType = .passport
    worker.idNumber = try? IdentityNumber(text: "E" + String(10_000_000 + serial))
    set.changes.append(new(worker))
    var post = Assignment()
    post.worker = RecordID(.worker, -1)
    post.community = home
    post.role = .socialWorker
    post.since = CivilDate(daysSinceEpoch: 18_000)
    set.changes.append(new(post))
    var programme = Programme()
    (programme.name, programme.form) = ("第\(serial)社区银龄守护", .project)
    (programme.status, programme.since) = (Dated(.running), CivilDate(daysSinceEpoch: 18_500))
    programme.communities = Dated([home])
    programme.carrier = Dated(RecordID(.organization, -1))
    programme.workers = Dated([RecordID(.worker, -1)])
    set.changes.append(new(programme))
    var need = Need()
    (need.title, need.community, need.topic) = ("增设老年助餐点", home, .elderCare)
    (need.raisedOn, need.status) = (CivilDate(daysSinceEpoch: 18_400), Dated(.taken))
    need.programme = RecordID(.programme, -1)
    set.changes.append(new(need))
    var activity = Activity()
    activity.programme = RecordID(.programme, -1)
    (activity.heldOn, activity.activityKind) = (CivilDate(daysSinceEpoch: 18_600), .event)
    activity.workers = [RecordID(.worker, -1)]
    set.changes.append(new(activity))
    return set
  }
}
