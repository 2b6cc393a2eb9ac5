import RegistryModel

// In what a figure is counted: JSON says it beside its numbers.
extension Target {
  /// What the sum of the figure is a number of.
  public var sumUnit: String? { isShare ? shared : measure?.smallestUnit }

  /// What it is counted over.
  public var overUnit: String? {
    switch aggregate {
    case .share, .each: shared
    case .mean: Measure.communities.smallestUnit
    case .ratio: over?.smallestUnit
    }
  }

  private var shared: String {
    switch subject {
    case .communities: Measure.communities.smallestUnit
    case .organizations: Measure.organizations.smallestUnit
    case .workers: Measure.workers.smallestUnit
    case .needs: "needs"
    case .towns: "towns"
    case .money: Measure.purchaseAmount.smallestUnit
    }
  }
}

extension Measure {
  /// The unit in which whole numbers of it are held: `unitsPerWhole` of them make one that is shown.
  fileprivate var smallestUnit: String {
    switch self {
    case .organizations, .services, .carriers: "organizations"
    case .workers, .supporters: "workers"
    case .needs: "needs"
    case .stations: "towns"
    case .facilityArea, .activityArea: "dm2"
    case .purchaseAmount, .purchaseShare: "fen"
    case .households: "households"
    case .residents: "residents"
    case .programmes: "programmes"
    case .linked, .facility, .hall, .terminal, .communities: "communities"
    }
  }
}
