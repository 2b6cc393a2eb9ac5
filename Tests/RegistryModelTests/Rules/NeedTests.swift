import Testing

@testable import RegistryModel

/// Raised, answered, closed.
@Suite("Needs")
struct NeedTests {
  private func hard(_ alter: (inout Need) -> Void) throws -> [String] {
    let registry = try Sample.registry()
    var need = Sample.need("楼道加装扶手")
    alter(&need)
    return registry.state.judgement(of: need, as: RecordID(.need, -1), today: registry.today)
      .refused.map { "\($0.rule) \($0.field)" }
  }

  @Test("one that is closed says when, a declined one also why")
  func closed() throws {
    #expect(try hard { _ in } == [])
    #expect(try hard { $0.status = Dated(.taken) } == [])
    for status in [NeedStatus.met, .referred] {
      #expect(try hard { $0.status = Dated(status) } == ["required closedOn"])
      #expect(try hard { ($0.status, $0.closedOn) = (Dated(status), "2020-06") } == [])
    }
    #expect(
      try hard { ($0.status, $0.closedOn) = (Dated(.declined), "2020-06-01") }
        == ["required note"])
    #expect(
      try hard { ($0.status, $0.closedOn, $0.note) = (Dated(.declined), "2020-06-01", "无场地") } == []
    )
    #expect(try hard { $0.closedOn = "2020-06-01" } == ["need-reopened closedOn"])
  }

  @Test("a change of its status closes it on that day; a correction makes up no day")
  func concluded() {
    let need = Sample.need("楼道加装扶手")
    func closing(_ alter: (inout Need) -> Void) -> CivilDate? {
      var after = need
      alter(&after)
      let (record, _) = after.completed(
        from: need, saying: ["status"], in: RegistryState(), on: "2020-06-30")
      return (record as? Need)?.closedOn
    }
    #expect(closing { $0.status.change(to: .met, from: "2020-06-10") } == "2020-06-10")
    #expect(closing { $0.status.change(to: .taken, from: "2020-06-10") } == nil)
    #expect(closing { $0.status.correct(to: .met, on: "2020-06-10") } == nil)
    let known = closing {
      $0.status.change(to: .met, from: "2020-06-10")
      $0.closedOn = "2020-06-09"
    }
    #expect(known == "2020-06-09")
  }

  @Test("the topic proposes an area where it makes one clear; a new one is open, raised today")
  func proposals() {
    var need = Need()
    need.topic = .relief
    let (record, filled) = need.completed(
      from: nil, saying: [], in: RegistryState(), on: "2020-06-30")
    let made = record as? Need
    #expect(made?.serviceArea == .resourceProvision)
    #expect(made?.raisedOn == "2020-06-30" && made?.status == Dated(.open))
    #expect(filled.map(\.key) == ["serviceArea", "raisedOn"])
  }
}
