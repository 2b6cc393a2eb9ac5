import RegistryModel
import Testing

/// The code tables as the design prints them: number, word, Chinese name.
@Suite("Code tables of the design")
struct CodeTableTests {
  private static let tables: [(any Code.Type, String)] = [
    (
      Committee.self,
      "1 residents 居委会 · 2 villagers 村委会 · 3 residentLike 类似居委会 · 4 villageLike 类似村委会"
    ),
    (Tier.self, "1 registered 登记 · 2 filed 备案 · 3 ledger 台账"),
    (Reach.self, "1 community 本社区 · 2 town 街镇 · 3 district 全区 · 4 outside 区外"),
    (
      OrganizationStatus.self,
      """
      1 active 正常 · 2 applying 申请中 · 3 changePending 变更中 · 4 dormant 停止活动 · 5 suspended 责令停止 \
      · 6 deregistering 注销中 · 7 deregistered 已注销 · 8 revoked 已撤销
      """
    ),
    (OrganizationForm.self, "1 association 社会团体 · 2 serviceAgency 社会服务机构 · 3 foundation 基金会"),
    (
      ActivityClass.self,
      """
      1 publicService 为民服务 · 2 charity 公益慈善 · 3 mutualAid 邻里互助 · 4 cultureSport 文体娱乐 \
      · 5 ruralTechnology 农村生产技术服务 · 9 other 其他
      """
    ),
    (
      Service.self,
      "1 socialServices 社会服务 · 2 healthcare 医疗卫生 · 3 entertainment 文体娱乐 · 4 charity 公益慈善"
    ),
    (
      Role.self,
      """
      10 partyMember 党组织成员 · 20 committeeMember 居(村)委会成员 · 30 communityStaff 专职社区工作者 \
      · 40 socialWorker 社会工作者 · 50 gridWorker 网格员 · 60 drugRehabWorker 禁毒社工 · 70 volunteer 志愿者 \
      · 80 publicPost 公益性岗位 · 90 other 其他
      """
    ),
    (LicenceLevel.self, "0 none 无 · 1 assistant 助理社会工作师 · 2 socialWorker 社会工作师 · 3 senior 高级社会工作师"),
    (
      IDType.self,
      """
      1 resident 居民身份证 · 2 passport 护照 · 3 hkMacaoPermit 港澳居民来往内地通行证 \
      · 4 taiwanPermit 台湾居民来往大陆通行证 · 5 permanentResident 外国人永久居留身份证
      """
    ),
    (
      PurchaseMethod.self,
      """
      1 openTender 公开招标 · 2 invitedTender 邀请招标 · 3 negotiation 竞争性谈判 · 4 consultation 竞争性磋商 \
      · 5 singleSource 单一来源 · 6 inquiry 询价 · 7 framework 框架协议 · 8 directed 定向委托 \
      · 10 belowThreshold 限额以下自行采购 · 99 other 其他
      """
    ),
    (
      FundingSource.self,
      "1 budget 财政预算 · 2 lottery 福彩公益金 · 3 special 专项资金 · 4 donation 社会捐赠 · 9 other 其他"
    ),
    (
      PurchaseStatus.self,
      "1 planned 计划 · 2 tendering 采购中 · 3 contracted 已签约 · 4 completed 已验收 · 5 terminated 已终止"
    ),
    (PaymentCondition.self, "1 signing 签约后 · 2 midTerm 中期评估后 · 3 final 末期评估后 · 9 other 其他"),
    (Grade.self, "1 excellent 优秀 · 2 good 良好 · 3 pass 合格 · 4 basic 基本合格 · 5 fail 不合格"),
    (CreditList.self, "0 none 无 · 1 abnormal 活动异常名录 · 2 serious 严重违法失信名单"),
  ]

  @Test("hold the same numbers, words and names", arguments: tables.indices)
  func table(place: Int) {
    let (table, printed) = Self.tables[place]
    let entries = table.entries.map { "\($0.number) \($0.word) \($0.label.chinese)" }
    #expect(entries.joined(separator: " · ") == printed)
  }

  @Test("grades are proposed by score: from 90, 80, 70, 60, else a fail")
  func grades() throws {
    let scores = ["100", "90", "89.9", "80", "79.9", "70", "69.9", "60", "59.9", "0"]
    let grades = try scores.map { Grade.proposed(by: try Percent(text: $0)).number }
    #expect(grades == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5])
  }

  @Test("services are proposed by class: 1 to 1, 2 to 4, 3 to 1 and 4, 4 to 3, 5 to 1")
  func proposals() {
    let numbers = ActivityClass.allCases.map { Service.proposed(by: $0).map(\.number) }
    #expect(numbers == [[1], [4], [1, 4], [3], [1], []])
  }

  @Test func `short words are short, and tell the values of a table apart`() {
    for (table, _) in Self.tables {
      for language in Language.allCases {
        let shorts = table.entries.map { $0.short[language] }
        #expect(Set(shorts).count == shorts.count, "\(shorts)")
        let isShort = shorts.allSatisfy { $0.count <= (language == .en ? 10 : 3) }
        #expect(isShort, "\(shorts)")
      }
    }
  }
}
