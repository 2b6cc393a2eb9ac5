import RegistryModel

extension Organization {
  /// Anything a registry may hold.
  static func random(_ seed: inout Seeded, homes: [RecordID?] = [nil]) -> Organization {
    var record = Organization()
    record.tier = Dated(seed.one(of: [.registered, .filed, .filed, .ledger, nil]))
    record.community = Dated(seed.one(of: homes))
    record.status = Dated(seed.chance(70) ? nil : seed.one(of: OrganizationStatus.allCases))
    record.reach = Dated(seed.chance(80) ? .community : seed.one(of: Reach.allCases))
    record.registeredOn = seed.one(
      of: [nil, "2015", "2016-05-01", "2017-12", "2018-02-28", "2018-03-01", "2019"])
    if seed.chance(30) {
      record.tier.change(to: seed.one(of: Tier.allCases), from: "2017-06-01")
      record.status.change(to: seed.one(of: OrganizationStatus.allCases), from: "2018-02-28")
    }
    if seed.chance(20) { record.community.change(to: seed.one(of: homes), from: "2018-01-01") }
    if seed.chance(60) {
      record.services = Service.allCases.filter { _ in seed.chance(40) }
    }
    if seed.chance(50) { record.confirmedOn = seed.one(of: ["2015-01-01", "2017", "2018-05"]) }
    return record
  }
}

extension SampleRegistry {
  /// A registry of anything: ended and binned, partial and empty.
  static func random(_ seed: inout Seeded, communities: Int = 20) -> SampleRegistry {
    var registry = SampleRegistry()
    var homes: [RecordID?] = [nil, RecordID(.community, 9999)]
    for _ in 0..<communities {
      let number = Int.random(in: 0...3000, using: &seed)
      let values = (0..<6).map { _ in seed.chance(70) }
      let area = SquareMetres(units: Int64(seed.chance(20) ? 0 : number * 37))
      let dates: [CivilDate?] = [nil, nil, nil, "2017", "2018-02", "2018-03-01", "2019-01-01"]
      let (start, end) = (seed.one(of: dates), seed.one(of: dates))
      homes.append(
        registry.community(
          seed.one(of: [.residents, .villagers, .residentLike, .villageLike, nil]),
          binned: seed.chance(5) ? "mistake" : nil
        ) {
          if values[0] { $0.households = Dated(number) }
          if values[1] { $0.residents = Dated(number * 3) }
          if values[2] { $0.facilityArea = Dated(area) }
          if values[3] { $0.activityArea = Dated(SquareMetres(units: area.units / 2)) }
          if values[4] { $0.serviceHall = Dated(number % 2 == 0) }
          if values[5] { $0.selfServiceTerminal = Dated(number % 3 == 0) }
          $0.establishedOn = start
          $0.endedOn = end
        })
    }
    for _ in 0..<communities * 6 {
      let record = Organization.random(&seed, homes: homes)
      registry.organization(in: nil, binned: seed.chance(5) ? "mistake" : nil) { $0 = record }
    }
    let dates: [CivilDate?] = [nil, nil, "2017", "2018-02", "2018-03-01"]
    for _ in 0..<communities * 2 {
      let (start, end) = (seed.one(of: dates), seed.chance(80) ? nil : seed.one(of: dates))
      let level = seed.one(of: [nil, .unlicensed, .assistant, .senior] as [LicenceLevel?])
      let worker = registry.worker {
        $0.startedOn = start
        $0.leftOn = end
        $0.licenceLevel = Dated(level)
      }
      for _ in 0..<Int.random(in: 0...3, using: &seed) {
        let (since, until) = (seed.one(of: dates), seed.chance(80) ? nil : seed.one(of: dates))
        guard let community = seed.one(of: homes) else { continue }
        registry.assignment(worker, in: community, seed.one(of: Role.allCases)) {
          $0.since = since
          $0.until = until
        }
      }
    }
    return registry
  }
}
