/// How organizations serve through a programme: for a time, or from a station of a town.
public enum ProgrammeForm: String, Code {
  case project, station

  /// Number and names of each case.
  public var row: CodeEntry {
    switch self {
    case .project: row(1, "project", "项目")
    case .station: row(2, "social work station", "社工站", short: "station", "社工站")
    }
  }
}

/// How far a programme has come.
public enum ProgrammeStatus: String, Code {
  case proposed, approved, running, finished, terminated, rejected

  /// Number and names of each case.
  public var row: CodeEntry {
    switch self {
    case .proposed: row(1, "proposed", "申报")
    case .approved: row(2, "approved", "立项")
    case .running: row(3, "running", "实施中", short: "running", "实施")
    case .finished: row(4, "finished", "已结项", short: "finished", "结项")
    case .terminated: row(5, "terminated", "终止")
    case .rejected: row(6, "rejected", "未立项")
    }
  }

  /// More names that imports use.
  public static var aliases: [String: ProgrammeStatus] {
    ["已立项": .approved, "在实施": .running, "已终止": .terminated, "中止": .terminated]
  }

  /// It has been approved, whatever became of it then.
  var isApproved: Bool { self != .proposed && self != .rejected }

  /// Nothing more is done in it.
  var isOver: Bool { self == .finished || self == .terminated || self == .rejected }
}

/// Who pays for a programme.
public enum ProgrammeFunding: String, Code {
  case purchase, subsidy, venture, charity, own, other

  /// Number and names of each case.
  public var row: CodeEntry {
    switch self {
    case .purchase: row(1, "government purchase", "政府购买", short: "purchase", "购买")
    case .subsidy: row(2, "subsidy", "财政补助", short: "subsidy", "补助")
    case .venture: row(3, "venture philanthropy", "公益创投", short: "venture", "创投")
    case .charity: row(4, "charity", "慈善捐赠", short: "charity", "捐赠")
    case .own: row(5, "own funds", "自筹")
    case .other: row(9, "other", "其他")
    }
  }
}

/// What is done in a programme, as its reports count it.
public enum ActivityKind: String, Code {
  case casework = "case"
  case group, event, visit, consultation, referral, training, supervision

  /// Number and names of each case.
  public var row: CodeEntry {
    switch self {
    case .casework: row(1, "case", "个案")
    case .group: row(2, "group", "小组")
    case .event: row(3, "community event", "社区活动", short: "event", "活动")
    case .visit: row(4, "visit", "走访")
    case .consultation: row(5, "consultation", "咨询", short: "consult.", "咨询")
    case .referral: row(6, "referral", "转介")
    case .training: row(7, "training", "培训")
    case .supervision: row(8, "supervision", "督导", short: "supervis.", "督导")
    }
  }

  /// Several of them, in English.
  public var many: String {
    switch self {
    case .casework: "cases"
    case .group: "groups"
    case .event: "events"
    case .visit: "visits"
    case .consultation: "consultations"
    case .referral: "referrals"
    case .training: "trainings"
    case .supervision: "supervisions"
    }
  }

  /// It serves residents. Supervision is for workers: its person-times are in no sum.
  public var servesResidents: Bool { self != .supervision }

  /// Each takes place once, with all who come.
  var isSingle: Bool { self == .event || self == .training || self == .supervision }
}
