import RegistryModel

extension Plan {
  /// Organizations that counted in a community at the end of each year in which that changed, of the year
  /// of `day` on that day: by this plan's rules and as the records were then. The first year is that of
  /// the first registration, or the plan's own where that is earlier.
  public func years(
    of community: RecordID, in state: RegistryState, until day: CivilDate
  ) -> [(year: Int, count: Int)] {
    guard let home = state.communities[community.number], home.binned == nil,
      let field = Organization.kindSchema["community"]
    else { return [] }
    // Those that have moved away, too.
    let ever = state.organizations.holding(community.description, in: field)
    let registered = ever.compactMap { $0.record.registeredOn?.lastDay.year }
    let first = min(registered.min() ?? start.year, start.year, day.year)
    let rules = CommunityRules(self)
    var years: [(year: Int, count: Int)] = []
    for year in first...day.year {
      guard let last = CivilDate(year: year, month: 12, day: 31).map({ min($0, day.lastDay) })
      else { continue }
      let exists = home.record.exists(on: last)
      let rule = rules.organizations(urban: home.record.isUrban(on: last))
      let count = ever.count {
        exists && $0.record.community[last] == community && $0.record.hasBegun(by: last)
          && rule.refusal(Standing($0, on: last)) == nil
      }
      if count != years.last?.count ?? 0 { years.append((year, count)) }
    }
    return years
  }
}
