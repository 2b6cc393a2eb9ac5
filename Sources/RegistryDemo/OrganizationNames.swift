import RegistryModel

/// What community organizations are called and what they do.
enum OrganizationNames {
  /// One activity: the name after the community's, its class and services.
  struct Activity: Sendable {
    let name: String
    let activityClass: ActivityClass
    let services: [Service]
    /// Found in villages, in towns, or in both (nil).
    var isRural: Bool?

    init(
      _ name: String, _ activityClass: ActivityClass, _ services: Service..., rural: Bool? = nil
    ) {
      self.name = name
      self.activityClass = activityClass
      self.services = services
      isRural = rural
    }
  }

  static let activities: [Activity] = [
    Activity("老年协会", .mutualAid, .socialServices, .entertainment),
    Activity("邻里互助会", .mutualAid, .socialServices, .charity),
    Activity("志愿服务队", .charity, .socialServices, .charity),
    Activity("合唱团", .cultureSport, .entertainment),
    Activity("舞蹈队", .cultureSport, .entertainment),
    Activity("太极拳队", .cultureSport, .healthcare, .entertainment),
    Activity("书画社", .cultureSport, .entertainment),
    Activity("治安巡逻队", .publicService, .socialServices),
    Activity("环境卫生监督队", .publicService, .socialServices),
    Activity("人民调解会", .publicService, .socialServices),
    Activity("助老服务站", .publicService, .socialServices, .healthcare),
    Activity("家庭医生之友社", .publicService, .healthcare),
    Activity("慈善帮扶会", .charity, .charity),
    Activity("残疾人互助社", .mutualAid, .socialServices, .charity),
    Activity("儿童之家", .publicService, .socialServices, .entertainment),
    Activity("四点半课堂", .publicService, .socialServices, rural: false),
    Activity("读书会", .cultureSport, .entertainment, rural: false),
    Activity("摄影社", .cultureSport, .entertainment, rural: false),
    Activity("棋牌社", .cultureSport, .entertainment),
    Activity("乒乓球队", .cultureSport, .entertainment),
    Activity("门球队", .cultureSport, .entertainment),
    Activity("越剧社", .cultureSport, .entertainment),
    Activity("民乐队", .cultureSport, .entertainment),
    Activity("锣鼓队", .cultureSport, .entertainment, rural: true),
    Activity("龙舟队", .cultureSport, .entertainment, rural: true),
    Activity("红白理事会", .mutualAid, .socialServices, rural: true),
    Activity("茶叶种植服务社", .ruralTechnology, .socialServices, rural: true),
    Activity("蔬菜种植技术服务站", .ruralTechnology, .socialServices, rural: true),
    Activity("农机服务队", .ruralTechnology, .socialServices, rural: true),
    Activity("用水协会", .ruralTechnology, .socialServices, rural: true),
    Activity("妇女之家", .mutualAid, .socialServices),
    Activity("巾帼志愿队", .charity, .charity),
    Activity("退役军人服务队", .charity, .socialServices, .charity),
    Activity("红十字救护队", .publicService, .healthcare),
    Activity("心理关爱社", .publicService, .healthcare, rural: false),
    Activity("健康自管小组", .mutualAid, .healthcare),
    Activity("养犬自律会", .mutualAid, .socialServices, rural: false),
    Activity("楼道互助小组", .mutualAid, .socialServices, rural: false),
    Activity("垃圾分类宣传队", .publicService, .socialServices),
    Activity("议事协商会", .publicService, .socialServices),
    Activity("手工编织社", .cultureSport, .entertainment),
    Activity("缝补修理服务队", .publicService, .socialServices),
    Activity("法律援助站", .publicService, .socialServices),
    Activity("禁毒宣传队", .publicService, .socialServices),
    Activity("科普协会", .other, .entertainment),
    Activity("集邮社", .other, .entertainment, rural: false),
  ]

  /// The middle of registered service agencies' names.
  static let brands = [
    "康乐", "阳光", "同心", "春晖", "益家", "乐邻", "和风", "晨曦", "爱邻", "守望", "暖阳", "润泽", "众益",
    "橄榄枝", "蒲公英", "萤火", "彩虹", "青藤", "启航", "仁和", "博爱", "馨悦", "福寿", "云帆", "溪畔", "善行",
    "智汇", "百合", "朴门", "安伴",
  ]

  /// The end of registered service agencies' names, with what they do.
  static let agencies: [Activity] = [
    Activity("社会工作服务中心", .publicService, .socialServices),
    Activity("养老服务中心", .publicService, .socialServices, .healthcare),
    Activity("残疾人服务中心", .charity, .socialServices, .charity),
    Activity("青少年服务中心", .publicService, .socialServices, .entertainment),
    Activity("公益发展中心", .charity, .charity),
    Activity("社区营造促进中心", .publicService, .socialServices),
    Activity("艺术培训中心", .cultureSport, .entertainment),
    Activity("体育俱乐部", .cultureSport, .entertainment),
    Activity("护理站", .publicService, .healthcare),
    Activity("幼儿托管中心", .publicService, .socialServices),
  ]
}
