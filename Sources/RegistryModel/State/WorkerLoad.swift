/// What a worker has to do on a day, beside what the office finds right.
public struct WorkerLoad: Hashable, Sendable {
  /// Communities with a post, each once.
  public var communities = 0
  /// Households there; those of a community are shared by all who work in it, volunteers excepted. Nil where no
  /// community says how many it has.
  public var households: Int?
  /// What the filled shares add up to; nil: none is filled.
  public var share: Percent?
  /// Programmes that run with the worker.
  public var programmes = 0
}

extension WorkerLoad {
  /// More than the office finds right, in words; nil if it is not.
  public func excess(over office: Office) -> Words? {
    if let most = office.mostCommunities, communities > most {
      return Words(
        "serves \(communities) communities, more than \(most)",
        "任职 \(communities) 个社区，超过上限 \(most) 个")
    }
    if let most = office.mostHouseholds, let households, households > most {
      return Words(
        "serves \(households) households, more than \(most)", "服务 \(households) 户，超过上限 \(most) 户")
    }
    return nil
  }

  /// `2 communities, 1350 households, 150 %, 2 programmes`.
  public var words: Words {
    let parts: [Words?] = [
      Words(communities == 1 ? "1 community" : "\(communities) communities", "\(communities) 个社区"),
      households.map { Words("\($0) households", "\($0) 户") },
      share.map { Words("\($0.text(.en)) %", "占比 \($0.text(.chinese))%") },
      programmes == 0
        ? nil
        : Words(programmes == 1 ? "1 programme" : "\(programmes) programmes", "\(programmes) 个项目"),
    ]
    let told = parts.compactMap { $0 }
    return told.dropFirst().reduce(told[0]) { $0 + Words(", ", "，") + $1 }
  }
}

extension RegistryState {
  /// What a worker has to do on `day`.
  public func load(of worker: RecordID, on day: CivilDate) -> WorkerLoad {
    let posts = posts(of: worker, on: day)
    var load = WorkerLoad()
    let served = Set(posts.filter { $0.role != .volunteer }.compactMap(\.community))
    load.communities = Set(posts.compactMap(\.community)).count
    let households = served.compactMap { id -> Int? in
      guard let all = communities[id.number]?.record.households[day] else { return nil }
      let others = Set(
        assignments(of: id, on: day).filter { $0.record.role != .volunteer }.compactMap(
          \.record.worker))
      return all / max(1, others.count)
    }
    load.households = households.isEmpty ? nil : households.reduce(0, +)
    let shares = posts.compactMap(\.share)
    load.share = shares.isEmpty ? nil : shares.reduce(.zero, +)
    if let field = Programme.kindSchema["workers"] {
      load.programmes = programmes.holding(worker.description, in: field).count {
        $0.record.runs(on: day) && $0.record.workers[day]?.contains(worker) == true
      }
    }
    return load
  }
}
