@testable import RegistryExchange
import RegistryModel
import RegistryTestSupport
import Testing

/// Which record a row of an import means.
@Suite("Recognition of rows")
struct RecognitionTests: Importing {
  @Test("an id names the record, whatever the row says else; one that names none is refused")
  func ids() throws {
    var registry = try registry()
    try registry.append(
      try #require(
        plan(
          .organization,
          "名称,管理方式,备案编号,社区\n合唱团,备案,2020-001,文苑\n棋社,台账,,石塘\n旧社,台账,,石塘\n", registry
        ).changeSet))
    let old = RecordID(.organization, 3)
    try registry.append(ChangeSet([Change(old, [.binned(from: nil, to: "录错")])]))
    let renamed = plan(.organization, "id,名称,社区\no1,老合唱团,文苑\n,书画社,文苑\n", registry)
    #expect(problems(renamed).first?.contains("Tier is missing") == true)
    #expect(renamed.counts == .init(updated: 1, bad: 1))
    let partial = plan(.organization, "id,成员数\no2,31\no1,\n", registry)
    #expect(partial.counts == .init(updated: 1, same: 1))
    #expect(partial.changeSet?.changes.map(\.id.description) == ["o2"])
    let refused = plan(
      .organization,
      "id,名称,管理方式,备案编号,社区\no9,甲,备案,,文苑\nm1,乙,备案,,文苑\n7,丙,备案,,文苑\no3,旧社,台账,,石塘\n"
        + "o1,外区棋社,备案,2019-777,石塘\n", registry)
    #expect(refused.counts == .init(bad: 5))
    #expect(
      refused.problems.map { String($0.reason.en.prefix(34)) } == [
        "no organization has this id: leave", "no organization has this id: leave",
        "no organization has this id: leave", "the record is in the recycle bin: ",
        "in this registry the id is that of",
      ])
    // Codes are a community's only keys: from elsewhere it is told by its name.
    let elsewhere = plan(
      .community, "id,区划代码,名称,委员会类型\nm1,110105001001,关东店社区居委会,居委会\n", registry)
    #expect(elsewhere.counts == .init(bad: 1), "\(problems(elsewhere))")
    let recoded = plan(.community, "id,区划代码,名称\nm1,330199001009,安居社区居委会\n", registry)
    #expect(recoded.counts == .init(updated: 1), "\(problems(recoded))")
    let twice = plan(.organization, "id,名称,社区\no1,甲,文苑\no1,乙,文苑\n", registry)
    #expect(
      problems(twice) == ["f.csv:3: \"乙\": line 2 has the same record, o1, with other values"])
    let filed = plan(
      .organization, "名称,管理方式,备案编号,社区\n甲,备案,2026-1,文苑\n乙,备案,2026-1,文苑\n", registry)
    #expect(
      filed.problems.map(\.reason) == [
        Words(
          "line 2 has the same record, Filing number 2026-1, with other values",
          "与第 2 行是同一条记录 (备案编号 2026-1)，但内容不同")
      ])
    let numbered = plan(
      .worker, "姓名,身份证号\n王敏,110101190001010014\n王兰,110101190001010014\n", registry)
    let reason = numbered.rows[1].problems.first?.reason.en ?? ""
    #expect(reason.contains("110***********0014") && !reason.contains("110101190001010014"))
  }

  @Test("workers: ID number first, else name and phone; masks are never stored")
  func workers() throws {
    var registry = try registry()
    let file = """
      姓名,身份证号,手机,入职日期
      王敏,110101190001010014,13812071612,2020-01-01
      王敏,110101190001010022,13812071613,2020-01-01
      李红,,65001234,2020.5
      """
    try registry.append(try #require(plan(.worker, file, registry).changeSet))
    #expect(registry.state.workers[3]?.record.phone?.first?.description == "0571-65001234")
    let again = plan(
      .worker,
      """
      姓名,身份证号,手机,学历
      王敏,110***********0014,138****1612,
      李红,12010119000101018X,0571-65001234,本科
      """, registry)
    #expect(problems(again) == [])
    #expect(again.counts == .init(updated: 1, same: 1))
    let bad = plan(
      .worker,
      """
      姓名,身份证号,手机
      王敏,110***********0099,138****1612
      王敏,,138****1612
      王敏,,138****9999
      李红,,138****9999
      赵云,1.10101E+17,13812071614
      赵云,110101190001010015,13812071614
      """, registry)
    #expect(
      problems(bad) == [
        "f.csv:2: 身份证号 \"110***********0099\": the number is masked: a new record needs it in full",
        "f.csv:2: 手机 \"138****1612\": the number is masked: a new record needs it in full",
        "f.csv:4: 手机 \"138****9999\": the number is masked: a new record needs it in full",
        "f.csv:5: 手机 \"138****9999\": the number is masked: a new record needs it in full",
        "f.csv:6: 身份证号 \"1.10101E+17\": a spreadsheet shortened this number and its digits "
          + "are lost: make the column text in the original file and save it again",
        "f.csv:7: 身份证号 \"110***********0015\": check digit (position 18): must be 4 after "
          + "these 17 digits",
      ])
    #expect(bad.counts == .init(same: 1, bad: 5))
    let masked = plan(
      .worker, "姓名,身份证号,手机\n王敏,110101190001010014,138****9999\n", registry)
    #expect(
      problems(masked) == [
        "f.csv:2: 手机 \"138****9999\": the masked number does not match the record: write it in full"
      ])
    let compared = plan(
      .worker, "姓名,身份证号,性别,出生日期\n孙丽,110101190006150067,女,1900.6.16\n", registry)
    #expect(
      compared.rows[0].warnings.map(\.column)
        == ["出生日期", "身份证号", nil, nil])
  }

  @Test("twice in one file: the same is the same, other values are an error, a name is a twin")
  func twice() throws {
    let text = """
      序号,名称,管理方式,备案编号,社区
      1,邻里互助会,备案,2020-001,文苑
      2,邻里互助会,备案,2020-001,文苑
      3,邻里互助会,备案,2020-001,石塘
      4,文苑社区邻里互助社,备案,2020-002,文苑
      """
    let plan = plan(.organization, text, try registry())
    // Numbers of the rows are not what they say.
    #expect(plan.counts == .init(new: 2, same: 1, bad: 1))
    #expect(
      problems(plan) == [
        "f.csv:4: \"邻里互助会\": line 2 has the same record, Filing number 2020-001, with other values"
      ])
    #expect(plan.rows[3].warnings.first?.rule == "twin")
    #expect(plan.rows[3].warnings.first?.reason.en == "75% like line 2")
  }

  @Test("a record in the recycle bin is not changed, and pointed to")
  func binned() throws {
    var registry = try registry()
    let id = RecordID(.community, 3)
    try registry.append(ChangeSet([Change(id, [.binned(from: nil, to: "录错")])]))
    let plan = plan(.community, "代码,名称\n330199002002,文苑\n", registry)
    #expect(plan.counts == .init(new: 1))
    #expect(
      plan.rows[0].warnings.first?.reason.en.hasPrefix("m3 in the recycle bin") == true)
  }

  @Test("a lesser key decides only where one of the two has no surer one")
  func ranks() throws {
    var registry = try registry()
    try registry.append(
      try #require(
        plan(
          .organization, "名称,管理方式,备案编号,社区\n合唱团,备案,2020-001,文苑\n棋社,备案,,文苑\n", registry
        ).changeSet))
    let plan = plan(
      .organization,
      "名称,管理方式,备案编号,社区\n合唱团,备案,2020-009,文苑\n棋社,备案,2020-010,文苑\n合唱团,备案,,文苑\n", registry)
    #expect(
      problems(plan) == [
        "f.csv:4: \"合唱团\": this row matches 2 records; write the id of one: o1, line 2"
      ])
    #expect(plan.counts == .init(new: 1, updated: 1, bad: 1))
    #expect(plan.rows[0].warnings.first?.reason.en == "100% like 合唱团 (2020-001)")
    guard case .updated(RecordID(.organization, 2), let fields) = plan.rows[1].outcome else {
      Issue.record("\(plan.rows[1])")
      return
    }
    #expect(fields == ["filingNumber"])
  }
}
