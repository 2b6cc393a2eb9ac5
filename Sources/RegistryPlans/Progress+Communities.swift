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
    return sheet.answer(of: row)
  }

  /// The communities that do not have by themselves what a target asks of one, the furthest behind first;
  /// those of which nothing is entered come last. As many as `figure.tally[.without]`; none where the target asks
  /// nothing of communities.
  public func furthest(from target: Target) -> [CommunityLack] {
    guard target.subject == .communities, let sheet = Sheet(target, census, counts) else {
      return []
    }
    return sheet.rows.filter(sheet.isWithout).map { row in
      CommunityLack(
        id: RecordID(.community, Int(census.communities[row.place].number)),
        answer: sheet.answer(of: row))
    }.sorted { left, right in
      let (one, other) = (left.answer.value, right.answer.value)
      if one == other { return left.id < right.id }
      return other.isUndefined || other.exceeds(one)
    }
  }
}

/// A community that does not have by itself what a target asks.
public struct CommunityLack: Hashable, Sendable {
  /// The community.
  public let id: RecordID
  /// What it has, and what is missing.
  public let answer: CommunityAnswer
}

extension Sheet {
  /// What the community of a row has.
  fileprivate func answer(of row: Row) -> CommunityAnswer {
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
