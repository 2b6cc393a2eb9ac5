import RegistryModel

// How a target is counted, in words.
extension Target {
  /// `organizations / urban communities`, what the sum is of and what it is taken over; nil where no record says it.
  public var formula: Words? {
    guard let measure, notRecorded == nil else { return nil }
    let all = Self.side(scope) + sharedWords
    switch aggregate {
    case .mean: return measure.label + Words(" / ", " / ") + all
    case .each:
      let least = bound.map { "\($0.number)" } ?? ""
      return all + Words(" with at least \(least) ", "中满 \(least) 个") + measure.label
        + Words(" / ", "的 / ") + all
    case .share:
      guard isOwnShare else {
        return all + Words(" with ", "中有") + measure.label + Words(" / ", "的 / ") + all
      }
      return measure.label + Words(" / ", " / ") + all
    case .ratio:
      let each = per == 1 ? Words("", "") : Words(" x \(per)", " × \(per)")
      return measure.label + Words(" / ", " / ") + Self.side(scope) + (over?.label ?? Words("", ""))
        + each
    }
  }

  /// Which records count, an option a line: its name and the values that are let in.
  public var options: [(name: Words, values: [Words])] {
    guard let measure, notRecorded == nil else { return [] }
    var options: [(name: Words, values: [Words])] = []
    if measure.countsOrganizations || over?.countsOrganizations == true {
      options = [
        (Words("tier", "管理方式"), Tier.allCases.filter(organizations.tiers.contains).map(\.label)),
        (
          Words("status", "状态"),
          OrganizationStatus.allCases.filter(organizations.statuses.contains).map(\.label)
        ),
        (Words("reach", "服务范围"), [Reach.community.label]),
      ]
    }
    if measure.countsWorkers || over?.countsWorkers == true {
      options += [
        (Words("posts", "岗位"), Role.allCases.filter(workers.roles.contains).map(\.label)),
        (
          Words("licences", "社工证"),
          LicenceLevel.allCases.filter(workers.licences.contains).map(\.label)
        ),
      ]
    }
    return options.filter { !$0.values.isEmpty }
  }

  private var isOwnShare: Bool { measure?.isShareOnly == true || subject == .organizations }

  private var sharedWords: Words {
    switch subject {
    case .communities: Measure.communities.label
    case .organizations: Words("organizations that count", "计入的社会组织")
    case .workers: Words("workers that count", "计入的社工")
    case .needs: Words("needs raised", "提出的需求")
    case .towns: Words("towns", "街镇")
    case .money: Words("amount contracted", "合同金额")
    }
  }

  private static func side(_ scope: Scope) -> Words {
    switch scope {
    case .urban: Words("urban ", "城市")
    case .rural: Words("rural ", "农村")
    case .all: Words("", "")
    }
  }
}
