import RegistryModel

/// The organizations that count under one rule, by the place of their home.
struct OrganizationCount: Sendable {
  private(set) var counted: [Int]
  /// Of those, with a confirmed service.
  private(set) var serving: [Int]

  init(_ census: Census, _ rule: OrganizationRule) {
    counted = Array(repeating: 0, count: census.communities.count)
    serving = counted
    let verdicts = Verdicts(rule, census)
    for fact in census.organizations {
      guard let place = fact.place, fact.verdict(verdicts) == .counts else { continue }
      counted[place] += 1
      if fact.hasServices { serving[place] += 1 }
    }
  }
}

/// The workers that count under one rule, each person once in a place, whatever roles are held.
struct WorkerCount: Sendable {
  /// One worker in one place.
  struct Head: Comparable, Sendable {
    let place: Int32
    let worker: Int32
    /// Of all the worker's posts there, and of the worker.
    var partialDates: Int
    let partialDatesOfWorker: Int

    init(_ post: Post) {
      (place, worker) = (post.place, post.worker)
      partialDates = Int(post.partialDates)
      partialDatesOfWorker = Int(post.partialDatesOfWorker)
    }

    static func < (left: Head, right: Head) -> Bool {
      (left.place, left.worker) < (right.place, right.worker)
    }
  }

  /// By place, then worker.
  private(set) var heads: [Head] = []
  /// Posts that count as over and may not be: their last days stand behind the count.
  private(set) var over: [Head] = []
  private(set) var counted: [Int]

  init(_ census: Census, _ rule: WorkerRule) {
    counted = Array(repeating: 0, count: census.communities.count)
    // Sorted by place in one walk; only the few of one place are compared.
    var starts = Array(repeating: 0, count: census.communities.count + 1)
    let qualifies = census.grades.values.map { rule.qualifies(role: $0.role, licence: $0.licence) }
    let all = census.posts.filter { qualifies[$0.grade.index] }
    over = all.filter(\.isOver).map(Head.init)
    let qualified = all.filter { !$0.isOver }
    for post in qualified { starts[Int(post.place) + 1] += 1 }
    for place in counted.indices { starts[place + 1] += starts[place] }
    var sorted = qualified.map(Head.init)
    var next = starts
    for post in qualified {
      let place = Int(post.place)
      sorted[next[place]] = Head(post)
      next[place] += 1
    }
    heads.reserveCapacity(sorted.count)
    for place in counted.indices where starts[place] < starts[place + 1] {
      sorted[starts[place]..<starts[place + 1]].sort()
      for head in sorted[starts[place]..<starts[place + 1]] {
        if let last = heads.last, (last.place, last.worker) == (head.place, head.worker) {
          heads[heads.count - 1].partialDates += head.partialDates
          continue
        }
        heads.append(head)
        counted[place] += 1
      }
    }
  }
}

/// The counts of a census under every rule a plan uses, each made once.
struct Headcount: Sendable {
  private(set) var organizations: [OrganizationRule: OrganizationCount] = [:]
  private(set) var workers: [WorkerRule: WorkerCount] = [:]

  init(_ census: Census, _ organizationRules: Set<OrganizationRule>, _ workerRules: Set<WorkerRule>)
  {
    for rule in organizationRules { organizations[rule] = OrganizationCount(census, rule) }
    for rule in workerRules { workers[rule] = WorkerCount(census, rule) }
  }
}
