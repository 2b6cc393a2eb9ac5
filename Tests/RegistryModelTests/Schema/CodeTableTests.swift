import Testing

@testable import RegistryModel

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
      NeedTopic.self,
      """
      1 elderCare 养老助餐 · 2 childCare 托管育儿 · 3 disability 助残康复 · 4 health 健康 · 5 relief 困难帮扶 \
      · 6 employment 就业 · 7 culture 文体教育 · 8 neighbours 邻里物业 · 9 environment 环境安全 \
      · 10 convenience 便民服务 · 11 addiction 禁毒矫正 · 99 other 其他
      """
    ),
    (
      NeedSource.self,
      "1 meeting 居民议事 · 2 visit 入户走访 · 3 hotline 热线 · 4 online 网络 · 5 survey 调查 · 9 other 其他"
    ),
    (NeedStatus.self, "1 open 待回应 · 2 taken 已认领 · 3 met 已办结 · 4 declined 不予采纳 · 5 referred 已转办"),
    (ProgrammeForm.self, "1 project 项目 · 2 station 社工站"),
    (
      ProgrammeStatus.self,
      "1 proposed 申报 · 2 approved 立项 · 3 running 实施中 · 4 finished 已结项 · 5 terminated 终止 · 6 rejected 未立项"
    ),
    (
      ProgrammeFunding.self,
      "1 purchase 政府购买 · 2 subsidy 财政补助 · 3 venture 公益创投 · 4 charity 慈善捐赠 · 5 own 自筹 · 9 other 其他"
    ),
    (
      ActivityKind.self,
      """
      1 case 个案 · 2 group 小组 · 3 event 社区活动 · 4 visit 走访 · 5 consultation 咨询 · 6 referral 转介 \
      · 7 training 培训 · 8 supervision 督导
      """
    ),
    (Grade.self, "1 excellent 优秀 · 2 good 良好 · 3 pass 合格 · 4 basic 基本合格 · 5 fail 不合格"),
    (
      TargetGroup.self,
      """
      1 all 全体居民 · 2 elders 老年人 · 3 children 儿童青少年 · 4 women 妇女 · 5 disabled 残疾人 \
      · 6 poor 困难群众 · 7 migrants 流动人口 · 8 veterans 退役军人 · 9 rehabilitation 社区戒毒社区康复人员 \
      · 10 corrections 社区矫正对象 · 11 leftBehind 留守人员 · 12 mentalIllness 精神障碍患者 · 99 other 其他
      """
    ),
  ]

  @Test("hold the same numbers, words and names", arguments: tables.indices)
  func table(place: Int) {
    let (table, printed) = Self.tables[place]
    let entries = table.entries.map { "\($0.number) \($0.word) \($0.label.chinese)" }
    #expect(entries.joined(separator: " · ") == printed)
  }

  @Test("services are proposed by class: 1 to 1, 2 to 4, 3 to 1 and 4, 4 to 3, 5 to 1")
  func proposals() {
    let numbers = ActivityClass.allCases.map { Service.proposed(by: $0).map(\.number) }
    #expect(numbers == [[1], [4], [1, 4], [3], [1], []])
  }

  @Test("the topic of a need makes some service areas clear: 5 to 1, 8 to 2, 11 to 4")
  func areas() {
    let numbers = NeedTopic.allCases.map { $0.serviceArea?.number }
    #expect(numbers == [nil, nil, nil, nil, 1, nil, nil, 2, nil, nil, 4, nil])
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
