/// What residents ask for; the table of DESIGN §1, after the lists of 需求清单 that offices keep.
public enum NeedTopic: String, Code {
  case elderCare, childCare, disability, health, relief, employment, culture, neighbours
  case environment, convenience, addiction, other

  /// Number and names of each case.
  public var row: CodeEntry {
    switch self {
    case .elderCare: row(1, "elder care and meals", "养老助餐", short: "elders", "养老")
    case .childCare: row(2, "child care", "托管育儿", short: "children", "托育")
    case .disability: row(3, "disability and rehabilitation", "助残康复", short: "disability", "助残")
    case .health: row(4, "health", "健康")
    case .relief: row(5, "relief", "困难帮扶", short: "relief", "帮扶")
    case .employment: row(6, "employment", "就业")
    case .culture: row(7, "culture and education", "文体教育", short: "culture", "文体")
    case .neighbours: row(8, "neighbours and property", "邻里物业", short: "neighbours", "邻里")
    case .environment: row(9, "environment and safety", "环境安全", short: "safety", "环境")
    case .convenience: row(10, "convenience services", "便民服务", short: "convenient", "便民")
    case .addiction: row(11, "drugs and corrections", "禁毒矫正", short: "drugs", "禁毒")
    case .other: row(99, "other", "其他")
    }
  }

  /// The service area that a topic makes clear; nil where it may be any.
  var serviceArea: ServiceArea? {
    switch self {
    case .relief: .resourceProvision
    case .neighbours: .relationshipAdjustment
    case .addiction: .drugRehabilitation
    default: nil
    }
  }
}

/// How an office heard of a need.
public enum NeedSource: String, Code {
  case meeting, visit, hotline, online, survey, other

  /// Number and names of each case.
  public var row: CodeEntry {
    switch self {
    case .meeting: row(1, "residents' meeting", "居民议事", short: "meeting", "议事")
    case .visit: row(2, "home visit", "入户走访", short: "visit", "走访")
    case .hotline: row(3, "hotline", "热线")
    case .online: row(4, "online", "网络")
    case .survey: row(5, "survey", "调查")
    case .other: row(9, "other", "其他")
    }
  }
}

/// What has become of a need.
public enum NeedStatus: String, Code {
  case open, taken, met, declined, referred

  /// Number and names of each case.
  public var row: CodeEntry {
    switch self {
    case .open: row(1, "open", "待回应")
    case .taken: row(2, "taken", "已认领")
    case .met: row(3, "met", "已办结")
    case .declined: row(4, "declined", "不予采纳", short: "declined", "不采纳")
    case .referred: row(5, "referred", "已转办")
    }
  }

  /// Nothing more is to be done here.
  public var isClosed: Bool { self == .met || self == .declined || self == .referred }
}

/// Whom a need or a programme is about.
public enum TargetGroup: String, Code {
  case all, elders, children, women, disabled, poor, migrants, veterans, rehabilitation
  case corrections, leftBehind, mentalIllness, other

  /// Number and names of each case.
  public var row: CodeEntry {
    switch self {
    case .all: row(1, "all residents", "全体居民", short: "all", "全体")
    case .elders: row(2, "elders", "老年人", short: "elders", "老年")
    case .children: row(3, "children and youth", "儿童青少年", short: "children", "儿童")
    case .women: row(4, "women", "妇女")
    case .disabled: row(5, "disabled people", "残疾人", short: "disabled", "残疾")
    case .poor: row(6, "people in need", "困难群众", short: "in need", "困难")
    case .migrants: row(7, "migrants", "流动人口", short: "migrants", "流动")
    case .veterans: row(8, "veterans", "退役军人", short: "veterans", "退役")
    case .rehabilitation:
      row(9, "community drug rehabilitation", "社区戒毒社区康复人员", short: "drug rehab", "戒毒")
    case .corrections: row(10, "community corrections", "社区矫正对象", short: "correct.", "矫正")
    case .leftBehind: row(11, "people left behind", "留守人员", short: "left", "留守")
    case .mentalIllness: row(12, "people with mental illness", "精神障碍患者", short: "mental", "精障")
    case .other: row(99, "other", "其他")
    }
  }

  /// More names that imports use.
  public static var aliases: [String: TargetGroup] {
    ["老人": .elders, "儿童": .children, "青少年": .children, "残障人士": .disabled]
  }
}
