import RegistryModel
import SystemPackage
import Testing

@testable import RegistryStore

/// Two clerks, two engines, one registry.
struct MergeTests {
  let directory = TemporaryDirectory()
  let lina: RegistryDirectory
  let wang: RegistryDirectory
  let community = RecordID(.community, 1)

  init() throws {
    lina = try Sample.make(in: directory)
    try lina.append(Sample.community(1))
    wang = try Sample.open(lina.layout.root, as: "wang")
  }

  private func refusal(_ save: () throws(StoreError) -> Void) -> Refusal? {
    do throws(StoreError) {
      try save()
      return nil
    } catch {
      if case .refused(let refusal) = error { return refusal }
      Issue.record("\(error.words.en)")
      return nil
    }
  }

  private func save(
    _ registry: RegistryDirectory, _ set: ChangeSet, from base: RegistryState, by account: String,
    at: Instant = Sample.at
  ) throws(StoreError) -> Appended {
    try registry.append(set, from: base, by: account, at: at, today: Sample.today)
  }

  @Test func code_takenMeanwhile_isRefusedNamingWhoAndWhen() throws {
    let base = wang.head
    let at = Instant(seconds: Sample.at.seconds + 60)
    _ = try save(lina, Sample.community(2), from: lina.head, by: "lina", at: at)
    let refusal = refusal { () throws(StoreError) in
      _ = try save(wang, try! Sample.community(2), from: base, by: "wang")
    }
    guard case .rules(let findings)? = refusal?.cause else {
      Issue.record("not refused by a rule")
      return
    }
    #expect(findings.map(\.rule) == ["unique"])
    let author = refusal?.authors[RecordID(.community, 2)]
    #expect(author?.by == "lina")
    #expect(author?.at == at)
    #expect(author?.seq == 3)
    #expect(refusal?.words.en.contains("lina, 2026-11-24T06:33:07Z") == true)
    #expect(wang.head.communities.count == 2)
    #expect(try Sample.open(lina.layout.root).head.seq == 3)
  }

  @Test func fields_ofOneRecord_mergeFieldByField() throws {
    let base = wang.head
    try lina.append(Sample.set(community, "name", "第1社区居委会", "安居社区居委会"))
    let appended = try save(
      wang, Sample.set(community, "address", .null, "安居里1号"), from: base, by: "wang")
    #expect(appended.news?.commits.map(\.by) == ["lina"])
    #expect(appended.news?.state.communities[1]?.record.name == "安居社区居委会")
    let record = appended.state.communities[1]?.record
    #expect(record?.name == "安居社区居委会")
    #expect(record?.address == "安居里1号")
    #expect(appended.commit?.seq == 4)
  }

  @Test func field_setByBoth_comesBackWithBothValues() throws {
    let base = wang.head
    try lina.append(Sample.set(community, "address", .null, "安居里1号"))
    let before = try Bytes.tree(lina.layout.root)
    let refusal = refusal { () throws(StoreError) in
      _ = try save(
        wang, Sample.set(community, "address", .null, "安居里2号"), from: base, by: "wang")
    }
    guard case .clashes(let clashes)? = refusal?.cause else {
      Issue.record("no clash")
      return
    }
    #expect(clashes.map(\.mine) == ["安居里2号"])
    #expect(clashes.map(\.theirs) == ["安居里1号"])
    #expect(refusal?.authors[community]?.by == "lina")
    var after = try Bytes.tree(lina.layout.root)
    after["LOCK"] = before["LOCK"]  // it names its last holder
    #expect(after == before)
  }

  @Test func field_setAlikeByBoth_hasNothingToSave() throws {
    let base = wang.head
    let set = Sample.set(community, "address", .null, "安居里1号")
    try lina.append(set)
    let appended = try save(wang, set, from: base, by: "wang")
    #expect(appended.commit == nil)
    #expect(appended.state.seq == 3)
  }

  @Test func group_movedByTheOther_mergesAsAWhole() throws {
    let ended = ChangeSet([
      Change(
        community,
        [
          Setting("endedOn", before: .null, after: "2026-11-01"),
          Setting("note", before: .null, after: "并入第2社区"),
        ])
    ])
    let base = wang.head
    try lina.append(ended)
    // Same day typed by both falls away; the other field of no group is free.
    let appended = try save(
      wang, Sample.set(community, "endedOn", .null, "2026-11-01"), from: base, by: "wang")
    #expect(appended.commit == nil)
    let refusal = refusal { () throws(StoreError) in
      _ = try save(
        wang, Sample.set(community, "endedOn", .null, "2026-11-02"), from: base, by: "wang")
    }
    guard case .clashes(let clashes)? = refusal?.cause else {
      Issue.record("no clash")
      return
    }
    #expect(clashes.map(\.key) == ["endedOn"])
  }

  @Test func group_halfMovedByTheOther_clashes() throws {
    var assignment = Worker()
    assignment.name = "王芳"
    assignment.idType = .passport
    assignment.idNumber = try IdentityNumber(text: "E12345678")
    try lina.append(
      ChangeSet([Change(RecordID(.worker, -1), isNew: true, assignment.settings(from: nil))]))
    _ = try wang.news()
    let base = wang.head
    let worker = RecordID(.worker, 1)
    try lina.append(Sample.set(worker, "licenceNumber", .null, "2020110000001"))
    let refusal = refusal { () throws(StoreError) in
      _ = try save(
        wang, Sample.set(worker, "licenceLevel", .null, "assistant"), from: base, by: "wang")
    }
    guard case .clashes(let clashes)? = refusal?.cause else {
      Issue.record("no clash")
      return
    }
    #expect(clashes.map(\.key) == ["licenceLevel"])
  }

  @Test func records_madeByBoth_getTheirOwnFinalIds() throws {
    let base = wang.head
    try lina.append(Sample.community(2))
    let appended = try save(wang, Sample.community(3), from: base, by: "wang")
    #expect(appended.commit?.set.changes.map(\.id) == [RecordID(.community, 3)])
  }

  @Test func line_cutByItsWriter_makesReadersLoadAnew() throws {
    let before = try Bytes.of(lina.layout.segment(1))
    try lina.append(Sample.community(2))
    #expect(try wang.news()?.commits.count == 1)
    try Bytes.write(before, to: lina.layout.segment(1))
    let news = try #require(try wang.news())
    #expect(news.commits.isEmpty)
    #expect(news.state.seq == 2)
    // The writer itself sees it too, before it appends.
    try lina.append(Sample.community(3))
    #expect(try wang.news()?.commits.map(\.seq) == [3])
    #expect(wang.head.contents == lina.head.contents)
  }

  @Test func line_cutAndTornBehind_isCutBeforeTheNextAppend() throws {
    let before = try Bytes.of(lina.layout.segment(1))
    try lina.append(Sample.community(2))
    try Bytes.write(before + Array("{\"seq\":3,".utf8), to: lina.layout.segment(1))
    let appended = try lina.append(Sample.community(4))
    let kept = lina.layout.torn(1, offset: before.count, copy: 0)
    #expect(appended.notices == [.cutLine(lina.layout.segment(1), kept: kept)])
    #expect(appended.news?.commits.isEmpty == true)
    #expect(try Sample.open(lina.layout.root).head.contents == lina.head.contents)
  }
}
