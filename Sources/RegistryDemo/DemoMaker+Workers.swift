import RegistryModel

extension DemoMaker {
  mutating func makeWorkers() throws(FieldError) {
    let agencies = organizations.indices.dropLast(size.recent).filter {
      organizations[$0].form == .serviceAgency && organizations[$0].status.steps.isEmpty
    }
    for _ in 0..<size.workers {
      var worker = Worker()
      let isMale = random.chance(32)
      let born = day(Self.newYear(until.year - 62), Self.newYear(until.year - 24))
      worker.name = PersonNames.name(isMale: isMale, born: born.year, &random)
      worker.idType = .resident
      worker.idNumber = try numbers.identity(isMale: isMale, born: born, &random)
      if random.chance(95) { worker.phone = [try numbers.mobile()] }
      worker.education = random.pick([
        .bachelor: 45, .juniorCollege: 38, .highSchool: 10, .postgraduate: 4,
        .secondaryVocational: 3,
      ])
      worker.politics = random.pick([
        .communist: 42, .masses: 40, .youthLeague: 16, .nonPartisan: 2,
      ])
      try license(&worker)
      if random.chance(50) {
        worker.serviceAreas = [
          random.pick([
            .resourceProvision: 3, .relationshipAdjustment: 2, .socialIntegration: 3,
            .drugRehabilitation: 1, .communityCare: 3,
          ])
        ]
      }
      let adult = Self.newYear(max(firstYear, born.year + 22))
      let started = day(min(adult, until.adding(days: -400)), until.adding(days: -20))
      if random.chance(6), started < until.adding(days: -800) {
        worker.leftOn = day(started.adding(days: 500), until.adding(days: -5))
        worker.leaveReason = random.pick([.resigned: 5, .transferred: 3, .retired: 2])
        worker.startedOn = started
      } else {
        worker.startedOn = random.chance(4) ? nil : vague(started, monthOnly: 8, yearOnly: 2)
      }
      if random.chance(12), let agency = agencies.isEmpty ? nil : random.pick(agencies) {
        worker.employer = RecordID(.organization, agency + 1)
      }
      workers.append(worker)
    }
  }

  private mutating func license(_ worker: inout Worker) throws(FieldError) {
    let level: LicenceLevel = random.pick([
      .unlicensed: 58, .assistant: 27, .socialWorker: 14, .senior: 1,
    ])
    guard level != .unlicensed else {
      if random.chance(60) { worker.licenceLevel = Dated(level) }
      return
    }
    let year = random.number(firstYear...until.year - 1)
    let passed = CivilDate(year: year, month: 9, day: 20) ?? until
    worker.licenceLevel = Dated(.unlicensed)
    worker.licenceLevel.change(to: level, from: passed)
    worker.licenceNumber = try LicenceNumber(
      text: "\(year)0\(level == .assistant ? 1 : 2)\(DemoNumbers.district)"
        + DemoNumbers.padded(random.number(1...999_999), to: 6))
    if random.chance(85) {
      worker.registrationUntil = CivilDate(
        year: until.year + random.number(-1...3), month: random.number(1...12),
        day: random.number(1...28))
    }
  }
}
