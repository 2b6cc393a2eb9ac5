import RegistryModel

extension Progress {
  /// The facts of every community that exists on the day, by number.
  public var communities: [CommunityCount] {
    let counts = CommunityCounts(self)
    return census.communities.indices.map { counts.count(at: $0) }
  }

  /// The facts of one community; nil if it does not exist on the day.
  public func community(_ id: RecordID) -> CommunityCount? { CommunityCounts(self)[id] }

  /// What a community has of what a target asks; nil if it is out of scope or not recorded.
  public func answer(of id: RecordID, to target: Target) -> CommunityAnswer? {
    guard id.kind == .community, let place = census.place(of: id.number),
      let sheet = Sheet(target, census, counts),
      let row = sheet.rows.first(where: { $0.place == place })
    else { return nil }
    switch target.subject {
    case .communities: break
    case .organizations: return sheet.share(of: place)
    // Not a question to one community.
    case .workers, .needs, .towns, .money: return nil
    }
    let value =
      if let quantity = row.quantity, let over = row.over {
        Exact(Int128(quantity), over: Int128(over)) * target.worthOfOne
      } else {
        Exact.undefined
      }
    return CommunityAnswer(
      value: value, hasEnough: target.floor == nil ? nil : row.hasEnough,
      floor: target.floor, worth: target.worthOfOne)
  }
}

extension Sheet {
  /// The share of one community's organizations, where a target asks for one of organizations.
  fileprivate func share(of place: Int) -> CommunityAnswer {
    let own = census.organizations.filter { $0.place == place && isCounted($0) }
    let value = Exact(Int128(own.count(where: hasEnough)), over: Int128(own.count)) * target.worth
    return CommunityAnswer(
      value: value, hasEnough: value.isUndefined ? nil : target.bound?.isMet(by: value),
      floor: target.bound, worth: target.worth)
  }
}
