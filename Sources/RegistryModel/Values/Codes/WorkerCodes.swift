/// The sex of a person, GB/T 2261.1.
public enum Sex: String, Code {
  case unknown, male, female, notStated

  /// Number and names of each case.
  public var row: CodeEntry {
    switch self {
    case .unknown: row(0, "unknown", "未知")
    case .male: row(1, "male", "男")
    case .female: row(2, "female", "女")
    case .notStated: row(9, "not stated", "未说明")
    }
  }
}

/// Which document an identity number is of.
public enum IDType: String, Code {
  case resident, passport, hkMacaoPermit, taiwanPermit, permanentResident

  /// Number and names of each case.
  public var row: CodeEntry {
    switch self {
    case .resident: row(1, "resident identity card", "居民身份证", short: "ID card", "身份证")
    case .passport: row(2, "passport", "护照")
    case .hkMacaoPermit:
      row(3, "Hong Kong or Macao permit", "港澳居民来往内地通行证", short: "HK, Macao", "港澳")
    case .taiwanPermit: row(4, "Taiwan permit", "台湾居民来往大陆通行证", short: "Taiwan", "台湾")
    case .permanentResident:
      row(5, "permanent resident card", "外国人永久居留身份证", short: "permanent", "永居")
    }
  }

  /// More names that imports use.
  public static var aliases: [String: IDType] { ["身份证": .resident] }
}

/// The level of a social worker's certificate.
public enum LicenceLevel: String, Code {
  // Not `none`, which an optional level would take for its own.
  case unlicensed = "none"
  case assistant, socialWorker, senior

  /// Number and names of each case.
  public var row: CodeEntry {
    switch self {
    case .unlicensed: row(0, "none", "无")
    case .assistant: row(1, "assistant", "助理社会工作师", short: "assistant", "助理")
    case .socialWorker: row(2, "social worker", "社会工作师", short: "social w.", "社工师")
    case .senior: row(3, "senior", "高级社会工作师", short: "senior", "高级")
    }
  }
}

/// The fields a social worker works in: four of the announcement of 2016, four of the plan.
public enum ServiceArea: String, Code {
  case resourceProvision, relationshipAdjustment, socialIntegration, drugRehabilitation
  case communityCare, participation, communityDevelopment, communityCorrection, other

  /// Number and names of each case.
  public var row: CodeEntry {
    switch self {
    case .resourceProvision: row(1, "resource provision", "资源提供", short: "resources", "资源")
    case .relationshipAdjustment:
      row(2, "relationship adjustment", "关系调适", short: "relations", "关系")
    case .socialIntegration: row(3, "social integration", "社会融入", short: "inclusion", "融入")
    case .drugRehabilitation: row(4, "drug rehabilitation", "社区戒毒康复", short: "drugs", "戒毒")
    case .communityCare: row(5, "community care", "社区照顾", short: "care", "照顾")
    case .participation: row(6, "participation", "社区参与", short: "particip.", "参与")
    case .communityDevelopment: row(7, "community development", "社区发展", short: "develop.", "发展")
    case .communityCorrection: row(8, "community correction", "社区矫正", short: "correct.", "矫正")
    case .other: row(99, "other", "其他")
    }
  }
}

/// A person's highest degree, GB/T 4658.
public enum Education: String, Code {
  case postgraduate, bachelor, juniorCollege, secondaryVocational, technicalSchool, highSchool
  case middleSchool, primarySchool, illiterate

  /// Number and names of each case.
  public var row: CodeEntry {
    switch self {
    case .postgraduate: row(10, "postgraduate", "研究生")
    case .bachelor: row(20, "bachelor", "本科")
    case .juniorCollege: row(30, "junior college", "专科", short: "college", "专科")
    case .secondaryVocational: row(40, "secondary vocational", "中专", short: "vocational", "中专")
    case .technicalSchool: row(50, "technical school", "技校", short: "technical", "技校")
    case .highSchool: row(60, "high school", "高中")
    case .middleSchool: row(70, "middle school", "初中")
    case .primarySchool: row(80, "primary school", "小学")
    case .illiterate: row(90, "illiterate", "文盲")
    }
  }

  /// More names that imports use.
  public static var aliases: [String: Education] {
    ["大学本科": .bachelor, "大学": .bachelor, "大专": .juniorCollege, "硕士": .postgraduate]
  }
}

/// A person's political status, GB/T 4762.
public enum Politics: String, Code {
  case communist, probationary, youthLeague, revolutionary, democraticLeague, construction
  case promoting, peasants, zhiGong, jiusan, taiwanLeague, nonPartisan, masses

  /// Number and names of each case.
  public var row: CodeEntry {
    switch self {
    case .communist: row(1, "CPC member", "中共党员", short: "CPC", "党员")
    case .probationary: row(2, "probationary CPC member", "中共预备党员", short: "CPC prob.", "预备")
    case .youthLeague: row(3, "Youth League member", "共青团员", short: "Youth L.", "团员")
    case .revolutionary: row(4, "Revolutionary Committee member", "民革党员", short: "RCCK", "民革")
    case .democraticLeague: row(5, "Democratic League member", "民盟盟员", short: "CDL", "民盟")
    case .construction:
      row(6, "Democratic National Construction member", "民建会员", short: "CNDCA", "民建")
    case .promoting:
      row(7, "Association for Promoting Democracy member", "民进会员", short: "CAPD", "民进")
    case .peasants: row(8, "Peasants and Workers member", "农工党党员", short: "CPWDP", "农工")
    case .zhiGong: row(9, "Zhi Gong member", "致公党党员", short: "Zhi Gong", "致公")
    case .jiusan: row(10, "Jiusan Society member", "九三学社社员", short: "Jiusan", "九三")
    case .taiwanLeague: row(11, "Taiwan League member", "台盟盟员", short: "TDSGL", "台盟")
    case .nonPartisan: row(12, "no party", "无党派人士", short: "no party", "无党派")
    case .masses: row(13, "citizen", "群众")
    }
  }

  /// More names that imports use.
  public static var aliases: [String: Politics] {
    ["党员": .communist, "预备党员": .probationary, "团员": .youthLeague, "无党派": .nonPartisan]
  }
}

/// Why a worker left the district's service.
public enum LeaveReason: String, Code {
  case transferred, resigned, dismissed, retired, notReelected, died, other, contractEnded

  /// Number and names of each case.
  public var row: CodeEntry {
    switch self {
    case .transferred: row(1, "transferred", "调动")
    case .resigned: row(2, "resigned", "辞职")
    case .dismissed: row(3, "dismissed", "解聘")
    case .retired: row(4, "retired", "退休")
    case .notReelected: row(5, "not re-elected", "换届落选")
    case .died: row(6, "died", "死亡")
    case .other: row(7, "other", "其他")
    case .contractEnded: row(9, "contract ended", "合同到期")
    }
  }
}
