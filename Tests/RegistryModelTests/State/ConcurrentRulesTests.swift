import Testing

@testable import RegistryModel

/// Hard rules at the head: what was right when it was begun may be wrong when it is saved.
@Suite("Rules broken meanwhile")
struct ConcurrentRulesTests {
  /// The rules that refuse `second`, begun on the same state as `first`.
  private func rules(
    _ first: (inout TestRegistry) throws -> Void, _ second: (inout TestRegistry) throws -> ChangeSet
  ) throws -> [String] {
    var registry = try Sample.registry()
    try registry.add(Sample.community(2))
    let base = registry.state
    var other = registry
    let set = try second(&other)
    try first(&registry)
    do {
      try registry.append(set, from: base)
      return []
    } catch RebaseError.rules(let findings) { return findings.map(\.rule) }
  }

  private func new(_ record: any Record) -> ChangeSet {
    ChangeSet([Change(RecordID(record.kind, -1), isNew: true, record.settings(from: nil))])
  }

  private let second = RecordID(.community, 2)

  @Test("a community ended a second ago takes no assignment")
  func ended() throws {
    let end = { (registry: inout TestRegistry) in
      let set = registry.change(RecordID(.community, 2), Community.self) {
        $0.endedOn = "2017-12-31"
      }
      try registry.append(set)
    }
    #expect(try rules(end) { _ in new(Sample.assignment(in: second)) } == ["community-active"])
    #expect(try rules(end) { _ in new(Sample.assignment(in: second, since: "2017-12-31")) } == [])
  }

  @Test("a worker who left takes none either")
  func left() throws {
    let leave = { (registry: inout TestRegistry) in
      let set = registry.change(RecordID(.worker, 1), Worker.self) { $0.leftOn = "2018-12-31" }
      try registry.append(set)
    }
    let late = new(Sample.assignment(in: second, since: "2019-01-01"))
    #expect(try rules(leave) { _ in late } == ["worker-active"])
    #expect(try rules(leave) { _ in new(Sample.assignment(in: second)) } == [])
  }

  @Test("nor does who was assigned a second ago leave before that day")
  func assigned() throws {
    let assign = { (registry: inout TestRegistry) in
      _ = try registry.append(new(Sample.assignment(in: second, since: "2019-01-01")))
    }
    let found = try rules(assign) { registry in
      registry.change(RecordID(.worker, 1), Worker.self) { $0.leftOn = "2018-12-31" }
    }
    #expect(found == ["worker-active"])
  }

  @Test("two clerks cannot give one worker two primary posts")
  func primary() throws {
    var primary = Sample.assignment(in: second)
    primary.primary = true
    var elsewhere = Sample.assignment(.init(.worker, 1), in: second, .gridWorker)
    elsewhere.primary = true
    #expect(
      try rules({ _ = try $0.append(new(primary)) }) { _ in new(elsewhere) } == ["one-primary"])
    elsewhere.until = "2018-01-31"
    primary.since = "2018-02-01"
    #expect(try rules({ _ = try $0.append(new(primary)) }) { _ in new(elsewhere) } == [])
  }

  @Test("nor the same post twice at a time")
  func overlap() throws {
    let post = Sample.assignment(in: second)
    #expect(
      try rules({ _ = try $0.append(new(post)) }) { _ in new(post) } == ["assignment-overlap"])
    let later = Sample.assignment(in: second, since: "2019-01-01")
    let earlier = Sample.assignment(in: second, until: "2018-12-31")
    #expect(try rules({ _ = try $0.append(new(later)) }) { _ in new(earlier) } == [])
  }

  @Test("fields right apart may be wrong together")
  func term() throws {
    let begin = { (registry: inout TestRegistry) in
      _ = try registry.append(
        registry.change(RecordID(.community, 2), Community.self) { $0.establishedOn = "2019-01-01" }
      )
    }
    let found = try rules(begin) { registry in
      registry.change(RecordID(.community, 2), Community.self) { $0.endedOn = "2018-12-31" }
    }
    #expect(found == ["community-term"])
  }
}
