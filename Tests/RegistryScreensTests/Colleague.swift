import RegistryModel
import RegistryTestSupport

/// Somebody else at the same registry.
enum Colleague {
  /// Something a colleague may do.
  static func change(
    in registry: RegistryState, using random: inout SeededGenerator
  ) -> ChangeSet {
    func pick<R>(_ table: Table<R>) -> Stored<R> { Array(table.all).randomElement(using: &random)! }
    func altered<R>(_ stored: Stored<R>, _ alter: (inout R) -> Void) -> Change {
      var record = stored.record
      alter(&record)
      return Change(stored.id, record.settings(from: stored.record))
    }
    let name = ["和平", "安居", "邻里互助", "Xi'an 路", "ａｂｃ"].randomElement(using: &random)!
    switch Int.random(in: 0..<11, using: &random) {
    case 0:
      return ChangeSet([altered(pick(registry.communities)) { $0.name = Dated(name + "社区居委会") }])
    case 1:
      return ChangeSet([altered(pick(registry.communities)) { $0.townName = Dated(name + "街道") }])
    case 2: return ChangeSet([altered(pick(registry.workers)) { $0.name = name }])
    case 3: return ChangeSet([altered(pick(registry.organizations)) { $0.members = name.count }])
    case 4:
      let stored = pick(registry.organizations)
      return ChangeSet([
        Change(stored.id, [.binned(from: stored.binned, to: stored.binned == nil ? "误" : nil)])
      ])
    case 5:
      let home = pick(registry.communities).id
      return ChangeSet([
        altered(pick(registry.organizations)) { $0.community = Dated(home) }
      ])
    case 6:
      let employer = pick(registry.organizations).id
      return ChangeSet([altered(pick(registry.workers)) { $0.employer = employer }])
    case 7:
      return ChangeSet([
        altered(pick(registry.workers)) { worker in
          worker.licenceLevel.change(to: .assistant, from: SampleDistrict.today)
        }
      ])
    case 8:
      return ChangeSet([
        altered(pick(registry.communities)) { community in
          community.endedOn = community.endedOn == nil ? SampleDistrict.today : nil
        }
      ])
    case 9:
      var made = Assignment()
      (made.worker, made.community) = (pick(registry.workers).id, pick(registry.communities).id)
      (made.role, made.since) = (.socialWorker, SampleDistrict.today)
      let settings = made.settings(from: nil)
      return ChangeSet([Change(RecordID(.assignment, -1), isNew: true, settings)])
    default:
      var made = Organization()
      let home = pick(registry.communities)
      // The short name leaves the town out, for as long as it is called so.
      (made.name, made.tier) = ((home.record.townName.first ?? "") + name, Dated(.filed))
      made.community = Dated(home.id)
      made.fillDefaults(from: registry.office)
      let settings = made.settings(from: nil)
      return ChangeSet([Change(RecordID(.organization, -1), isNew: true, settings)])
    }
  }
}
