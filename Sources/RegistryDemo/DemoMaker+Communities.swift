import RegistryModel

extension DemoMaker {
  /// Streets with residents' committees, then towns with both kinds.
  mutating func makeCommunities() throws(FieldError) {
    let towns = random.shuffled(PlaceNames.towns)
    let communityNames = random.shuffled(PlaceNames.communities)
    let villageNames = random.shuffled(PlaceNames.villages)
    let streets = min(99, size.towns.count * 3 / 5)
    var (urban, rural) = (0, 0)
    for town in 0..<size.towns.count {
      let isStreet = town < streets
      let townDigits = DemoNumbers.padded(isStreet ? town + 1 : 100 + town - streets, to: 3)
      let townName = towns[town % towns.count] + (isStreet ? "街道" : "镇")
      var segments = (urban: 0, rural: 199)
      for place in 0..<size.towns.communities {
        let isUrban = isStreet || place < size.towns.communities / 3
        var community = Community()
        if isUrban {
          segments.urban += 1
          community.name = Dated(communityNames[urban % communityNames.count] + "社区居委会")
          urban += 1
        } else {
          segments.rural += 1
          community.name = Dated(villageNames[rural % villageNames.count] + "村委会")
          rural += 1
        }
        let segment = isUrban ? segments.urban : segments.rural
        community.code = Dated(
          try DivisionCode(
            text: DemoNumbers.district + townDigits + DemoNumbers.padded(segment, to: 3)))
        community.committee = Dated(isUrban ? .residents : .villagers)
        community.townName = Dated(townName)
        community.classCode = classCode(isUrban: isUrban, isStreet: isStreet)
        try fill(&community, isUrban: isUrban)
        communities.append(community)
      }
    }
    try makeOddOnes()
  }

  private mutating func classCode(isUrban: Bool, isStreet: Bool) -> ClassCode {
    if isStreet { return random.pick([.cityCentre: 8, .cityFringe: 2]) }
    // Villages near a town are classed urban by statistics; the committee counts all the same.
    return isUrban ? .townCentre : random.pick([.village: 8, .townFringe: 2])
  }

  private mutating func fill(_ community: inout Community, isUrban: Bool) throws(FieldError) {
    let households = isUrban ? random.number(900...4200) : random.number(220...1100)
    community.households = Dated(households)
    community.residents = Dated(households * random.number(23...31) / 10)
    community.grids = Dated(max(1, households / 400))
    if random.chance(40) {
      community.households.change(
        to: households * random.number(101...112) / 100, from: Self.newYear(until.year))
    }
    if random.chance(isUrban ? 96 : 84) {
      let area = households * random.number(20...48) / 100
      community.facilityArea = Dated(SquareMetres(units: Int64(area) * 100))
      community.activityArea = Dated(
        SquareMetres(units: Int64(area * random.number(45...75)) * 1))
    }
    community.serviceHall = Dated(random.chance(88))
    community.selfServiceTerminal = Dated(random.chance(isUrban ? 71 : 30))
    if random.chance(70) { community.uscc = try numbers.creditCode(isUrban ? "55" : "54") }
    community.chair = person(born: until.year - 61...until.year - 36)
    community.partySecretary =
      random.chance(60) ? community.chair : person(born: until.year - 61...until.year - 36)
    if random.chance(92) { community.phone = [try numbers.landline()] }
    if random.chance(80) {
      community.address =
        (community.townName.first ?? "") + random.pick(["文化路", "人民路", "溪滨路", "学院街", "环城东路"])
        + "\(random.number(1...320))号"
    }
  }

  /// One village become a residents' committee, one community founded late, one merged into the
  /// next, and in a whole district one resident-like unit.
  private mutating func makeOddOnes() throws(FieldError) {
    let last = communities.count - 1
    communities[last].committee.change(to: .residents, from: Self.newYear(until.year - 3))
    communities[1].establishedOn = CivilDate(year: until.year - 7, month: 6)
    communities[3].endedOn = Self.newYear(until.year - 2).adding(days: -1)
    communities[3].endReason = "并入相邻社区"
    communities[3].replacedBy = [RecordID(.community, 5)]
    if size == .district || size == .city {
      communities[7].code = Dated(try DivisionCode(text: DemoNumbers.district + "001400"))
      communities[7].name = Dated("开发区工作区")
      communities[7].committee = Dated(.residentLike)
    }
  }
}
