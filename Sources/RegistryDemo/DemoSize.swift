/// How large a sample district is: ten organizations, five workers and six or seven assignments a
/// community.
public enum DemoSize: String, CaseIterable, Sendable {
  /// 24 communities, for tests.
  case small
  /// 72 communities: lively lists, opened at once.
  case sample
  /// 600 communities, 6,000 organizations, 3,000 workers, 4,000 assignments: a real district.
  case district
  /// Twenty districts' worth in one registry.
  case city

  /// Streets and towns, and communities in each.
  var towns: (count: Int, communities: Int) {
    switch self {
    case .small: (3, 8)
    case .sample: (6, 12)
    case .district: (24, 25)
    case .city: (240, 50)
    }
  }

  var communities: Int { towns.count * towns.communities }
  var organizations: Int { communities * 10 }
  var workers: Int { communities * 5 }
  var assignments: Int { communities * 20 / 3 }
  /// Organizations entered one by one in the last two months.
  var recent: Int {
    switch self {
    case .small: 6
    case .sample: 20
    case .district: 60
    case .city: 120
    }
  }
}
