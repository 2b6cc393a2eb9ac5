import RegistryTestSupport
import Testing

@testable import RegistryModel

private func m(_ number: Int) -> RecordID { RecordID(.community, number) }
private func o(_ number: Int) -> RecordID { RecordID(.organization, number) }
private func w(_ number: Int) -> RecordID { RecordID(.worker, number) }

/// Communities that merge, split up and end, workers who leave and hand over, another carrier, elections.
@Suite struct RearrangementTests {
  private let day: CivilDate = "2020-07-01"

  /// Three communities, two organizations and a programme in the first; 王芳 and 李强 work there, 王芳 in the
  /// second as well.
  private func registry() throws -> TestRegistry {
    var registry = TestRegistry()
    for (serial, households) in [(1, 800), (2, 500), (3, 200)] {
      var community = Sample.community(serial)
      community.households = Dated(households)
      community.residents = serial == 3 ? Dated() : Dated(households * 3)
      try registry.add(community)
    }
    try registry.add(Sample.organization("邻里互助会"))
    try registry.add(Sample.organization("老年协会", home: m(2)))
    try registry.add(Sample.worker("王芳"))
    try registry.add(Sample.worker("李强"))
    try registry.add(Sample.assignment(w(1), in: m(1)))
    try registry.add(Sample.assignment(w(1), in: m(2)))
    try registry.add(Sample.assignment(w(2), in: m(1), .committeeMember))
    var programme = Sample.programme("长者食堂")
    programme.communities = Dated([m(1), m(3)])
    programme.workers = Dated([w(1)])
    try registry.add(programme)
    try registry.add(Sample.need("安装扶手"))
    return registry
  }

  private func outcomes(
    _ plan: Rearrangement, in state: RegistryState
  ) -> [String: Rearrangement.Outcome?] {
    Dictionary(plan.items(in: state).map { ($0.key, $0.outcome) }) { first, _ in first }
  }

  // MARK: merging

  @Test func merge_movesWhatBelongsToIt_endsElectedPosts_addsUpNumbers() throws {
    var registry = try registry()
    let before = registry.state
    var plan = Rearrangement(.ending, of: [m(1)], to: [m(2)], from: day)
    plan.reason = "朝民批12号"
    #expect(
      outcomes(plan, in: before) == [
        "o1/community": .moves([m(2)]),
        // 王芳 has that post there already.
        "a1/community": .ends, "a3/community": .ends, "p1/communities": .moves([m(2)]),
        "n1/community": .moves([m(2)]), "m2/households": .sums, "m2/residents": .sums,
      ])
    try registry.append(try plan.changeSet(in: before))
    let state = registry.state
    let ended = try #require(state.communities[1]?.record)
    #expect(ended.endedOn == "2020-06-30" && ended.replacedBy == [m(2)])
    #expect(ended.endReason == "朝民批12号")
    #expect(state.communities[2]?.record.households[day] == 1300)
    #expect(state.communities[2]?.record.households["2020-06-30"] == 500)
    #expect(state.communities[2]?.record.residents[day] == 3900)
    #expect(state.organizations[1]?.record.community[day] == m(2))
    #expect(state.organizations[1]?.record.community["2020-06-30"] == m(1))
    #expect(state.programmes[1]?.record.communities[day] == [m(2), m(3)])
    #expect(state.programmes[1]?.record.communities["2020-06-30"] == [m(1), m(3)])
    #expect(state.assignments[1]?.record.until == "2020-06-30")
    #expect(state.assignments[3]?.record.until == "2020-06-30")
    #expect(state.assignments.inUseCount == 3)
    #expect(state.needs[1]?.record.community == m(2))
    // One undo takes all of it back.
    try registry.undo(.seq(registry.state.seq))
    #expect(registry.state.contents == before.contents)
  }

  @Test func merge_ofSeveral_intoANewOne_hasItsNumbersFromThem() throws {
    var registry = try registry()
    var new = Sample.community(4)
    new.establishedOn = day
    try registry.add(new)
    let plan = Rearrangement(.ending, of: [m(1), m(2)], to: [m(4)], from: day)
    let found = outcomes(plan, in: registry.state)
    // The second of two posts of one kind falls away.
    #expect(found["a1/community"] == .moves([m(4)]) && found["a2/community"] == .ends)
    #expect(plan.items(in: registry.state).first { $0.field == "households" }?.sum == 1300)
    try registry.append(try plan.changeSet(in: registry.state))
    let post = try #require(registry.state.assignments[4]?.record)
    #expect(post.worker == w(1) && post.community == m(4) && post.since == day)
    #expect(registry.state.communities[4]?.record.households[day] == 1300)
    #expect(registry.state.programmes[1]?.record.communities[day] == [m(4), m(3)])
  }

  @Test func numberThatOneLacks_isNoSum_andIsTold() throws {
    let state = try registry().state
    let plan = Rearrangement(.ending, of: [m(1)], to: [m(3)], from: day)
    #expect(plan.items(in: state).filter { $0.sum != nil }.map(\.field) == ["households"])
    #expect(plan.unknownSums(in: state).map(\.key) == ["residents"])
  }

  @Test func laterNumbers_areAddedToAsWell_onceThatIsChosen() throws {
    var registry = try registry()
    try registry.append(
      registry.change(m(2), Community.self) { $0.households.change(to: 520, from: "2020-09-01") })
    var plan = Rearrangement(.ending, of: [m(1)], to: [m(2)], from: day)
    // What was entered of a later day may have the others in it.
    #expect(outcomes(plan, in: registry.state)["m2/households"] == .some(nil))
    plan.chosen["m2/households"] = .sums
    try registry.append(try plan.changeSet(in: registry.state))
    let households = try #require(registry.state.communities[2]?.record.households)
    #expect(households["2020-06-30"] == 500 && households[day] == 1300)
    #expect(households["2020-09-01"] == 1320)
  }

  @Test func hallOfOne_isThatOfAll_andWhatIsDividedIsTold() throws {
    var registry = try registry()
    try registry.append(
      registry.change(m(1), Community.self) { $0.serviceHall = Dated(true) })
    let merging = Rearrangement(.ending, of: [m(1)], to: [m(2)], from: day)
    #expect(outcomes(merging, in: registry.state)["m2/serviceHall"] == .sums)
    var other = registry
    try other.append(try merging.changeSet(in: other.state))
    #expect(other.state.communities[2]?.record.serviceHall[day] == true)
    let splitting = Rearrangement(.ending, of: [m(1)], to: [m(2), m(3)], from: day)
    #expect(splitting.unknownSums(in: registry.state).map(\.key) == ["households", "residents"])
  }

  @Test func endedOrganization_staysSo_whateverWasSaidOfLater() throws {
    var registry = try registry()
    try registry.append(
      registry.change(o(1), Organization.self) {
        $0.status.change(to: .changePending, from: "2020-09-01")
      })
    try registry.append(
      try Rearrangement(.ending, of: [o(1)], from: day).changeSet(in: registry.state))
    #expect(registry.state.organizations[1]?.record.status["2020-10-01"] == .deregistered)
  }

  @Test func choice_holds_whereItIsOne() throws {
    var registry = try registry()
    var plan = Rearrangement(.ending, of: [m(1)], to: [m(2)], from: day)
    plan.chosen = ["o1/community": .stays, "m2/households": .stays, "n1/community": .moves([m(3)])]
    let set = try plan.changeSet(in: registry.state)
    try registry.append(set)
    #expect(registry.state.organizations[1]?.record.community[day] == m(1))
    #expect(registry.state.communities[2]?.record.households[day] == 500)
    // The third was no option: what is proposed holds.
    #expect(registry.state.needs[1]?.record.community == m(2))
  }

  // MARK: splitting and ending

  @Test func split_asksWhereEachGoes_programmesGoOnInAll() throws {
    var registry = try registry()
    var plan = Rearrangement(.ending, of: [m(1)], to: [m(2), m(3)], from: day)
    #expect(outcomes(plan, in: registry.state)["p1/communities"] == .moves([m(2), m(3)]))
    #expect(throws: Rearrangement.Flaw.self) { try plan.changeSet(in: registry.state) }
    for key in ["o1/community", "a1/community", "n1/community"] {
      plan.chosen[key] = .moves([m(3)])
    }
    try registry.append(try plan.changeSet(in: registry.state))
    #expect(registry.state.communities[1]?.record.replacedBy == [m(2), m(3)])
    #expect(registry.state.organizations[1]?.record.community[day] == m(3))
    #expect(registry.state.programmes[1]?.record.communities[day] == [m(2), m(3)])
  }

  @Test func splittingOff_movesNothingUnlessChosen() throws {
    var registry = try registry()
    var plan = Rearrangement(.handover, of: [m(1)], to: [m(3)], from: day)
    #expect(try plan.changeSet(in: registry.state).changes.isEmpty)
    plan.chosen["o1/community"] = .moves([m(3)])
    try registry.append(try plan.changeSet(in: registry.state))
    #expect(registry.state.communities[1]?.record.endedOn == nil)
    #expect(registry.state.organizations[1]?.record.community[day] == m(3))
  }

  @Test func ending_keepsTheOnlyCommunityOfAProgramme_andTakesOthersOut() throws {
    var registry = try registry()
    var alone = Sample.programme("四点半课堂")
    alone.communities = Dated([m(1)])
    try registry.add(alone)
    let plan = Rearrangement(.ending, of: [m(1)], from: day)
    let found = outcomes(plan, in: registry.state)
    #expect(found["p1/communities"] == .ends && found["p2/communities"] == .stays)
    #expect(found["o1/community"] == .stays && found["n1/community"] == .stays)
    try registry.append(try plan.changeSet(in: registry.state))
    #expect(registry.state.programmes[1]?.record.communities[day] == [m(3)])
  }

  @Test func whatBeginsLater_isAskedAbout_too() throws {
    var registry = try registry()
    try registry.add(Sample.assignment(w(2), in: m(1), since: "2020-09-01"))
    let later = registry.change(RecordID(.organization, 2), Organization.self) {
      $0.community.change(to: m(1), from: "2020-08-01")
    }
    try registry.append(later)
    let merging = Rearrangement(.ending, of: [m(1)], to: [m(3)], from: day)
    var other = registry
    try other.append(try merging.changeSet(in: other.state))
    #expect(other.state.assignments[4]?.record.community == m(3))
    #expect(other.state.organizations[2]?.record.community["2020-07-31"] == m(2))
    #expect(other.state.organizations[2]?.record.community["2020-08-01"] == m(3))
    // That it never begins has to be said.
    var ending = Rearrangement(.ending, of: [m(1)], from: day)
    #expect(throws: Rearrangement.Flaw.self) { try ending.changeSet(in: registry.state) }
    ending.chosen["a4/community"] = .ends
    try registry.append(try ending.changeSet(in: registry.state))
    #expect(registry.state.assignments[4]?.binned != nil)
  }

  @Test func whatIsOver_isLeftAlone() throws {
    var registry = try registry()
    try registry.append(
      registry.change(RecordID(.programme, 1), Programme.self) {
        $0.status.change(to: .terminated, from: "2020-05-01")
      })
    try registry.append(
      registry.change(RecordID(.need, 1), Need.self) {
        $0.status.change(to: .met, from: "2020-06-01")
        $0.closedOn = "2020-06-01"
      })
    let found = outcomes(
      Rearrangement(.ending, of: [m(1)], to: [m(3)], from: day), in: registry.state)
    #expect(found["p1/communities"] == nil && found["n1/community"] == nil)
  }

  // MARK: workers and organizations

  @Test func worker_leaves_postsEnd_withTheReason() throws {
    var registry = try registry()
    var plan = Rearrangement(.ending, of: [w(1)], from: day)
    plan.reason = "退休"
    try registry.append(try plan.changeSet(in: registry.state))
    #expect(registry.state.workers[1]?.record.leftOn == "2020-06-30")
    #expect(registry.state.workers[1]?.record.leaveReason == .retired)
    for number in 1...2 {
      #expect(registry.state.assignments[number]?.record.until == "2020-06-30")
      #expect(registry.state.assignments[number]?.record.endReason == .retired)
    }
    #expect(registry.state.programmes[1]?.record.workers[day] == nil)
    plan.reason = "no such"
    #expect(throws: Rearrangement.Flaw.self) {
      try plan.changeSet(in: try self.registry().state)
    }
  }

  @Test func handover_movesPostsAndProgrammes_notElectedOnes() throws {
    var registry = try registry()
    try registry.append(
      try Rearrangement(.handover, of: [w(1)], to: [w(2)], from: day)
        .changeSet(in: registry.state))
    let new = registry.state.assignments.inUse.map(\.record).filter { $0.since == day }
    #expect(new.map(\.worker) == [w(2), w(2)] && new.map(\.community) == [m(1), m(2)])
    #expect(registry.state.assignments[1]?.record.endReason == .transferred)
    #expect(registry.state.programmes[1]?.record.workers[day] == [w(2)])
    #expect(registry.state.workers[1]?.record.leftOn == nil)
    let back = Rearrangement(.handover, of: [w(2)], to: [w(1)], from: "2020-07-15")
    #expect(outcomes(back, in: registry.state)["a3/worker"] == .stays)
  }

  @Test func primaryPost_isHandedOverAsOneAmongOthers_butGoesAlongWithItsWorker() throws {
    var registry = try registry()
    for number in [1, 3] {
      try registry.append(
        registry.change(RecordID(.assignment, number), Assignment.self) { $0.primary = true })
    }
    var other = registry
    // One that has not begun begins with 李强.
    try registry.add(Sample.assignment(w(1), in: m(3), since: "2020-09-01"))
    try registry.append(
      try Rearrangement(.handover, of: [w(1)], to: [w(2)], from: day)
        .changeSet(in: registry.state))
    // 李强 has a primary post.
    let taken = registry.state.assignments.inUse.map(\.record).filter { $0.since == day }
    #expect(taken.map(\.worker) == [w(2), w(2)] && taken.map(\.primary) == [nil, nil])
    #expect(registry.state.assignments[1]?.record.primary == true)
    #expect(registry.state.assignments[4]?.record.worker == w(2))
    try other.append(
      try Rearrangement.transfer(of: w(1), from: m(1), to: m(3), on: day)
        .changeSet(in: other.state))
    #expect(other.state.assignments[4]?.record.primary == true)
  }

  /// Nothing else names the third: the record itself says that somebody else was faster.
  @Test func oneThatAColleagueMergesElsewhere_isNotMergedAgain() throws {
    var registry = try registry()
    let base = registry.state
    let mine = try Rearrangement(.ending, of: [m(3)], to: [m(1)], from: day).changeSet(in: base)
    let theirs = try Rearrangement(.ending, of: [m(3)], to: [m(2)], from: day).changeSet(in: base)
    try registry.append(theirs)
    #expect(throws: RebaseError.self) { try registry.append(mine, from: base) }
    // The same once more is nothing new.
    #expect(try registry.append(theirs, from: base).isEmpty)
    #expect(registry.state.communities[3]?.record.replacedBy == [m(2)])
  }

  @Test func transfer_isOfOneWorker() throws {
    var registry = try registry()
    try registry.add(Sample.assignment(w(2), in: m(1)))
    try registry.append(
      try Rearrangement.transfer(of: w(1), from: m(1), to: m(3), on: day)
        .changeSet(in: registry.state))
    #expect(registry.state.assignments[1]?.record.until == "2020-06-30")
    #expect(registry.state.assignments[5]?.record.community == m(3))
    #expect(registry.state.assignments[4]?.record.until == nil)
    #expect(registry.state.organizations[1]?.record.community[day] == m(1))
  }

  @Test func anotherCarrier_keepsTheWorkers() throws {
    var registry = try registry()
    try registry.append(
      registry.change(w(1), Worker.self) { $0.employer = RecordID(.organization, 1) })
    try registry.append(
      registry.change(RecordID(.assignment, 1), Assignment.self) {
        $0.organization = RecordID(.organization, 1)
      })
    try registry.append(
      try Rearrangement(.handover, of: [o(1)], to: [o(2)], from: day)
        .changeSet(in: registry.state))
    let state = registry.state
    #expect(state.programmes[1]?.record.carrier[day] == o(2))
    #expect(state.programmes[1]?.record.carrier["2020-06-30"] == o(1))
    #expect(state.workers[1]?.record.employer == o(2))
    let post = try #require(state.assignments[4]?.record)
    #expect(post.organization == o(2) && post.worker == w(1) && post.community == m(1))
    #expect(state.assignments[1]?.record.until == "2020-06-30")
  }

  @Test func organization_ends_byItsReason() throws {
    var registry = try registry()
    var plan = Rearrangement(.ending, of: [o(1)], from: day)
    plan.reason = "revoked"
    try registry.append(try plan.changeSet(in: registry.state))
    #expect(registry.state.organizations[1]?.record.status[day] == .revoked)
    #expect(registry.state.programmes[1]?.record.carrier[day] == o(1))
    plan.reason = nil
    var other = try self.registry()
    try other.append(try plan.changeSet(in: other.state))
    #expect(other.state.organizations[1]?.record.status[day] == .deregistered)
  }

  @Test func election_endsTheCommittee() throws {
    var registry = try registry()
    try registry.add(Sample.assignment(w(1), in: m(1), .partyMember))
    let plan = Rearrangement(.election, of: [m(1)], from: day)
    #expect(outcomes(plan, in: registry.state) == ["a3/community": .ends, "a4/community": .stays])
    try registry.append(try plan.changeSet(in: registry.state))
    #expect(registry.state.assignments[3]?.record.endReason == .notReelected)
    #expect(registry.state.communities[1]?.record.endedOn == nil)
  }

  // MARK: what is refused

  @Test(arguments: [
    (
      Rearrangement(.ending, of: [m(1)], to: [m(1)], from: "2020-07-01"),
      "cannot take its own place"
    ),
    (Rearrangement(.ending, of: [m(1), m(1)], to: [m(2)], from: "2020-07-01"), "is named twice"),
    (Rearrangement(.ending, of: [m(1)], to: [m(2), m(2)], from: "2020-07-01"), "is named twice"),
    (Rearrangement(.handover, of: [w(1)], from: "2020-07-01"), "say who takes over"),
    (Rearrangement(.ending, of: [], to: [m(1)], from: "2020-07-01"), "say who is taken over"),
    (Rearrangement(.ending, of: [m(4)], from: "2020-07-01"), "ended before"),
    (Rearrangement(.ending, of: [m(1)], to: [m(4)], from: "2020-07-01"), "is not there on"),
    (Rearrangement(.ending, of: [w(1)], from: "2015-07-01"), "has not begun"),
  ]) func whatMakesNoSense_isRefused(_ plan: Rearrangement, _ words: String) throws {
    var registry = try registry()
    var ended = Sample.community(4)
    ended.endedOn = "2020-01-31"
    try registry.add(ended)
    do throws(Rearrangement.Flaw) {
      _ = try plan.changeSet(in: registry.state)
      Issue.record("was taken: \(words)")
    } catch { #expect(error.words.en.contains(words), "\(error.words.en)") }
  }

  @Test func outcomes_readAsTheyAreWritten() {
    let all: [Rearrangement.Outcome] = [
      .moves([m(3)]), .moves([m(3), m(4)]), .ends, .stays, .sums,
    ]
    for outcome in all { #expect(Rearrangement.Outcome(outcome.json) == outcome) }
    for bad: JSON in ["no", 3, .null, [], ["x"]] { #expect(Rearrangement.Outcome(bad) == nil) }
  }

  /// Whatever is merged, split up or handed over in whatever registry: nothing is refused by a rule, nothing in
  /// force is left with who ended, no organization is lost, and one undo restores everything.
  @Test(arguments: 1...60 as ClosedRange<UInt64>) func anyRegistry(_ seed: UInt64) throws {
    let district = try RandomDistrict(seed: seed)
    var random = SeededGenerator(seed: seed)
    let (day, today) = (RandomDistrict.days(1, seed: seed)[0], "2026-11-24" as CivilDate)
    let state = district.state
    func some(_ kind: Kind, _ count: Int) -> [RecordID] {
      let there = state[kind].rows.filter {
        $0.exists(on: day) && $0.hasBegun(by: day.adding(days: -1)) && state.exists($0, on: day)
      }
      return Array(there.map(\.id).shuffled(using: &random).prefix(count))
    }
    for kind in [Kind.community, .worker, .organization] {
      let picked = some(kind, 4)
      guard picked.count == 4 else { continue }
      let split = Int.random(in: 1...3, using: &random)
      var plan = Rearrangement(
        Bool.random(using: &random) ? .ending : .handover, of: Array(picked.prefix(split)),
        to: Array(picked.dropFirst(split).prefix(Int.random(in: 1...2, using: &random))), from: day)
      // Random registries break rules themselves: a post that ends before it begins goes nowhere.
      func isNonsense(_ id: RecordID?) -> Bool {
        guard let stored = id.flatMap({ state[$0] }) else { return false }
        return state.findings(for: stored.content, id: stored.id, today: today)
          .contains { $0.severity == .hard } || stored.content.isSettled(on: .distantFuture)
      }
      for item in plan.items(in: state)
      where item.record.kind == .assignment && isNonsense(item.record) {
        plan.chosen[item.key] = .ends
      }
      for item in plan.items(in: state) where item.outcome == nil {
        plan.chosen[item.key] = item.options.randomElement(using: &random)
      }
      // A random option of one makes room for another, or takes it.
      let set = try plan.changeSet(in: state)
      let judged = state.judgements(of: set.changes, today: today).flatMap(\.refused)
        // Who carries a programme from a day on has to be active then: that is for the clerk to mend.
        .filter {
          $0.number != 602 && $0.field != "uscc" && !isNonsense($0.other) && !isNonsense($0.id)
        }
      #expect(judged.isEmpty, "\(kind) \(plan): \(judged.map(\.words.en))")
      let after = try #require(state.trying(set))
      #expect(
        after.organizations.inUseCount == state.organizations.inUseCount)
      if plan.purpose == .ending {
        for (stored, field) in plan.naming(in: after) {
          let key = "\(stored.id)/\(field.key)"
          let outcome = plan.items(in: state).first { $0.key == key }?.outcome
          #expect(outcome == .stays, "\(key) \(String(describing: outcome))")
        }
      }
    }
  }
}
