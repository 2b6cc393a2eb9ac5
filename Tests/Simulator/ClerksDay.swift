import RegistryModel
import RegistryStore
import RegistryTestSupport

/// Something clerks do, and how often: a row here is all it takes to have it done between crashes.
struct Deed: Sendable {
  let name: String
  var weight: Int
  /// It touches drafts and nothing else.
  var isOfDrafts = false
  let run: @Sendable (Desk) throws -> Void

  static let day: [Deed] = [
    Deed(name: "edit a field", weight: 8) { desk in
      try desk.edit(desk.pick(["address", "chair", "note"]))
    },
    Deed(name: "edit a list", weight: 2) { desk in try desk.editPhones() },
    Deed(name: "edit a dated list", weight: 2) { desk in try desk.editSupport() },
    Deed(name: "rename a community", weight: 2) { desk in try desk.rename() },
    Deed(name: "give a community another code", weight: 1) { desk in try desk.recode() },
    Deed(name: "inspect an organization", weight: 2) { desk in try desk.inspect() },
    Deed(name: "record an activity", weight: 2) { desk in try desk.recordActivity() },
    Deed(name: "edit a long field", weight: 2) { desk in try desk.edit("note", long: true) },
    Deed(name: "fill a block", weight: 1) { desk in try desk.fillBlock() },
    Deed(name: "do what another has just done", weight: 4) { desk in
      if let (set, base) = desk.ledger.read({ $0.last }) { try desk.save(set, from: base) }
    },
    Deed(name: "add a community", weight: 2) { desk in
      try desk.save(Office.community(desk.serial), from: desk.base)
    },
    Deed(name: "add records that name each other", weight: 1) { desk in
      try desk.save(Office.linked(desk.serial), from: desk.base)
    },
    Deed(name: "merge communities", weight: 2) { desk in
      try desk.rearrange(.community, .ending, successors: 1)
    },
    Deed(name: "hand work over", weight: 2) { desk in
      try desk.rearrange(.worker, .handover, successors: 1)
    },
    Deed(name: "have a worker leave", weight: 1) { desk in
      try desk.rearrange(.worker, .ending, successors: 0)
    },
    Deed(name: "import", weight: 1) { desk in try desk.importOrganizations() },
    Deed(name: "fill in a form", weight: 2) { desk in
      try desk.keepDraft()
      if try desk.save(Office.community(desk.serial), from: desk.base) {
        desk.dropDraft()
      }
    },
    Deed(name: "keep a draft", weight: 4, isOfDrafts: true) { desk in try desk.keepDraft() },
    Deed(name: "drop a draft", weight: 1, isOfDrafts: true) { desk in desk.dropDraft() },
    Deed(name: "look for news", weight: 3) { desk in try desk.news() },
    Deed(name: "read all anew", weight: 1) { desk in try desk.load() },
    Deed(name: "read the journal", weight: 1) { desk in try desk.lookBack() },
    Deed(name: "read a history", weight: 1) { desk in try desk.history() },
    Deed(name: "undo", weight: 2) { desk in try desk.undo() },
    Deed(name: "back up", weight: 1) { desk in try desk.backUp() },
    Deed(name: "make the backup of a day", weight: 1) { desk in try desk.backUpOfDay() },
    Deed(name: "restore a backup", weight: 1) { desk in try desk.restore() },
    Deed(name: "checkpoint", weight: 2) { desk in try desk.checkpoint() },
    Deed(name: "check", weight: 1) { desk in try desk.check() },
  ]
}

extension [Deed] {
  /// One of them, by weight.
  func random(using random: inout some RandomNumberGenerator) -> Deed {
    var left = Int.random(in: 0..<reduce(0) { $0 + $1.weight }, using: &random)
    return first { act in
      left -= act.weight
      return left < 0
    } ?? self[0]
  }
}

extension Desk {
  fileprivate func record(in base: RegistryState) -> RecordID? {
    guard base.communities.count > 0 else { return nil }
    return RecordID(.community, number(1...min(4, base.communities.count)))
  }

  fileprivate func edit(_ key: String, long: Bool = false) throws {
    let base = base
    guard let id = record(in: base), let stored = base[id] else { return }
    var text = pick(["安居里1号", "安居里2号", "李红"])
    if long { text += String(repeating: "a", count: number(1...9000)) }
    try set(id, key, stored.part(key), .string(text), base)
  }

  fileprivate func editPhones() throws {
    let base = base
    guard let id = record(in: base), let stored = base[id] else { return }
    let number: JSON = .string("1390000000\(number(0...9))")
    let before = stored.part("phone").array ?? []
    let after = before.contains(number) ? before.filter { $0 != number } : before + [number]
    try set(
      id, "phone", before.isEmpty ? .null : .array(before), after.isEmpty ? .null : .array(after),
      base)
  }

  /// A worker joins or leaves a programme from a day on.
  fileprivate func editSupport() throws {
    let base = base
    guard base.programmes.count > 0, base.workers.count > 0,
      let old = base.programmes[number(1...min(4, base.programmes.count))]
    else { return }
    let worker = RecordID(.worker, number(1...min(6, base.workers.count)))
    let day = CivilDate(daysSinceEpoch: 18_500 + number(0...2))
    var programme = old.record
    var workers = programme.workers[day] ?? []
    if let place = workers.firstIndex(of: worker) {
      workers.remove(at: place)
    } else {
      workers.append(worker)
    }
    programme.workers.change(to: workers.isEmpty ? nil : workers, from: day)
    try save(ChangeSet([Change(old.id, programme.settings(from: old.record))]), from: base)
  }

  /// A community is called otherwise from a day on, or that day's name is corrected.
  fileprivate func rename() throws {
    let name = pick(["望湖社区居委会", "安居社区居委会", "永丰社区居委会"])
    try changeCommunity { $0.name.change(to: name, from: $1) }
  }

  /// It takes a code from a day on that may be another's: then it is refused.
  fileprivate func recode() throws {
    let code = try? DivisionCode(text: "\(110_105_043_001 + number(0...3))")
    try changeCommunity { $0.code.change(to: code, from: $1) }
  }

  private func changeCommunity(_ change: (inout Community, CivilDate) -> Void) throws {
    let base = base
    guard let id = record(in: base), let old = base.communities[id.number] else { return }
    var community = old.record
    change(&community, CivilDate(daysSinceEpoch: 18_500 + number(0...2)))
    try save(ChangeSet([Change(id, community.settings(from: old.record))]), from: base)
  }

  /// A row of an organization; a second one of a year is refused.
  fileprivate func inspect() throws {
    let base = base
    guard base.organizations.count > 0 else { return }
    var inspection = RegistryModel.Inspection()
    inspection.organization = RecordID(
      .organization, number(1...min(4, base.organizations.count)))
    (inspection.year, inspection.result) = (number(2018...2022), pick(InspectionResult.allCases))
    try save(ChangeSet([Office.new(inspection)]), from: base)
  }

  fileprivate func recordActivity() throws {
    let base = base
    guard base.programmes.count > 0 else { return }
    var activity = Activity()
    activity.programme = RecordID(.programme, number(1...min(4, base.programmes.count)))
    activity.heldOn = CivilDate(daysSinceEpoch: 18_500 + number(0...400))
    activity.activityKind = pick(ActivityKind.allCases)
    activity.count = number(0...1)
    try save(ChangeSet([Office.new(activity)]), from: base)
  }

  /// What names one record names another from a day on, or ends, all in one change set; now and then it is
  /// taken back at once. Where it makes no sense, as with who has ended, nothing is saved.
  fileprivate func rearrange(
    _ kind: Kind, _ purpose: Rearrangement.Purpose, successors: Int
  ) throws {
    let base = base
    let ids = base[kind].rows.map(\.id).shuffled(using: &clerk.random)
    guard ids.count > successors else { return }
    let plan = Rearrangement(
      purpose, of: [ids[0]], to: Array(ids.dropFirst().prefix(successors)),
      from: CivilDate(daysSinceEpoch: 18_500 + number(0...400)))
    guard let set = try? plan.changeSet(in: base), !set.changes.isEmpty,
      try save(set, from: base)
    else { return }
    clerk.machine.count { $0.rearranged += 1 }
    if one(in: 3) { try undo() }
  }

  /// A line whose line feed is the last byte of a block, or close to it.
  fileprivate func fillBlock() throws {
    guard let id = record(in: state), let stored = state[id], let left = bytesLeftInBlock else {
      return
    }
    let before = stored.part("note")
    // The rest of such a line is about this long: what is tried often is met.
    let rest = 344 + (before.string?.utf8.count ?? 2) + number(0...8)
    guard left > rest else { return }
    try set(id, "note", before, .string(String(repeating: "b", count: left - rest)), state)
  }

  private func set(
    _ id: RecordID, _ key: String, _ before: JSON, _ after: JSON, _ base: RegistryState
  ) throws {
    try save(ChangeSet([Change(id, [Setting(key, before: before, after: after)])]), from: base)
  }

  fileprivate func importOrganizations() throws {
    let base = base
    guard let home = record(in: base) else { return }
    var set = ChangeSet([], batch: "import-\(serial)")
    for number in 1...number(10...60) {
      set.changes.append(Office.new(Office.organization(serial, in: home), number))
    }
    try save(set, from: base)
  }
}
