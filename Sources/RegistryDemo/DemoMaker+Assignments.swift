import RegistryModel

extension DemoMaker {
  /// One main post a worker, then earlier posts and second ones until the number is reached.
  ///
  /// Every twentieth community has nobody who counts as a social worker, so the target has a gap.
  mutating func makeAssignments() {
    let homes = communities.indices.filter { communities[$0].endedOn == nil }
    for place in workers.indices {
      let home = homes[place % homes.count]
      let isTooLate = workers[place].leftOn.map { left in
        communities[home].establishedOn.map { $0.lastDay.adding(days: 60) > left } ?? false
      }
      let other = homes[(place + 1) % homes.count]
      assignments.append(mainPost(of: place, in: isTooLate == true ? other : home))
    }
    var place = 0
    while assignments.count < size.assignments {
      let worker = place % workers.count
      if place < workers.count, random.chance(35) {
        assignments.append(earlierPost(of: worker, among: homes))
      } else if let post = secondPost(of: worker, round: place / workers.count, among: homes) {
        assignments.append(post)
      }
      place += 1
    }
  }

  private mutating func mainPost(of place: Int, in home: Int) -> Assignment {
    let worker = workers[place]
    let isGap = home % 20 == 7
    var post = Assignment()
    post.worker = RecordID(.worker, place + 1)
    post.community = RecordID(.community, home + 1)
    post.role =
      isGap || random.chance(45)
      ? random.pick([.communityStaff: 5, .committeeMember: 3, .gridWorker: 3, .partyMember: 1])
      : random.pick([.socialWorker: 8, .drugRehabWorker: 1, .communityStaff: 6])
    post.since = firstDay(of: worker, in: home)
    post.until = worker.leftOn
    if worker.leftOn != nil { post.endReason = .resigned }
    post.primary = true
    if random.chance(30) { post.share = Percent(units: 1000) }
    post.organization = worker.employer
    if isGap {
      workers[place].licenceLevel = Dated()
      workers[place].licenceNumber = nil
      workers[place].registrationUntil = nil
    }
    return post
  }

  /// The later half of the time at work, in which the community exists.
  private mutating func firstDay(of worker: Worker, in home: Int) -> CivilDate {
    let last = worker.leftOn.map { $0.adding(days: -30) } ?? until.adding(days: -1)
    let start = worker.startedOn?.lastDay ?? Self.newYear(firstYear + 3)
    let founded = communities[home].establishedOn?.lastDay ?? start
    let middle = CivilDate(
      daysSinceEpoch: (start.daysSinceEpoch + max(start, last).daysSinceEpoch) / 2)
    return max(max(start, founded), min(middle, max(start, day(start, max(start, last)))))
  }

  /// A post before the main one, ended the day before it.
  private mutating func earlierPost(of place: Int, among homes: [Int]) -> Assignment {
    let main = assignments[place]
    let home = random.pick(homes)
    var post = Assignment()
    post.worker = main.worker
    post.community = RecordID(.community, home + 1)
    post.role = random.pick([.communityStaff: 3, .gridWorker: 2])
    let end = (main.since ?? until).adding(days: -1)
    let start = workers[place].startedOn?.lastDay ?? Self.newYear(firstYear)
    let founded = communities[home].establishedOn?.lastDay ?? start
    guard max(start, founded) < end else { return volunteering(of: place) }
    post.since = max(start, founded)
    post.until = end
    post.endReason = .transferred
    return post
  }

  /// A volunteer's post in the same community: never counted, often held beside.
  private func volunteering(of place: Int) -> Assignment {
    var post = assignments[place]
    post.role = .volunteer
    post.primary = nil
    post.share = nil
    post.organization = nil
    return post
  }

  /// A second post beside the main one, in a neighbouring community.
  private mutating func secondPost(
    of place: Int, round: Int, among homes: [Int]
  ) -> Assignment? {
    guard random.chance(30), round < 8 else { return nil }
    let main = assignments[place]
    let home = homes[(place + 1 + round) % homes.count]
    guard home % 20 != 7, home + 1 != main.community?.number else { return nil }
    var post = main
    post.community = RecordID(.community, home + 1)
    post.role = random.pick([.socialWorker: 2, .gridWorker: 1])
    post.primary = nil
    post.share = nil
    let founded = communities[home].establishedOn?.lastDay
    if let founded, let since = post.since, since < founded { return nil }
    return post
  }
}
