/// How an organization is known to the office: 登记, 备案 or 台账.
public enum Tier: String, Code {
  case registered, filed, ledger

  /// Number and names of each case.
  public var row: CodeEntry {
    switch self {
    case .registered: row(1, "registered", "登记", short: "reg.")
    case .filed: row(2, "filed", "备案")
    case .ledger: row(3, "ledger", "台账")
    }
  }
}

/// How far an organization's work goes.
public enum Reach: String, Code {
  case community, town, district, outside

  /// Number and names of each case.
  public var row: CodeEntry {
    switch self {
    case .community: row(1, "community", "本社区")
    case .town: row(2, "town", "街镇")
    case .district: row(3, "district", "全区")
    case .outside: row(4, "outside", "区外")
    }
  }
}

/// Where an organization is in its life.
public enum OrganizationStatus: String, Code {
  case active, applying, changePending, dormant, suspended, deregistering, deregistered, revoked

  /// Number and names of each case.
  public var row: CodeEntry {
    switch self {
    case .active: row(1, "active", "正常")
    case .applying: row(2, "applying", "申请中", short: "applying", "申请")
    case .changePending: row(3, "changing", "变更中", short: "changing", "变更")
    case .dormant: row(4, "dormant", "停止活动", short: "dormant", "停止")
    case .suspended: row(5, "suspended", "责令停止", short: "suspend.", "责停")
    case .deregistering: row(6, "deregistering", "注销中", short: "closing", "待销")
    case .deregistered: row(7, "deregistered", "已注销", short: "closed", "注销")
    case .revoked: row(8, "revoked", "已撤销", short: "revoked", "撤销")
    }
  }

  /// Whether the organization is at work, if only its registration is being changed.
  public var isActive: Bool { self == .active || self == .changePending }

  /// Whether nothing follows it: the organization has ended.
  public var isFinal: Bool { self == .deregistered || self == .revoked }

  /// Whether it may take no contract from government.
  public var isBarred: Bool { isFinal || self == .suspended }
}

/// The legal form of a registered organization.
public enum OrganizationForm: String, Code {
  case association, serviceAgency, foundation

  /// Number and names of each case.
  public var row: CodeEntry {
    switch self {
    case .association: row(1, "association", "社会团体", short: "assoc.", "社团")
    case .serviceAgency: row(2, "service agency", "社会服务机构", short: "agency", "社服")
    case .foundation: row(3, "foundation", "基金会", short: "fund", "基金")
    }
  }

  /// The name in use before 2016, and the letters of registration systems.
  public static var aliases: [String: OrganizationForm] {
    [
      "民办非企业单位": .serviceAgency, "民非": .serviceAgency, "社团": .association,
      "S": .association, "M": .serviceAgency, "J": .foundation,
    ]
  }
}

/// What an organization does, after the national definition in 民发〔2017〕191号.
public enum ActivityClass: String, Code {
  case publicService, charity, mutualAid, cultureSport, ruralTechnology, other

  /// Number and names of each case.
  public var row: CodeEntry {
    switch self {
    case .publicService: row(1, "public service", "为民服务", short: "public", "为民")
    case .charity: row(2, "charity", "公益慈善", short: "charity", "公益")
    case .mutualAid: row(3, "mutual aid", "邻里互助", short: "mutual", "互助")
    case .cultureSport: row(4, "culture and sport", "文体娱乐", short: "culture", "文体")
    case .ruralTechnology: row(5, "rural technology", "农村生产技术服务", short: "rural", "农技")
    case .other: row(9, "other", "其他")
    }
  }
}

/// The four services to residents that the plan of 2016 names.
public enum Service: String, Code {
  case socialServices, healthcare, entertainment, charity

  /// Number and names of each case.
  public var row: CodeEntry {
    switch self {
    case .socialServices: row(1, "social services", "社会服务", short: "social", "社会")
    case .healthcare: row(2, "healthcare", "医疗卫生", short: "health", "医疗")
    case .entertainment: row(3, "entertainment", "文体娱乐", short: "leisure", "文体")
    case .charity: row(4, "charity", "公益慈善", short: "charity", "公益")
    }
  }

  /// What is proposed for a class.
  public static func proposed(by activityClass: ActivityClass) -> [Service] {
    switch activityClass {
    case .publicService, .ruralTechnology: [.socialServices]
    case .charity: [.charity]
    case .mutualAid: [.socialServices, .charity]
    case .cultureSport: [.entertainment]
    case .other: []
    }
  }
}

/// The fourteen fields of the ministry's yearly communique on social organizations.
public enum Industry: String, Code {
  case business, science, education, health, socialService, culture, sports, environment, law
  case religion, agriculture, professional, international, other

  /// Number and names of each case.
  public var row: CodeEntry {
    switch self {
    case .business: row(1, "business", "工商服务", short: "business", "工商")
    case .science: row(2, "science", "科技研究", short: "science", "科研")
    case .education: row(3, "education", "教育")
    case .health: row(4, "health", "卫生")
    case .socialService: row(5, "social service", "社会服务", short: "social", "社服")
    case .culture: row(6, "culture", "文化")
    case .sports: row(7, "sports", "体育")
    case .environment: row(8, "environment", "生态环境", short: "environ.", "环境")
    case .law: row(9, "law", "法律")
    case .religion: row(10, "religion", "宗教")
    case .agriculture: row(11, "agriculture", "农业及农村发展", short: "agricult.", "农业")
    case .professional: row(12, "professional", "职业及从业组织", short: "profess.", "职业")
    case .international: row(13, "international", "国际及涉外", short: "internat.", "国际")
    case .other: row(14, "other", "其他")
    }
  }
}

/// What the yearly inspection found, or what took its place.
public enum InspectionResult: String, Code {
  case passed, basicallyPassed, failed, missed, reported, exempt

  /// Number and names of each case.
  public var row: CodeEntry {
    switch self {
    case .passed: row(1, "passed", "合格")
    case .basicallyPassed: row(2, "basically passed", "基本合格", short: "basic", "基本")
    case .failed: row(3, "failed", "不合格")
    case .missed: row(4, "missed", "未参检")
    case .reported: row(5, "reported", "已报年报")
    case .exempt: row(6, "exempt", "当年新登记不参检", short: "exempt", "不参检")
    }
  }
}

/// The grade of an organization's assessment, valid for five years.
public enum Rating: String, Code {
  case one = "1A"
  case two = "2A"
  case three = "3A"
  case four = "4A"
  case five = "5A"

  /// Number and names of each case.
  public var row: CodeEntry {
    switch self {
    case .one: row(1, "1A", "1A")
    case .two: row(2, "2A", "2A")
    case .three: row(3, "3A", "3A")
    case .four: row(4, "4A", "4A")
    case .five: row(5, "5A", "5A")
    }
  }

  /// More names that imports use.
  public static var aliases: [String: Rating] {
    ["A": .one, "AA": .two, "AAA": .three, "AAAA": .four, "AAAAA": .five]
  }
}

/// The lists of 社会组织信用信息管理办法 (民政部令第60号) that an organization may be on.
public enum CreditList: String, Code {
  case none, abnormal, serious

  /// Number and names of each case.
  public var row: CodeEntry {
    switch self {
    case .none: row(0, "none", "无")
    case .abnormal: row(1, "abnormal activities", "活动异常名录", short: "abnormal", "异常")
    case .serious: row(2, "serious violations", "严重违法失信名单", short: "serious", "失信")
    }
  }
}

/// Why an organization ended.
public enum OrganizationEndReason: String, Code {
  case purposeMet, dissolved, merged, unableToContinue, filingCancelled, revoked, other

  /// Number and names of each case.
  public var row: CodeEntry {
    switch self {
    case .purposeMet: row(1, "purpose met", "完成宗旨")
    case .dissolved: row(2, "dissolved", "自行解散")
    case .merged: row(3, "merged or split", "分立或合并")
    case .unableToContinue: row(4, "unable to continue", "无法开展活动")
    case .filingCancelled: row(5, "filing cancelled", "取消备案")
    case .revoked: row(6, "revoked", "撤销登记")
    case .other: row(7, "other", "其他")
    }
  }

  /// As earlier versions exported them.
  public static var aliases: [String: OrganizationEndReason] {
    ["宗旨完成": .purposeMet, "合并分立": .merged]
  }
}
