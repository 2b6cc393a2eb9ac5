@testable import RegistryExchange
import RegistryModel
import RegistryTestSupport
import Testing

@Suite("Files as offices send them")
struct OfficeFileTests: Importing {
  @Test("each is read, and what is left out is said", arguments: OfficeFile.all.indices)
  func read(place: Int) throws {
    let file = OfficeFile.all[place]
    var registry = try registry()
    var order = Import(.organization, into: registry.state, today: today)
    order.mapping = file.mapping
    let plan = order.plan(file.content)
    #expect(problems(plan) == [], "\(file.name)")
    #expect(plan.counts == file.counts, "\(file.name): \(plan.rows)")
    try registry.append(try #require(plan.changeSet, "\(file.name)"))
    let made = try #require(registry.state.organizations[1]?.record)
    let read = (made.name, made.registeredOn?.description, made.members)
    #expect(
      read.0 == file.first.0 && read.1 == file.first.1 && read.2 == file.first.2,
      "\(file.name): \(read)")
    #expect(made.tier[today] == .filed, "\(file.name)")
    #expect(made.community[today] == RecordID(.community, 3), "\(file.name)")
  }
}
