/// What a target counts: a closed list, each answered from the records.
public enum Measure: String, Code {
  /// Organizations that count, each in its home community.
  case organizations
  /// Workers at work in a community whose role or licence qualifies, each person once.
  case workers
  /// Counted organizations with a confirmed service to residents.
  case services
  /// Communities where a running programme joins all three.
  case linked
  /// Communities whose service facilities have an area above zero.
  case facility
  case facilityArea, activityArea
  /// Communities with a one-stop service hall.
  case hall
  /// Communities with a self-service terminal.
  case terminal
  case households, residents
  /// Programmes that run: of a community those that serve it; in a total each once.
  case programmes
  /// What was contracted since the plan began.
  case purchaseAmount
  /// Of that, what goes to organizations: a share of money.
  case purchaseShare
  /// Needs raised since the plan began that were taken, met or referred: a share of needs.
  case needs
  /// Organizations that count and are in a running programme: a share of organizations.
  case carriers
  /// Workers that count and are in a running programme: a share of workers.
  case supporters
  /// Towns with a running station: a share of towns.
  case stations
  case communities

  /// Number and names of each case.
  public var row: CodeEntry {
    switch self {
    case .organizations: row(1, "organizations", "社会组织")
    case .workers: row(2, "workers", "社工")
    case .services: row(3, "organizations with services", "有服务内容的组织", short: "services", "服务")
    case .linked: row(4, "all three linked", "三社联动", short: "linked", "联动")
    case .facility: row(5, "a facility", "服务设施", short: "facility", "设施")
    case .facilityArea: row(6, "facility area, m2", "服务设施面积 (平方米)", short: "area", "面积")
    case .activityArea:
      row(7, "activity area, m2", "活动场地面积 (平方米)", short: "activity area", "场地")
    case .hall: row(8, "a service hall", "服务大厅", short: "hall", "大厅")
    case .terminal: row(9, "a terminal", "自助终端", short: "terminal", "终端")
    case .households: row(10, "households", "户数")
    case .residents: row(11, "residents", "人口")
    case .programmes: row(12, "running programmes", "实施中的项目", short: "programmes", "项目")
    case .purchaseAmount: row(13, "amount contracted", "合同金额", short: "amount", "金额")
    case .purchaseShare:
      row(14, "contracted with organizations", "由社会组织承接的合同金额", short: "share", "承接")
    case .needs: row(15, "needs taken, met or referred", "已认领、办结或转办的需求", short: "needs", "需求")
    case .carriers:
      row(16, "organizations in running programmes", "参与实施中项目的社会组织", short: "carriers", "承接组织")
    case .supporters:
      row(17, "workers in running programmes", "参与实施中项目的社工", short: "supporters", "项目社工")
    case .stations:
      row(18, "towns with a running station", "有运行社工站的街镇", short: "stations", "社工站")
    case .communities: row(19, "communities", "社区")
    }
  }

  /// How many of the smallest unit, in which it is held, make one of the unit it is shown in:
  /// areas are held in square decimetres, amounts in fen.
  public var unitsPerWhole: Int {
    switch self {
    case .facilityArea, .activityArea, .purchaseAmount, .purchaseShare: 100
    default: 1
    }
  }

  /// Whether the rules of tier and status decide it.
  public var countsOrganizations: Bool {
    self == .organizations || self == .services || self == .carriers
  }

  /// Whether the rules of role and licence decide it.
  public var countsWorkers: Bool { self == .workers || self == .supporters }

  /// It is a share of records of its own, of no community.
  public var isShareOnly: Bool {
    switch self {
    case .purchaseShare, .needs, .carriers, .supporters, .stations: true
    default: false
    }
  }

  /// Those that programmes answer.
  public static let ofProgrammes: Set<Measure> = [
    .linked, .programmes, .carriers, .supporters, .stations,
  ]
}

/// How the communities' answers become one figure.
public enum Aggregate: String, Code {
  /// The sum over the number of communities.
  case mean
  /// Every community by itself: the figure is the share of those that reach the target, in per
  /// cent, and all must.
  case each
  /// The share that has at least the minimum, in per cent, over what `Target.subject` says.
  case share
  /// The sum over the sum of another measure.
  case ratio

  /// Number and names of each case.
  public var row: CodeEntry {
    switch self {
    case .mean: row(1, "mean", "平均")
    case .each: row(2, "each community", "每个社区", short: "each", "每个")
    case .share: row(3, "share", "占比")
    case .ratio: row(4, "ratio", "比率")
    }
  }
}

/// Which communities a target is about.
public enum Scope: String, Code {
  case urban, rural, all

  /// Number and names of each case.
  public var row: CodeEntry {
    switch self {
    case .urban: row(1, "urban", "城市")
    case .rural: row(2, "rural", "农村")
    case .all: row(3, "all", "全部")
    }
  }

  /// Whether a community of this kind belongs; one of unknown kind belongs to `all` only.
  public func includes(urban: Bool?) -> Bool {
    switch self {
    case .urban: urban == true
    case .rural: urban == false
    case .all: true
    }
  }
}
