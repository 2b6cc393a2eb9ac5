/// Which committee a community has; the plan's "urban" and "rural" follow it.
public enum Committee: String, Code {
  case residents, villagers, residentLike, villageLike

  /// Number and names of each case.
  public var row: CodeEntry {
    switch self {
    case .residents: row(1, "residents", "居委会", short: "residents", "居委")
    case .villagers: row(2, "villagers", "村委会", short: "villagers", "村委")
    case .residentLike: row(3, "resident-like", "类似居委会", short: "res.-like", "类居")
    case .villageLike: row(4, "village-like", "类似村委会", short: "vil.-like", "类村")
    }
  }

  /// More names that imports use.
  public static var aliases: [String: Committee] {
    ["resident": .residents, "village": .villagers]
  }

  /// Whether the plan counts the community as urban.
  public var isUrban: Bool { self == .residents || self == .residentLike }
}

/// The urban and rural class of statistics, 国函〔2008〕60号; information beside the committee.
public enum ClassCode: String, Code {
  case cityCentre = "111"
  case cityFringe = "112"
  case townCentre = "121"
  case townFringe = "122"
  case specialArea = "123"
  case townshipCentre = "210"
  case village = "220"

  /// Number and names of each case.
  public var row: CodeEntry {
    switch self {
    case .cityCentre: row(111, "city centre", "主城区", short: "centre", "主城")
    case .cityFringe: row(112, "city fringe", "城乡结合区", short: "fringe", "城乡")
    case .townCentre: row(121, "town centre", "镇中心区", short: "town", "镇中心")
    case .townFringe: row(122, "town fringe", "镇乡结合区", short: "town fr.", "镇乡")
    case .specialArea: row(123, "special area", "特殊区域", short: "special", "特殊")
    case .townshipCentre: row(210, "township centre", "乡中心区", short: "township", "乡中心")
    case .village: row(220, "village", "村庄")
    }
  }

  /// Classes 1xx.
  public var isUrban: Bool { self != .townshipCentre && self != .village }
}
