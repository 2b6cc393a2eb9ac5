/// What a worker does in a community; one assignment a role.
public enum Role: String, Code {
  case partyMember, committeeMember, communityStaff, socialWorker, gridWorker, drugRehabWorker
  case volunteer, publicPost, other

  /// Number and names of each case.
  public var row: CodeEntry {
    switch self {
    case .partyMember: row(10, "party member", "党组织成员", short: "party", "党组织")
    case .committeeMember: row(20, "committee member", "居(村)委会成员", short: "committee", "居村委")
    case .communityStaff: row(30, "community staff", "专职社区工作者", short: "staff", "专职")
    case .socialWorker: row(40, "social worker", "社会工作者", short: "social", "社工")
    case .gridWorker: row(50, "grid worker", "网格员", short: "grid", "网格员")
    case .drugRehabWorker: row(60, "drug rehabilitation worker", "禁毒社工", short: "drug rehab", "禁毒")
    case .volunteer: row(70, "volunteer", "志愿者", short: "volunteer", "志愿者")
    case .publicPost: row(80, "public post", "公益性岗位", short: "public", "公益岗")
    case .other: row(90, "other", "其他")
    }
  }
}

/// Why an assignment ended.
public enum EndReason: String, Code {
  case transferred, resigned, dismissed, retired, notReelected, died, other, programmeEnded
  case contractEnded

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
    case .programmeEnded: row(8, "programme ended", "项目结束")
    case .contractEnded: row(9, "contract ended", "合同到期")
    }
  }
}
