import RegistryModel
import RegistryStore
import RegistryTestSupport
import SystemPackage
import Testing

/// What load, changes, append and wait promise, whatever engine keeps the registry.
@Suite(.timeLimit(.minutes(10)))
struct EngineTests {
  private let first = RecordID(.community, 1)

  @Test(arguments: EngineUnderTest.all)
  func load_givesWhatWasAppended(_ engine: EngineUnderTest) throws {
    let office = try EngineOffice(engine)
    let lina = try office.clerk()
    #expect(lina.state.seq == 1)
    #expect(lina.state.office.name == "朝阳区")
    for serial in 1...3 {
      let appended = try lina.save(Sample.community(serial))
      #expect(appended.commit?.seq == serial + 1)
      #expect(appended.state.seq == serial + 1)
      #expect(appended.news == nil)
    }
    _ = try lina.set(first, "newer", .null, ["kept"])  // a key of a newer program
    let later = try office.clerk("wang")
    #expect(later.state.seq == 5)
    #expect(later.state.contents == lina.state.contents)
    #expect(later.state.communities[1]?.unknown == [JSON.Member("newer", ["kept"])])
  }

  @Test(arguments: EngineUnderTest.all)
  func commit_saysWhoWhenAndWhy_andFollowsTheOneBefore(_ engine: EngineUnderTest) throws {
    let office = try EngineOffice(engine)
    let (lina, wang) = (try office.clerk(), try office.clerk("wang"))
    var set = try Sample.community(1)
    (set.batch, set.reason) = ("import-1", "补登")
    let at = Instant(seconds: Sample.at.seconds + 60)
    let saved = try #require(try wang.save(set, at: at).commit)
    #expect((saved.seq, saved.by, saved.at) == (2, "wang", at))
    #expect((saved.set.batch, saved.set.reason) == ("import-1", "补登"))
    let shown = try #require(try lina.save(.showing([Access(first, ["phone"])])).commit)
    #expect(shown.seq == 3)
    #expect(try wang.news()?.commits == [shown])
    #expect(wang.state[first]?.changed == 2)  // showing changes nothing
    #expect(try office.clerk().engine.changes(after: 1, limit: .max) == [saved, shown])
  }

  // MARK: changes

  @Test(arguments: EngineUnderTest.all)
  func changes_afterASeq_comeInOrderUpToTheHead(_ engine: EngineUnderTest) throws {
    let office = try EngineOffice(engine)
    let (lina, wang) = (try office.clerk(), try office.clerk("wang"))
    var saved: [Commit] = []
    for serial in 1...9 {
      let commit = try (serial % 3 == 0 ? wang : lina).save(Sample.community(serial)).commit
      saved.append(try #require(commit))
    }
    #expect(saved.map(\.seq) == Array(2...10))
    _ = try lina.news()
    for seq in 1...10 {
      #expect(try lina.engine.changes(after: seq, limit: .max) == Array(saved.dropFirst(seq - 1)))
      #expect(
        try lina.engine.changes(after: seq, limit: 2)
          == Array(saved.dropFirst(seq - 1).prefix(2)))
    }
    #expect(try lina.engine.changes(after: 0, limit: .max).count == 10)
    #expect(try lina.engine.changes(after: 11, limit: .max).isEmpty)
    var replayed = RegistryState()
    for commit in try lina.engine.changes(after: 0, limit: .max) { try replayed.apply(commit) }
    #expect(replayed.contents == lina.state.contents)
  }

  @Test(arguments: EngineUnderTest.all)
  func changes_ofARecord_areItsHistory(_ engine: EngineUnderTest) throws {
    let office = try EngineOffice(engine)
    let (lina, wang) = (try office.clerk(), try office.clerk("wang"))
    for serial in 1...2 { try lina.save(Sample.community(serial)) }
    _ = try wang.news()
    _ = try wang.set(first, "name", "第1社区居委会", "安居社区居委会")
    _ = try lina.news()
    let history = try lina.engine.changes(of: first)
    #expect(history.map(\.seq) == [2, 4])
    #expect(history.map(\.by) == ["lina", "wang"])
    #expect(try lina.engine.changes(of: RecordID(.community, 3)).isEmpty)
  }

  // MARK: append

  @Test(arguments: EngineUnderTest.all)
  func newRecords_getFinalIds_neverUsedAgain(_ engine: EngineUnderTest) throws {
    let office = try EngineOffice(engine)
    let (lina, wang) = (try office.clerk(), try office.clerk("wang"))
    let base = wang.state
    try lina.save(Sample.community(1))
    // A worker and an assignment that names it: `new:1` becomes what the worker is called.
    var worker = Worker()
    worker.name = "王芳"
    worker.idType = .passport
    worker.idNumber = try IdentityNumber(text: "E12345678")
    var post = Assignment()
    post.worker = RecordID(.worker, -1)
    post.community = first
    post.role = .socialWorker
    post.since = try CivilDate(text: "2020-01-01")
    let set = ChangeSet(
      try Sample.community(2).changes + Sample.new(worker).changes + Sample.new(post).changes)
    let commit = try wang.save(set, from: base).commit
    #expect(commit?.set.changes.map(\.id.description) == ["m2", "w1", "a1"])
    #expect(wang.state.assignments[1]?.record.worker == RecordID(.worker, 1))
    // The recycle bin keeps its numbers.
    let bin = ChangeSet([Change(RecordID(.community, 2), [.binned(from: nil, to: "误")])])
    try wang.save(bin)
    let next = try wang.save(Sample.community(2)).commit
    #expect(next?.set.changes.map(\.id.description) == ["m3"])
  }

  @Test(arguments: EngineUnderTest.all)
  func fields_mergeFieldByField_fromAnOldBase(_ engine: EngineUnderTest) throws {
    let (office, lina) = try EngineOffice.withCommunities(engine)
    let wang = try office.clerk("wang")
    let base = wang.state
    let theirs = try #require(
      try lina.set(first, "name", "第1社区居委会", "安居社区居委会").commit)
    let appended = try wang.save(
      Sample.set(first, "address", .null, "安居里1号"), from: base)
    #expect(appended.news?.commits == [theirs])
    #expect(appended.news?.state.communities[1]?.record.name.first == "安居社区居委会")
    let record = appended.state.communities[1]?.record
    #expect(record?.name.first == "安居社区居委会")
    #expect(record?.address == "安居里1号")
    #expect(appended.commit?.seq == 4)
    #expect(try wang.news() == nil)  // told once
  }

  @Test(arguments: EngineUnderTest.all)
  func lists_mergeByElement(_ engine: EngineUnderTest) throws {
    let (office, lina) = try EngineOffice.withCommunities(engine)
    _ = try lina.set(first, "phone", .null, ["13812071612", "13900000001"])
    let wang = try office.clerk("wang")
    let base = wang.state
    _ = try lina.set(first, "phone", ["13812071612", "13900000001"], ["13900000001"])
    try wang.save(
      Sample.set(
        first, "phone", ["13812071612", "13900000001"],
        ["13812071612", "13900000001", "13900000002"]), from: base)
    #expect(wang.state[first]?.part("phone") == ["13900000001", "13900000002"])
  }

  @Test(arguments: EngineUnderTest.all)
  func group_mergesAsAWhole(_ engine: EngineUnderTest) throws {
    let (office, lina) = try EngineOffice.withCommunities(engine)
    var worker = Worker()
    worker.name = "王芳"
    worker.idType = .passport
    worker.idNumber = try IdentityNumber(text: "E12345678")
    try lina.save(Sample.new(worker))
    let wang = try office.clerk("wang")
    let base = wang.state
    let id = RecordID(.worker, 1)
    _ = try lina.set(id, "licenceNumber", .null, "2020110000001")
    let half = try wang.refusal(
      Sample.set(id, "licenceLevel", .null, "assistant"), from: base)
    #expect(half.clashes.map(\.key) == ["licenceLevel"])
    try lina.save(
      ChangeSet([
        Change(
          first,
          [
            Setting("endedOn", before: .null, after: "2026-11-01"),
            Setting("endReason", before: .null, after: "并入"),
          ])
      ]))
    // Half of it typed alike by both falls away.
    let same = try wang.save(Sample.set(first, "endedOn", .null, "2026-11-01"), from: base)
    #expect(same.commit == nil)
    let other = try wang.refusal(Sample.set(first, "endedOn", .null, "2026-11-02"), from: base)
    #expect(other.clashes.map(\.key) == ["endedOn"])
  }

  @Test(arguments: EngineUnderTest.all)
  func recordBinnedMeanwhile_isSaidToBe_byWhomAndWhen(_ engine: EngineUnderTest) throws {
    let (office, lina) = try EngineOffice.withCommunities(engine)
    let wang = try office.clerk("wang")
    let base = lina.state
    try wang.save(ChangeSet([Change(first, [.binned(from: nil, to: "twice")])]))
    let refusal = try lina.refusal(Sample.set(first, "address", .null, "安居里2号"), from: base)
    let said = refusal.words { _ in "today" }.en
    #expect(said == "\(first) is in the recycle bin (wang, today): restore it first")
    let other = try lina.refusal(
      Sample.set(RecordID(.community, 99), "address", .null, "x"), from: base)
    #expect(other.words { $0.text }.en == "m99 does not exist")
  }

  @Test(arguments: EngineUnderTest.all)
  func clash_isRefused_withBothValuesWhoAndWhen(_ engine: EngineUnderTest) throws {
    let (office, lina) = try EngineOffice.withCommunities(engine)
    let wang = try office.clerk("wang")
    let base = wang.state
    let at = Instant(seconds: Sample.at.seconds + 60)
    try lina.save(Sample.set(first, "address", .null, "安居里1号"), at: at)
    let refusal = try wang.refusal(Sample.set(first, "address", .null, "安居里2号"), from: base)
    #expect(refusal.clashes.map(\.mine) == ["安居里2号"])
    #expect(refusal.clashes.map(\.theirs) == ["安居里1号"])
    let author = refusal.authors[first]
    #expect(author?.by == "lina")
    #expect(author?.at == at)
    #expect(author?.seq == 3)
    #expect(refusal.words { $0.text }.en.contains("lina, 2026-11-24T06:33:07Z"))
    // Nothing was saved, and who was refused sees what stands against it.
    #expect(wang.state[first]?.part("address") == "安居里1号")
    #expect(try office.clerk().state.seq == 3)
    try wang.save(Sample.set(first, "address", "安居里1号", "安居里2号"))
    #expect(wang.state.seq == 4)
  }

  @Test(arguments: EngineUnderTest.all)
  func rules_areCheckedAgainAtTheHead(_ engine: EngineUnderTest) throws {
    let (office, lina) = try EngineOffice.withCommunities(engine, 2)
    var worker = Worker()
    worker.name = "王芳"
    worker.idType = .passport
    worker.idNumber = try IdentityNumber(text: "E12345678")
    try lina.save(Sample.new(worker))
    let wang = try office.clerk("wang")
    let base = wang.state

    try lina.save(Sample.community(3))
    let code = try wang.refusal(Sample.community(3), from: base)
    #expect(code.findings.map(\.rule) == ["unique"])
    #expect(code.authors[RecordID(.community, 3)]?.by == "lina")

    var organization = Organization()
    organization.name = "安居助残服务社"
    organization.tier = Dated(.registered)
    organization.reach = Dated(.community)
    organization.status = Dated(.active)
    organization.community = Dated(first)
    organization.uscc = try CreditCode(text: "52110105MJ00001X04")
    try lina.save(Sample.new(organization))
    organization.name = "永丰助残服务社"
    let credit = try wang.refusal(Sample.new(organization), from: base)
    #expect(credit.findings.map(\.rule) == ["unique"])
    #expect(credit.authors[RecordID(.organization, 1)]?.by == "lina")

    var post = Assignment()
    post.worker = RecordID(.worker, 1)
    post.community = first
    post.role = .socialWorker
    post.since = try CivilDate(text: "2026-11-01")
    post.primary = true
    try lina.save(Sample.new(post))
    post.community = RecordID(.community, 2)
    let primary = try wang.refusal(Sample.new(post), from: base)
    #expect(primary.findings.map(\.rule) == ["one-primary"])

    _ = try lina.set(RecordID(.community, 2), "endedOn", .null, "2026-10-01")
    post.primary = nil
    let ended = try wang.refusal(Sample.new(post), from: base)
    #expect(ended.findings.map(\.rule) == ["community-active"])
    #expect(wang.state.contents == lina.state.contents)
    #expect(try office.clerk().state.contents == lina.state.contents)
  }

  @Test(arguments: EngineUnderTest.all)
  func nothingLeftToSave_givesNoCommit(_ engine: EngineUnderTest) throws {
    let (office, lina) = try EngineOffice.withCommunities(engine)
    let wang = try office.clerk("wang")
    let base = wang.state
    let set = Sample.set(first, "address", .null, "安居里1号")
    try lina.save(set)
    let appended = try wang.save(set, from: base)
    #expect(appended.commit == nil)
    #expect(appended.state.seq == 3)
    #expect(appended.news?.commits.map(\.seq) == [3])
    #expect(try lina.news() == nil)
    #expect(try office.clerk().state.seq == 3)
  }

  @Test(arguments: EngineUnderTest.all)
  func record_nobodyMade_orBinnedMeanwhile_isMissing(_ engine: EngineUnderTest) throws {
    let (office, lina) = try EngineOffice.withCommunities(engine)
    let wang = try office.clerk("wang")
    let base = wang.state
    try lina.save(ChangeSet([Change(first, [.binned(from: nil, to: "误")])]))
    for id in [first, RecordID(.community, 9)] {
      let refusal = try wang.refusal(Sample.set(id, "address", .null, "安居里1号"), from: base)
      #expect(refusal.cause == .missing(id))
    }
  }

  @Test(arguments: EngineUnderTest.all)
  func readOnly_refusesToAppend_andSeesEverything(_ engine: EngineUnderTest) throws {
    let office = try EngineOffice(engine)
    let lina = try office.clerk()
    let reader = try office.clerk("wang", .reading)
    #expect(throws: StoreError.readOnly) { try reader.save(Sample.community(1)) }
    try lina.save(Sample.community(1))
    #expect(try reader.news()?.commits.map(\.seq) == [2])
    #expect(try reader.engine.changes(after: 0, limit: .max).count == 2)
    #expect(reader.state.contents == lina.state.contents)
  }

  // MARK: wait and news

  @Test(arguments: EngineUnderTest.all)
  func news_areTheOthersChanges_inOrderAndOnce(_ engine: EngineUnderTest) throws {
    let office = try EngineOffice(engine)
    let (lina, wang) = (try office.clerk(), try office.clerk("wang"))
    #expect(try lina.news() == nil)
    let commits = try (1...3).map { try lina.save(Sample.community($0)).commit }
    #expect(try lina.news() == nil)  // one's own are none
    let news = try #require(try wang.news())
    #expect(news.commits == commits)
    #expect(news.state.contents == lina.state.contents)
    #expect(try wang.news() == nil)
    try lina.save(Sample.community(4))
    let loaded = try wang.engine.load()
    #expect(loaded.state.seq == 5)
    #expect(try wang.news() == nil)  // loading has seen it
  }

  @Test(arguments: EngineUnderTest.all)
  func wait_endsByNewsByWakeAndByTime(_ engine: EngineUnderTest) throws {
    let office = try EngineOffice(engine)
    let (lina, wang) = (try office.clerk(), try office.clerk("wang"))
    let (wake, bell) = try FileDescriptor.pipe()
    defer {
      try? wake.close()
      try? bell.close()
    }
    func settle() throws {
      while try wang.engine.wait(wake, .zero) == .news { _ = try wang.news() }
    }
    try settle()
    #expect(try wang.engine.wait(wake, .zero) == .timeout)
    for serial in 1...3 {
      try lina.save(Sample.community(serial))
      #expect(try wang.engine.wait(wake, nil) == .news)
      #expect(try wang.news()?.commits.map(\.seq) == [serial + 1])
      try settle()
    }
    try bell.writeAll([1])
    #expect(try wang.engine.wait(wake, nil) == .woken)
  }

  /// Nobody has to have waited for what came before.
  @Test(arguments: EngineUnderTest.all)
  func wait_forTheFirstTime_missesNothing(_ engine: EngineUnderTest) throws {
    let office = try EngineOffice(engine)
    let (lina, wang) = (try office.clerk(), try office.clerk("wang"))
    let (wake, bell) = try FileDescriptor.pipe()
    try lina.save(Sample.community(1))
    #expect(try wang.engine.wait(wake, nil) == .news)
    #expect(try wang.news()?.commits.map(\.seq) == [2])
    try wake.close()
    try bell.close()
  }

  // MARK: all of it

  @Test(arguments: EngineUnderTest.all, 1...4 as ClosedRange<UInt64>)
  func clerks_atRandom_endInOneState(_ engine: EngineUnderTest, seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let office = try EngineOffice(engine)
    let clerks = try ["lina", "wang", "zhao"].map { try office.clerk($0) }
    for serial in 1...3 { try clerks[0].save(Sample.community(serial)) }
    var saved = 3
    for _ in 1...60 {
      let clerk = clerks.randomElement(using: &random) ?? clerks[0]
      if Int.random(in: 0..<4, using: &random) == 0 { _ = try clerk.news() }
      let id = RecordID(.community, Int.random(in: 1...3, using: &random))
      let key = ["address", "note", "chair"].randomElement(using: &random) ?? "note"
      let value = JSON.string("\(Int.random(in: 1...9, using: &random))号")
      guard let before = clerk.state[id]?.part(key) else { continue }  // not heard of yet
      do throws(StoreError) {
        if try clerk.set(id, key, before, value).commit != nil { saved += 1 }
      } catch {
        guard case .refused = error else { throw error }
        _ = try clerk.news()
      }
    }
    for clerk in clerks { _ = try clerk.news() }
    #expect(clerks[0].state.seq == saved + 1, "seed \(seed)")
    let commits = try clerks[0].engine.changes(after: 0, limit: .max)
    #expect(commits.map(\.seq) == Array(1...saved + 1), "seed \(seed)")
    for clerk in try clerks + [office.clerk()] {
      #expect(clerk.state.contents == clerks[0].state.contents, "seed \(seed)")
      #expect(try clerk.engine.changes(after: 0, limit: .max) == commits, "seed \(seed)")
    }
  }
}
