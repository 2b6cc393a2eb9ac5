import RegistryModel
import RegistryTestSupport
import SystemPackage
import Testing

@testable import RegistryStore

/// What an engine promises beside load, changes, append and wait: who and when, where it stands, what is
/// gone, chores, drafts, check and backup.
@Suite(.timeLimit(.minutes(10)))
struct EngineSeamTests {
  private let first = RecordID(.community, 1)

  // MARK: who and when

  @Test(arguments: EngineUnderTest.all)
  func identity_isOneForAllHandles_andOfNoOtherRegistry(_ engine: EngineUnderTest) throws {
    let (office, other) = (try EngineOffice(engine), try EngineOffice(engine))
    let handle = try office.open()
    #expect(try handle.identity == office.open("wang", .reading).identity)
    #expect(try handle.identity.id != other.open().identity.id)
    #expect(handle.identity.format == RegistryIdentity.format)
    #expect(!handle.identity.placeName.isEmpty)
  }

  @Test(arguments: EngineUnderTest.all)
  func append_isByTheHandlesAccount_atTheEnginesClock(_ engine: EngineUnderTest) throws {
    let (office, _) = try EngineOffice.withCommunities(engine)
    let wang = try office.clerk("wang")
    #expect(wang.engine.account == "wang")
    let (at, today) = (Instant(seconds: Sample.at.seconds + 86_400), Sample.today.adding(days: 1))
    office.clock.set(at, today)
    #expect(wang.engine.today == today)
    let commit = try wang.engine.append(Sample.community(2), from: wang.state).commit
    #expect((commit?.by, commit?.at) == ("wang", at))
  }

  /// The clock of a machine may be put back, and that of another be wrong.
  @Test(arguments: EngineUnderTest.all)
  func append_isNeverDatedBeforeTheLineBeforeIt(_ engine: EngineUnderTest) throws {
    let (office, lina) = try EngineOffice.withCommunities(engine)
    let wang = try office.clerk("wang")
    let (late, early) = (
      Instant(seconds: Sample.at.seconds + 3600), Instant(seconds: Sample.at.seconds - 3600)
    )
    try lina.save(Sample.community(2), at: late)
    // Another's line, one's own, and one that was only loaded.
    #expect(try wang.save(Sample.community(3), at: early).commit?.at == late)
    #expect(try wang.save(Sample.community(4), at: early).commit?.at == late)
    #expect(try office.clerk().save(Sample.community(5), at: early).commit?.at == late)
    let later = Instant(seconds: late.seconds + 1)
    #expect(try lina.save(Sample.community(6), at: later).commit?.at == later)
  }

  // MARK: where it stands

  @Test(arguments: EngineUnderTest.all)
  func place_isTheLastLine_evenBeforeItIsLoaded(_ engine: EngineUnderTest) throws {
    let (office, lina) = try EngineOffice.withCommunities(engine)
    let wang = try office.clerk("wang")
    let place = try #require(lina.engine.place)
    #expect(place.seq == 2 && place == wang.engine.place)
    let handle = try office.open()
    #expect(handle.place == place)
    #expect(handle.head.seq == 0)
    let saved = try lina.save(Sample.community(2))
    #expect(lina.engine.head.contents == saved.state.contents)
    #expect(lina.engine.place?.seq == 3)
    #expect(lina.engine.place?.sha256 != place.sha256)
    #expect(wang.engine.place == place)  // a handle is where it was until it looks
    _ = try wang.news()
    #expect(wang.engine.place == lina.engine.place)
    #expect(wang.engine.head.contents == saved.state.contents)
  }

  // MARK: what is gone

  @Test(arguments: EngineUnderTest.all)
  func lastLineGone_isReadAnew_andSaidWithOnesOwnSaves(_ engine: EngineUnderTest) throws {
    let (office, lina) = try EngineOffice.withCommunities(engine)
    let wang = try office.clerk("wang")
    let putBack = try office.registry.copy()
    try lina.save(Sample.community(2))
    try wang.save(Sample.community(3))
    try lina.save(Sample.community(4))
    try putBack()
    let news = try #require(try lina.news())
    #expect(news.commits.isEmpty && news.state.seq == 2)
    guard case .putBack(_, from: 5, to: 2, own: [3, 5]) = try #require(news.notices.first) else {
      Issue.record("\(news.notices)")
      return
    }
    #expect(lina.engine.head.contents == news.state.contents)
    // A save is refused once; then what was typed is saved on what there is.
    let refused = #expect(throws: StoreError.self) { try lina.save(Sample.community(2)) }
    guard case .putBack(_, from: 5, to: 2, own: [3, 5])? = refused else {
      Issue.record("\(refused?.words.en ?? "")")
      return
    }
    #expect(try lina.save(Sample.community(2)).commit?.seq == 3)
    #expect(try lina.news() == nil)
    #expect(try office.clerk().state.contents == lina.state.contents)
  }

  /// Nothing is built on what is left before the clerk knows of it.
  @Test(arguments: EngineUnderTest.all)
  func lastLineGone_refusesOneSave_andTakesTheNext(_ engine: EngineUnderTest) throws {
    let (office, lina) = try EngineOffice.withCommunities(engine)
    let zhao = try office.clerk("zhao")
    let putBack = try office.registry.copy()
    try lina.save(Sample.community(2))
    try putBack()
    // Others went on before this handle looked.
    for serial in 3...4 { try zhao.save(Sample.community(serial)) }
    let address = Sample.set(first, "address", .null, "安居里1号")
    let said = #expect(throws: StoreError.self) { try lina.save(address) }
    guard case .putBack(_, from: 3, to: 4, own: [3])? = said else {
      Issue.record("\(String(describing: said))")
      return
    }
    #expect(try office.clerk().state.seq == 4)
    let news = try #require(try lina.news())
    #expect(news.notices.isEmpty && news.state.contents == zhao.state.contents)
    #expect(try lina.save(address).commit?.seq == 5)
  }

  // MARK: chores and drafts

  /// Whatever there is to do beside, nothing is another for it.
  @Test(arguments: EngineUnderTest.all)
  func chores_changeNothingThatIsSaved(_ engine: EngineUnderTest) throws {
    let (office, lina) = try EngineOffice.withCommunities(engine)
    let reader = try office.clerk("wang", .reading)
    for chore in [Chore.checkpoint, .backup] {
      for moment in [ChoreMoment.working, .leaving, .ending] {
        #expect(try reader.engine.work(chore, moment) == nil)
        let work = try lina.engine.work(chore, moment)
        let note = lina.state[first]?.part("note") ?? .null
        try lina.save(Sample.set(first, "note", note, .string("\(chore), \(moment)")))
        #expect(try work?.run().isEmpty ?? true)
      }
    }
    #expect(try office.clerk().state.contents == lina.state.contents)
    #expect(try office.clerk().engine.check().damage.isEmpty)
  }

  @Test(arguments: EngineUnderTest.all)
  func drafts_areKept_whetherTheEngineHasAPlaceOrNot(_ engine: EngineUnderTest) throws {
    let office = try EngineOffice(engine)
    let spare = TemporaryDirectory()
    let draft = Draft(
      id: "0F6B1C5E-7C52-4B1A-9C0A-5B4F5E3D2A11", content: .object(of: ("name", "安居")))
    func drafts(_ access: RegistryAccess) throws -> Drafts {
      Drafts(account: "lina", in: try office.open("lina", access).draftHome, spare: spare.path)
    }
    #expect(try office.open("lina", .reading).draftHome == nil)
    let first = try drafts(.writing)
    try first.keep(draft)
    #expect(try drafts(.writing).orphans().isEmpty)  // its process lives
    first.close()
    let second = try drafts(.writing)
    #expect(second.orphans() == [draft])
    second.close()
  }

  // MARK: check and backup

  @Test(arguments: EngineUnderTest.all)
  func check_countsEverything_andJudgesByTheEnginesDay(_ engine: EngineUnderTest) throws {
    let (office, lina) = try EngineOffice.withCommunities(engine, 2)
    var organization = Organization()
    organization.name = "安居助残服务社"
    organization.tier = Dated(.registered)
    organization.reach = Dated(.community)
    organization.status = Dated(.active)
    organization.community = Dated(first)
    organization.uscc = try CreditCode(text: "52110105MJ00001X04")
    organization.registeredOn = try CivilDate(text: "2026-11-26")
    try lina.save(Sample.new(organization))
    let reader = try office.open("wang", .reading)
    let report = try reader.check()
    #expect(report.damage.isEmpty && report.exitCode == 0)
    #expect((report.changes, report.records) == (4, 5))
    #expect(report.findings.contains { $0.rule == "registered-in-future" })
    office.clock.set(Sample.at, try CivilDate(text: "2026-11-27"))
    #expect(try !reader.check().findings.contains { $0.rule == "registered-in-future" })
  }

  /// The way from one engine to another.
  @Test(arguments: EngineUnderTest.all)
  func backup_holdsAllThereIs_andIsRestoredWhole(_ engine: EngineUnderTest) throws {
    let (office, lina) = try EngineOffice.withCommunities(engine, 3)
    let wang = try office.open("wang", .reading)
    _ = try wang.load()
    try lina.save(Sample.community(4))
    let directory = TemporaryDirectory()
    let (file, copy) = (directory.path.appending("a.gz"), directory.path.appending("copy"))
    var last: WorkProgress?
    let backup = try wang.backup(to: file) { last = $0 }
    #expect((backup.seq, backup.by, backup.at) == (5, "wang", Sample.at))
    #expect((backup.registry, backup.office) == (wang.identity.id, "朝阳区"))
    #expect(backup.sha256 == lina.engine.place?.sha256)
    #expect(last.map { $0.done == $0.total } == true)
    #expect(throws: StoreError.exists(file)) { try wang.backup(to: file) { _ in } }
    _ = try RegistryDirectory.restore(file, to: copy, account: "lina")
    let restored = try Sample.open(copy)
    #expect(restored.head.contents == lina.state.contents)
    #expect(restored.place == lina.engine.place)
    #expect(try restored.changes(after: 0) == lina.engine.changes(after: 0, limit: .max))
  }
}
