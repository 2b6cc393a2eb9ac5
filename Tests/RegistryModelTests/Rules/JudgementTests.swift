import Testing

@testable import RegistryModel

/// When rules judge: a save is refused for what it breaks, in whatever record, and for nothing else.
@Suite("Judgement")
struct JudgementTests {
  private let community = RecordID(.community, 1)
  private let worker = RecordID(.worker, 1)
  private let post = RecordID(.assignment, 1)
  private let organization = RecordID(.organization, 1)

  private func refusal(_ set: ChangeSet, by registry: TestRegistry) -> [Finding] {
    do {
      _ = try registry.state.rebase(set, from: registry.state, by: "zhang", today: registry.today)
      return []
    } catch RebaseError.rules(let findings) { return findings } catch {
      Issue.record("\(error)")
      return []
    }
  }

  @Test("the first and last days of a worker or a community do not leave an assignment outside")
  func terms() throws {
    let registry = try Sample.registry()
    let sets: [(ChangeSet, field: String, says: String)] = [
      (
        registry.change(community, Community.self) { $0.endedOn = "2017-12-31" }, "endedOn",
        "王芳 - 安居: begins 2018-01-01, the community exists until 2017-12-31; fix a1 first"
      ),
      (
        registry.change(community, Community.self) { $0.establishedOn = "2019" }, "establishedOn",
        "王芳 - 安居: begins 2018-01-01, the community exists from 2019; "
          + "fix a1 first"
      ),
      (
        registry.change(worker, Worker.self) { $0.leftOn = "2017-12-31" }, "leftOn",
        "王芳 - 安居: begins 2018-01-01, the worker leaves 2017-12-31; fix a1 first"
      ),
      (
        registry.change(worker, Worker.self) { $0.startedOn = "2018-01-02" }, "startedOn",
        "王芳 - 安居: begins 2018-01-01, the worker starts 2018-01-02; fix a1 first"
      ),
    ]
    for (set, field, says) in sets {
      let found = refusal(set, by: registry)
      #expect(found.map(\.words.en) == [says])
      #expect(found.map(\.field) == [field])
      #expect(found.map(\.id) == [set.changes[0].id])
      #expect(found.map(\.other) == [post])
    }
    let last = registry.change(community, Community.self) { $0.endedOn = "2018-01-01" }
    #expect(refusal(last, by: registry).isEmpty, "the last day is a day")
    // What is known of a day may be no more than its year: true, whatever else is known.
    for change in [
      registry.change(community, Community.self) { $0.establishedOn = "2018" },
      registry.change(community, Community.self) { $0.endedOn = "2018" },
      registry.change(worker, Worker.self) { $0.startedOn = "2018-01" },
      registry.change(worker, Worker.self) { $0.leftOn = "2018-01" },
    ] {
      #expect(refusal(change, by: registry).isEmpty)
    }
  }

  @Test("both records of one change set are judged as they are with it")
  func together() throws {
    let registry = try Sample.registry()
    let end = registry.change(community, Community.self) { $0.endedOn = "2017-12-31" }
    let move = registry.change(post, Assignment.self) { $0.since = "2017-12-01" }
    let away = ChangeSet([Change(post, [.binned(from: nil, to: "误")])])
    #expect(refusal(ChangeSet(end.changes + move.changes), by: registry).isEmpty)
    #expect(refusal(ChangeSet(end.changes + away.changes), by: registry).isEmpty)
    let late = registry.change(post, Assignment.self) { $0.since = "2019-01-01" }
    #expect(
      refusal(ChangeSet(end.changes + late.changes), by: registry).map(\.id) == [post],
      "told once, of the record that is saved itself")
  }

  @Test("what was broken before does not block a save that lets it alone")
  func before() throws {
    var registry = try Sample.registry()
    try registry.force(
      Sample.assignment(worker, in: community, .gridWorker, since: "2015-06-01"),
      as: RecordID(.assignment, 2))
    let broken = RecordID(.assignment, 2)
    let note = registry.change(broken, Assignment.self) { $0.note = "补录" }
    #expect(refusal(note, by: registry).isEmpty)
    let phone = registry.change(worker, Worker.self) { $0.phone = nil }
    #expect(refusal(phone, by: registry).isEmpty)
    let other = registry.change(worker, Worker.self) { $0.startedOn = "2016-02-01" }
    #expect(refusal(other, by: registry).isEmpty, "no worse than it was")
    let still = registry.change(broken, Assignment.self) { $0.since = "2015-07-01" }
    #expect(refusal(still, by: registry).map(\.rule) == ["worker-active"], "it is typed anew")
    let more = registry.change(broken, Assignment.self) { $0.until = "2015-01-01" }
    #expect(refusal(more, by: registry).map(\.rule) == ["assignment-term"])
    // Forms and commands show it all the same.
    let record = try #require(note.changes.first.map { _ in registry.state[broken]?.content })
    let judgement = registry.state.judgement(
      of: try #require(record), as: broken, today: registry.today)
    #expect(judgement.refused.isEmpty)
    #expect(judgement.asked.map(\.rule) == ["worker-active"])
  }

  @Test("a rule of the time of saving blocks that save and asks afterwards")
  func atSave() throws {
    var registry = try Sample.registry()
    try registry.append(
      registry.change(post, Assignment.self) { $0.organization = RecordID(.organization, 1) })
    // A late truth: it had ended before.
    let ended = registry.change(organization, Organization.self) {
      $0.status.change(to: .deregistered, from: "2017-06-01")
    }
    try registry.append(ended)
    let open = { (registry: TestRegistry) in
      registry.state[post].map { registry.state.openFindings(of: $0, today: registry.today) } ?? []
    }
    let found = open(registry)
    #expect(found.map(\.rule) == ["sender-active"])
    #expect(found.map(\.severity) == [.soft])
    #expect(
      found.first?.words.en
        == "begins 2018-01-01, the organization is deregistered since 2017-06-01")
    // Another field of the assignment is saved as ever, and the question can be answered.
    try registry.append(registry.change(post, Assignment.self) { $0.note = "补录" })
    try registry.append(
      ChangeSet([Change(post, [.accepted("sender-active", from: nil, to: "核实过")])]))
    #expect(open(registry).isEmpty)
    // Of a year some days fit: that is no contradiction.
    let vague = registry.change(post, Assignment.self) { $0.since = "2017" }
    #expect(refusal(vague, by: registry).isEmpty)
    // Saying it anew is refused, and so is a new one.
    var second = Sample.assignment(worker, in: community, .gridWorker)
    second.organization = organization
    let new = ChangeSet([Change(RecordID(.assignment, -1), isNew: true, second.settings(from: nil))]
    )
    #expect(refusal(new, by: registry).map(\.rule) == ["sender-active"])
    #expect(refusal(new, by: registry).map(\.severity) == [.hard])
  }

  @Test("an undo that would leave an assignment outside is refused and names it")
  func undo() throws {
    var registry = try Sample.registry()
    try registry.append(registry.change(worker, Worker.self) { $0.leftOn = "2019-12-31" })
    try registry.append(registry.change(worker, Worker.self) { $0.leftOn = nil })
    let back = registry.state.seq
    try registry.add(Sample.assignment(worker, in: community, .gridWorker, since: "2020-02-01"))
    guard case .failure(let refusal) = registry.plan(.seq(back)).result,
      case .rule(let finding, _)? = refusal.obstacles.first
    else {
      Issue.record("it is undone")
      return
    }
    #expect(refusal.obstacles.count == 1)
    #expect(finding.other == RecordID(.assignment, 2))
    #expect(finding.words.chinese.contains("2020-02-01 到岗，该人员离职于 2019-12-31；请先改正 a2"))
  }

  @Test("what a rule reads of other records is there to be read")
  func readings() {
    func check<R: Record>(_: R.Type) {
      for rule in R.rules {
        guard let reading = rule.judging.reading else { continue }
        let read = R.kindSchema[reading.reference]?.refersTo?.schema
        #expect(read != nil, "\(rule.key)")
        for key in reading.keys { #expect(read?[key] != nil, "\(rule.key): \(key)") }
      }
    }
    for kind in Kind.allCases { check(kind.type) }
  }
}

/// Random change sets on random registries, broken ones among them.
@Suite("Judgement of anything")
struct JudgementPropertyTests {
  private struct Break: Hashable, CustomStringConvertible {
    let id: RecordID
    let rule: String
    let field: String
    let other: RecordID?

    var description: String { "\(id) \(rule) \(field) \(other.map(\.description) ?? "")" }
  }

  private static func broken(_ registry: TestRegistry) -> Set<Break> {
    var broken: Set<Break> = []
    for kind in Kind.allCases {
      for stored in registry.state[kind].rows {
        for finding in registry.state.openFindings(of: stored, today: registry.today)
        where finding.severity == .hard {
          broken.insert(
            Break(id: id(finding), rule: finding.rule, field: finding.field, other: finding.other))
        }
      }
    }
    return broken
  }

  private static func id(_ finding: Finding) -> RecordID { finding.id }

  private static func day(_ random: inout Seeded) -> CivilDate? {
    let day = CivilDate(daysSinceEpoch: Int.random(in: 17_500...17_560, using: &random))
    switch Int.random(in: 0..<8, using: &random) {
    case 0, 1: return nil
    case 2: return CivilDate(year: day.year, month: day.month)
    default: return day
    }
  }

  private static func id(_ kind: Kind, _ random: inout Seeded) -> RecordID {
    RecordID(kind, Int.random(in: 1...3, using: &random))
  }

  private static func alter<R: Record>(_ record: inout R, _ random: inout Seeded) {
    let (first, second) = (day(&random), day(&random))
    let which = Int.random(in: 0..<6, using: &random)
    switch record {
    case var community as Community:
      switch which {
      case 0, 1: community.establishedOn = first
      case 2, 3: community.endedOn = second
      case 4: community.replacedBy = Bool.random(using: &random) ? nil : [id(.community, &random)]
      default: community.households = Dated(Int.random(in: 0...9, using: &random))
      }
      record = community as! R
    case var worker as Worker:
      switch which {
      case 0, 1: worker.startedOn = first
      case 2, 3: worker.leftOn = second
      case 4: worker.employer = id(.organization, &random)
      default: worker.licenceLevel.change(to: .senior, from: "2017-12-05")
      }
      record = worker as! R
    case var post as Assignment:
      switch which {
      case 0: post.since = first ?? "2017-12-10"
      case 1: post.until = second
      case 2: post.worker = id(.worker, &random)
      case 3: post.community = id(.community, &random)
      case 4: post.organization = Bool.random(using: &random) ? nil : id(.organization, &random)
      default:
        post.role = Bool.random(using: &random) ? .socialWorker : .gridWorker
        post.primary = Bool.random(using: &random)
      }
      record = post as! R
    case var organization as Organization:
      switch which {
      case 0, 1:
        organization.status.change(
          to: Bool.random(using: &random) ? .deregistered : .active,
          from: first?.lastDay ?? "2017-12-20")
      case 2: organization.community.change(to: id(.community, &random), from: "2017-12-15")
      case 3: organization.certificateUntil = second
      case 4: organization.certificateFrom = first
      default: organization.tier.correct(to: nil, on: "2020-01-01")
      }
      record = organization as! R
    default: break
    }
  }

  private static func change(_ registry: TestRegistry, _ random: inout Seeded) -> Change {
    let kind = [Kind.community, .worker, .assignment, .organization].randomElement(using: &random)!
    func altered<R: Record>(_: R.Type) -> Change {
      let id = id(kind, &random)
      guard let stored = registry.state[id], let before = stored.content as? R,
        Int.random(in: 0..<6, using: &random) > 0
      else {
        var new: any Record =
          switch kind {
          case .community: Sample.community(Int.random(in: 1...9, using: &random))
          case .worker: Sample.worker("王芳")
          case .assignment:
            Sample.assignment(self.id(.worker, &random), in: self.id(.community, &random))
          default: Sample.organization("合唱团", home: self.id(.community, &random))
          }
        if var typed = new as? R {
          alter(&typed, &random)
          new = typed
        }
        return Change(
          RecordID(kind, -1 - Int.random(in: 0...3, using: &random)), isNew: true,
          new.settings(from: nil))
      }
      if Int.random(in: 0..<8, using: &random) == 0 {
        return Change(id, [.binned(from: stored.binned, to: stored.binned == nil ? "误" : nil)])
      }
      var record = before
      for _ in 0..<Int.random(in: 1...2, using: &random) { alter(&record, &random) }
      return Change(id, record.settings(from: before))
    }
    return altered(kind.type)
  }

  private static func registry(_ random: inout Seeded) throws -> TestRegistry {
    var registry = try Sample.registry()
    for serial in 2...3 {
      try registry.add(Sample.community(serial))
      try registry.add(Sample.worker("李\(serial)"))
      try registry.add(Sample.organization("合唱团\(serial)"))
      try registry.force(
        Sample.assignment(id(.worker, &random), in: id(.community, &random)),
        as: RecordID(.assignment, serial))
    }
    return registry
  }

  @Test("no change set leaves a hard rule broken that was not", arguments: 0..<60 as Range<UInt64>)
  func nothingNew(seed: UInt64) throws {
    var random = Seeded(seed)
    var registry = try Self.registry(&random)
    var (saved, refused) = (0, 0)
    for _ in 0..<60 {
      let set = ChangeSet(
        (0..<Int.random(in: 1...3, using: &random)).map { _ in Self.change(registry, &random) })
      if Set(set.changes.filter(\.isNew).map(\.id)).count < set.changes.count(where: \.isNew) {
        continue
      }
      let before = Self.broken(registry)
      do {
        try registry.append(set)
        saved += 1
        let new = Self.broken(registry).subtracting(before)
        #expect(new.isEmpty, "seed \(seed): \(set.changes)")
      } catch RebaseError.rules(let findings) {
        refused += 1
        #expect(findings.allSatisfy { $0.severity == .hard })
      } catch RebaseError.missing {}
    }
    #expect(saved > 5 && refused > 5, "seed \(seed)")
  }

  @Test("forms and commands are told what the head says", arguments: 100..<130 as Range<UInt64>)
  func same(seed: UInt64) throws {
    var random = Seeded(seed)
    var registry = try Self.registry(&random)
    for _ in 0..<60 {
      let change = Self.change(registry, &random)
      if change.settings.contains(where: \.isBinning) { continue }
      var refused: [Finding] = []
      do { _ = try registry.append(ChangeSet([change])) } catch RebaseError.rules(let findings) {
        refused = findings
      } catch { continue }
      guard !refused.isEmpty, !change.isNew,
        let after = registry.state.trying(ChangeSet([change]))?[change.id], after.binned == nil
      else { continue }
      let told = registry.state.judgement(
        of: after.content, as: change.id, today: registry.today)
      #expect(told.refused == refused, "seed \(seed)")
    }
  }
}
