/// How far a programme is with the kind of activity that is furthest behind its plan: `case 3/7`.
public struct ProgrammeProgress: Hashable, Sendable {
  /// The planned kind of which the smallest share is done.
  public let kind: ActivityKind
  /// What is done of it.
  public let done: Int
  /// What is planned.
  public let planned: Int

  /// `cases 3/7`
  public var words: Words {
    Words("\(kind.many) \(done)/\(planned)", "\(kind.row.short.chinese) \(done)/\(planned)")
  }

  /// The kind by its word, done and planned.
  public var json: JSON { .string("\(kind.rawValue) \(done)/\(planned)") }

  /// Reads the same.
  public init?(json: JSON) {
    let parts = (json.string ?? "").split { $0 == " " || $0 == "/" }
    guard parts.count == 3, let kind = ActivityKind(rawValue: String(parts[0])),
      let done = Int(parts[1]), let planned = Int(parts[2])
    else { return nil }
    self.init(kind, done, of: planned)
  }

  fileprivate init(_ kind: ActivityKind, _ done: Int, of planned: Int) {
    (self.kind, self.done, self.planned) = (kind, done, planned)
  }

  /// A smaller share of it is done than of `other`.
  fileprivate func isBehind(_ other: Self) -> Bool {
    Int128(done) * Int128(other.planned) < Int128(other.done) * Int128(planned)
  }
}

extension RegistryState {
  /// How far a programme is; nil where it plans nothing.
  ///
  /// - Parameter past: what was done by that day, a month by its last; nil: all that is entered.
  public func progress(of programme: RecordID, by past: CivilDate?) -> ProgrammeProgress? {
    guard let record = programmes[programme.number]?.record else { return nil }
    let planned = ActivityKind.allCases.compactMap { kind in
      record.planned(kind).flatMap { $0 > 0 ? (kind: kind, count: $0) : nil }
    }
    if planned.isEmpty { return nil }
    var done: [ActivityKind: Int] = [:]
    for stored in activities(of: programme) where past.map(stored.hasBegun) ?? true {
      guard let kind = stored.record.activityKind else { continue }
      done[kind] = (done[kind] ?? 0).addingReportingOverflow(stored.record.count ?? 0).partialValue
    }
    return planned.map { ProgrammeProgress($0.kind, done[$0.kind] ?? 0, of: $0.count) }
      .reduce(nil) { least, one in
        if let least, !one.isBehind(least) { least } else { one }
      }
  }
}
