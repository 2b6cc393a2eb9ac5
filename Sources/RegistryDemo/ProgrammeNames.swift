import RegistryModel

/// What programmes are called and residents ask for.
enum ProgrammeNames {
  /// A programme: its name after the community's, its area and whom it is for.
  struct Theme: Sendable {
    let name: String
    let area: ServiceArea
    let groups: [TargetGroup]

    init(_ name: String, _ area: ServiceArea, _ groups: TargetGroup...) {
      (self.name, self.area, self.groups) = (name, area, groups)
    }
  }

  static let themes: [Theme] = [
    Theme("银龄守护", .communityCare, .elders),
    Theme("暖心助餐", .communityCare, .elders, .poor),
    Theme("四点半课堂", .socialIntegration, .children),
    Theme("青春同行", .socialIntegration, .children),
    Theme("邻里议事厅", .participation, .all),
    Theme("和谐邻里", .relationshipAdjustment, .all),
    Theme("美丽楼道", .communityDevelopment, .all),
    Theme("困境家庭帮扶", .resourceProvision, .disabled, .poor),
    Theme("助残同心", .resourceProvision, .disabled),
    Theme("新市民融入", .socialIntegration, .migrants),
    Theme("巾帼互助", .relationshipAdjustment, .women),
    Theme("向阳新生", .drugRehabilitation, .rehabilitation),
    Theme("归航", .communityCorrection, .corrections),
    Theme("老兵驿站", .participation, .veterans),
    Theme("心灵花园", .communityCare, .mentalIllness),
    Theme("志愿服务孵化", .communityDevelopment, .all),
  ]

  /// What is asked for, and of which topic it is.
  static let needs: KeyValuePairs<String, NeedTopic> = [
    "增设老年助餐点": .elderCare, "独居老人每周探访": .elderCare, "延长日间照料时间": .elderCare,
    "放学后无人照看": .childCare, "暑期托管班": .childCare, "增设婴幼儿照护点": .childCare,
    "无障碍坡道改造": .disability, "康复器材借用": .disability,
    "慢性病健康讲座": .health, "家庭医生上门": .health, "心理咨询服务": .health,
    "低保家庭临时救助": .relief, "困难家庭学费资助": .relief,
    "家政技能培训": .employment, "零工信息发布": .employment,
    "增加文化活动场地": .culture, "老年大学书法班": .culture, "广场舞噪声协调": .neighbours,
    "楼道加装扶手": .neighbours, "物业费纠纷调解": .neighbours, "停车位协商": .neighbours,
    "电动车充电桩": .environment, "垃圾分类点改造": .environment, "夜间照明不足": .environment,
    "便民缝补修理": .convenience, "代办证件服务": .convenience, "快递柜增设": .convenience,
    "禁毒宣传进社区": .addiction, "社区康复人员就业": .addiction,
    "宠物文明饲养": .other,
  ]

  /// Why a need is declined.
  static let reasons = ["现有场地不足，暂不具备条件", "不属于社区服务范围", "与已有服务重复"]
}
