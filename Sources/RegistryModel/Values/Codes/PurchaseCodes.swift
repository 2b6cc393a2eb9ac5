/// How a supplier is chosen: the methods of the government procurement law (art. 26), the competitive
/// consultation of 财库〔2014〕214号, the framework agreement of 财政部令第110号, and what is outside the law.
public enum PurchaseMethod: String, Code {
  case openTender, invitedTender, negotiation, consultation, singleSource, inquiry, framework
  case directed, belowThreshold, other

  /// Number and names of each case.
  public var row: CodeEntry {
    switch self {
    case .openTender: row(1, "open tender", "公开招标", short: "open", "公开")
    case .invitedTender: row(2, "invited tender", "邀请招标", short: "invited", "邀请")
    case .negotiation: row(3, "competitive negotiation", "竞争性谈判", short: "negot.", "谈判")
    case .consultation: row(4, "competitive consultation", "竞争性磋商", short: "consult.", "磋商")
    case .singleSource: row(5, "single source", "单一来源", short: "single", "单一")
    case .inquiry: row(6, "price inquiry", "询价", short: "inquiry")
    case .framework: row(7, "framework agreement", "框架协议", short: "framew.", "框架")
    case .directed: row(8, "directed commission", "定向委托", short: "directed", "定向")
    case .belowThreshold: row(10, "below the threshold", "限额以下自行采购", short: "below", "自行")
    case .other: row(99, "other", "其他")
    }
  }
}

/// Where a purchase is, in the steps of 政府购买服务管理办法 (财政部令第102号): plan, procurement, contract,
/// acceptance.
public enum PurchaseStatus: String, Code {
  case planned, tendering, contracted, completed, terminated

  /// Number and names of each case.
  public var row: CodeEntry {
    switch self {
    case .planned: row(1, "planned", "计划")
    case .tendering: row(2, "in procurement", "采购中", short: "tender", "采购")
    case .contracted: row(3, "contracted", "已签约", short: "signed", "签约")
    case .completed: row(4, "completed", "已验收", short: "complete", "验收")
    case .terminated: row(5, "terminated", "已终止", short: "ended", "终止")
    }
  }

  /// It is contracted or completed.
  public var hasContract: Bool { self == .contracted || self == .completed }
}

/// What an instalment is paid from; 财政部令第102号 asks for the budget, the lottery fund by
/// 彩票公益金管理办法.
public enum FundingSource: String, Code {
  case budget, lottery, special, donation, other

  /// Number and names of each case.
  public var row: CodeEntry {
    switch self {
    case .budget: row(1, "budget", "财政预算", short: "budget", "预算")
    case .lottery: row(2, "welfare lottery fund", "福彩公益金", short: "lottery", "福彩")
    case .special: row(3, "special fund", "专项资金", short: "special", "专项")
    case .donation: row(4, "donation", "社会捐赠", short: "donation", "捐赠")
    case .other: row(9, "other", "其他")
    }
  }
}

/// What an instalment waits for, as contracts of civil-affairs offices say it.
public enum PaymentCondition: String, Code {
  case signing, midTerm, final, other

  /// Number and names of each case.
  public var row: CodeEntry {
    switch self {
    case .signing: row(1, "after signing", "签约后", short: "signing", "签约")
    case .midTerm: row(2, "after the mid-term evaluation", "中期评估后", short: "mid-term", "中期")
    case .final: row(3, "after the final evaluation", "末期评估后", short: "final", "末期")
    case .other: row(9, "other", "其他")
    }
  }
}

/// Which evaluation of a purchase it is; contracts of several years have one a year.
public enum EvaluationStage: String, Code {
  case midTerm, final, annual

  /// Number and names of each case.
  public var row: CodeEntry {
    switch self {
    case .midTerm: row(1, "mid-term", "中期")
    case .final: row(2, "final", "末期")
    case .annual: row(3, "annual", "年度")
    }
  }
}
