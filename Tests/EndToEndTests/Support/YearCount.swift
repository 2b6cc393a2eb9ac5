/// The figures of a district counted once more, from nothing but what `list KIND --json` prints for a day.
///
/// The day is the last of a month, so whatever begins in its month has begun.
struct YearCount {
  private let day: String
  private var kinds: [String: [Row]] = [:]

  /// A record as it was printed.
  struct Row {
    let json: JSONValue

    subscript(key: String) -> String? {
      if case .string(let text)? = json[key] { text } else { nil }
    }
    func number(_ key: String) -> Int? {
      if case .number(let number)? = json[key] { Int(number) } else { nil }
    }
    func all(_ key: String) -> [String] {
      guard case .array(let items)? = json[key] else { return [] }
      return items.compactMap { if case .string(let text) = $0 { text } else { nil } }
    }
    var id: String { self["id"] ?? "" }
  }

  init(_ office: Office, on day: String) throws {
    self.day = day
    for kind in [
      "communities", "organizations", "workers", "assignments", "needs", "programmes", "activities",
      "purchases",
    ] {
      let outcome = try office.run("list", kind, "--json", "--as-of", day)
      guard case .array(let rows) = try JSONValue(outcome.bytes) else {
        throw Failed("list \(kind): \(outcome.error)")
      }
      kinds[kind] = rows.map(Row.init)
    }
  }

  private func rows(_ kind: String) -> [Row] { kinds[kind] ?? [] }
  private func row(_ kind: String, _ id: String?) -> Row? { rows(kind).first { $0.id == id } }

  /// Nothing said is long ago.
  private func hasBegun(_ date: String?) -> Bool {
    date.map { $0.prefix(7) <= day.prefix(7) } ?? true
  }
  private func hasEnded(_ date: String?) -> Bool { date.map { $0 < day } ?? false }

  private var communities: [Row] { rows("communities").filter { !hasEnded($0["endedOn"]) } }
  /// The tenth digit of a village's code is 2.
  private func isRural(_ row: Row) -> Bool { row["code"]?.dropFirst(9).first == "2" }

  /// Those a plan counts, in one community.
  func organizations(in community: String) -> [String] {
    rows("organizations").filter {
      $0["community"] == community && $0["reach"] == "community" && hasBegun($0["registeredOn"])
        && ["filed", "registered"].contains($0["tier"]) && isAtWork($0)
    }.map(\.id)
  }
  private func isAtWork(_ row: Row?) -> Bool {
    ["active", "changePending"].contains(row?["status"])
  }

  /// The social workers of a community: by their role, or by a licence.
  func workers(in community: String) -> Set<String> {
    Set(
      rows("assignments").filter { post in
        guard post["community"] == community, hasBegun(post["since"]), !hasEnded(post["until"]),
          let worker = row("workers", post["worker"]), isThere(worker)
        else { return false }
        return ["socialWorker", "drugRehabWorker"].contains(post["role"])
          || ["assistant", "socialWorker", "senior"].contains(worker["licenceLevel"])
      }.compactMap { $0["worker"] })
  }
  private func isThere(_ worker: Row) -> Bool {
    hasBegun(worker["startedOn"]) && !hasEnded(worker["leftOn"])
  }

  private var running: [Row] {
    rows("programmes").filter {
      $0["status"] == "running" && hasBegun($0["since"]) && !hasEnded($0["until"])
    }
  }
  private func supporters(_ programme: Row) -> [String] {
    programme.all("workers").filter { row("workers", $0).map(isThere) ?? false }
  }

  /// The communities that a programme links to an organization at work and to a worker.
  var linked: [String] {
    communities.map(\.id).filter { community in
      running.contains {
        $0.all("communities").contains(community) && isAtWork(row("organizations", $0["carrier"]))
          && !supporters($0).isEmpty
      }
    }
  }

  /// The needs whose status is one of these.
  func needs(_ statuses: String...) -> [String] {
    rows("needs").filter { hasBegun($0["raisedOn"]) && statuses.contains($0["status"] ?? "") }
      .map(\.id)
  }

  /// How many were done in a programme, by kind.
  func done(in programme: String) -> [String: Int] {
    rows("activities").filter { $0["programme"] == programme && hasBegun($0["heldOn"]) }
      .reduce(into: [:]) { $0[$1["activityKind"] ?? "", default: 0] += $1.number("count") ?? 0 }
  }

  private var contracts: [Row] {
    rows("purchases").filter {
      ["contracted", "completed"].contains($0["status"]) && hasBegun($0["signedOn"] ?? "2999")
    }
  }
  /// In fen.
  private func amount(_ contracts: [Row]) -> Int {
    contracts.compactMap { $0["amount"].flatMap { Int($0.replacing(".", with: "")) } }.reduce(0, +)
  }

  /// Sum and base of each target of the plan.
  var figures: [String: [Int]] {
    let (rural, urban) = (communities.filter(isRural), communities.filter { !isRural($0) })
    let counted = { (places: [Row]) in places.flatMap { organizations(in: $0.id) } }
    let qualifying = Set(communities.flatMap { workers(in: $0.id) })
    let busy = Set(running.flatMap { $0.all("partners") + [$0["carrier"] ?? ""] })
    let answered = needs("taken", "met", "referred")
    let own = contracts.filter { $0["supplier"] != nil }
    return [
      "urban": [counted(urban).count, urban.count], "rural": [counted(rural).count, rural.count],
      "workers": [communities.count { !workers(in: $0.id).isEmpty }, communities.count],
      "linked": [linked.count, communities.count],
      "needs": [answered.count, answered.count + needs("open", "declined").count],
      "supporters": [
        qualifying.intersection(running.flatMap(supporters)).count, qualifying.count,
      ],
      "carriers": [
        counted(communities).count(where: busy.contains), counted(communities).count,
      ],
      "amount": [amount(contracts), communities.count],
      "share": [amount(own), amount(contracts)],
    ]
  }
}
