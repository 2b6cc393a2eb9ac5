/// How a record ends.
public struct Ending: Hashable, Sendable {
  /// The first day without it: its last one is the day before.
  public let day: CivilDate
  /// Who takes its place.
  public var successors: [RecordID] = []
  /// Why, as typed: a value of the code table where the kind has one.
  public var reason: String?

  /// Its last day, that one included.
  public var lastDay: CivilDate { day.adding(days: -1) }
}

/// A record that an act ends, together with what names it.
protocol EndedByAct: Record {
  /// The field that says why.
  static var endReasonKey: String { get }
  /// Ends it.
  mutating func end(_ ending: Ending) throws(FieldError)
}

extension Community: EndedByAct {
  static let endReasonKey = "endReason"

  mutating func end(_ ending: Ending) {
    (endedOn, endReason) = (ending.lastDay, ending.reason)
    if !ending.successors.isEmpty { replacedBy = ending.successors }
  }
}

extension Worker: EndedByAct {
  static let endReasonKey = "leaveReason"

  mutating func end(_ ending: Ending) throws(FieldError) {
    leftOn = ending.lastDay
    leaveReason = try ending.reason.map { (text) throws(FieldError) in try LeaveReason(text: text) }
  }
}

extension Organization: EndedByAct {
  static let endReasonKey = "endReason"

  /// Its registration is revoked where that is the reason; else it is deregistered, or its filing is cancelled.
  mutating func end(_ ending: Ending) throws(FieldError) {
    endReason = try ending.reason.map { (text) throws(FieldError) in
      try OrganizationEndReason(text: text)
    }
    status.change(to: endReason == .revoked ? .revoked : .deregistered, from: ending.day)
    // Nothing follows the end.
    for step in status.steps where step.day > ending.day { status.removeStep(of: step.day) }
  }
}

extension Assignment {
  /// Ends it on `day`.
  mutating func end(on day: CivilDate, because reason: EndReason?) {
    (until, endReason) = (day, reason)
  }

  /// The same post from `day` on.
  func renewed(from day: CivilDate) -> Assignment {
    var post = self
    (post.since, post.endReason) = (day, nil)
    return post
  }
}

extension Role {
  /// Whoever has it was elected: nobody takes it over.
  var isElected: Bool { self == .partyMember || self == .committeeMember }
}

extension Kind {
  /// The field that says why a record of the kind ended; nil where no act ends one.
  public var endReason: FieldInfo? {
    (type as? any EndedByAct.Type).flatMap { schema[$0.endReasonKey] }
  }
}
