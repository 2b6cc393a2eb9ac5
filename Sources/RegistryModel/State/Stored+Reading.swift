// A record line, read member by member.

extension Stored {
  /// What has been read of a line so far.
  struct Reading {
    private(set) var id: RecordID?
    private(set) var record = R()
    private(set) var changed: Int?
    private(set) var binned: String?
    private(set) var accepted: [String: String]?
    /// Steps of fields of a newer version are here too, under `field@day` as in the journal.
    private(set) var unknown: [JSON.Member] = []
    private var hasSteps = false
    /// Fields whose first or only value has been read.
    private var seen = FieldSet()
    /// The field after the one read last: files keep the order.
    private var next = 0
    private let schema = R.schema

    mutating func take(_ member: JSON.Member) throws(FieldError) {
      let (key, value) = (member.key, member.value)
      if let place = schema.ordinal(of: key, guess: next), schema.fields[place].put != nil {
        // A dated field outside the steps was written before it kept its past: its first value.
        guard seen.insert(place) else { throw .twice.naming(key) }
        next = place + 1
        return try put(value, at: place, on: nil)
      }
      switch key {
      case ReservedKey.id:
        guard id == nil else { throw .twice.naming(key) }
        do { id = try RecordID(json: value) } catch { throw error.naming(key) }
      case ReservedKey.changed:
        guard changed == nil else { throw .twice.naming(key) }
        do { changed = try Int(json: value) } catch { throw error.naming(key) }
      case ReservedKey.binned:
        guard binned == nil else { throw .twice.naming(key) }
        binned = try value.reason(key)
      case ReservedKey.accepted: try takeAccepted(value)
      case ReservedKey.steps: try takeSteps(value)
      case ReservedKey.on: throw FieldError("`on` belongs into a step", "on 只能在 steps 内")
      default: try keep(member)
      }
    }

    private mutating func takeAccepted(_ json: JSON) throws(FieldError) {
      guard accepted == nil else { throw .twice.naming(ReservedKey.accepted) }
      guard let reasons = json.members else {
        throw FieldError("accepted: an object is expected", "accepted: 应为对象")
      }
      var accepted: [String: String] = [:]
      for reason in reasons {
        let key = "\(ReservedKey.accepted)/\(reason.key)"
        guard accepted[reason.key] == nil else { throw .twice.naming(key) }
        accepted[reason.key] = try reason.value.reason(key)
      }
      self.accepted = accepted
    }

    /// Steps stand in order of their days, one a day, the one without a day first.
    private mutating func takeSteps(_ json: JSON) throws(FieldError) {
      guard let steps = json.array, !hasSteps else {
        throw FieldError("steps: one list is expected", "steps: 应为一个列表")
      }
      hasSteps = true
      var last: CivilDate?
      for (place, step) in steps.enumerated() {
        guard let members = step.members else {
          throw FieldError("steps: a step is an object", "steps: 每一步应为对象")
        }
        let day = try Self.day(of: members)
        guard day.map({ day in last.map { day > $0 } ?? true }) ?? (place == 0) else {
          throw FieldError(
            "steps: `on` must be later than in the step before",
            "steps: on 应晚于前一步")
        }
        last = day
        try takeStep(members, on: day)
      }
    }

    private static func day(of members: [JSON.Member]) throws(FieldError) -> CivilDate? {
      let days = members.filter { $0.key == ReservedKey.on }
      guard let on = days.first else { return nil }
      guard days.count == 1 else { throw .twice.naming("steps: on") }
      do throws(FieldError) {
        let day = try CivilDate(json: on.value)
        guard day.isFull else { throw .fullDayExpected }
        return day
      } catch { throw error.naming("steps: on") }
    }

    private mutating func takeStep(
      _ members: [JSON.Member], on day: CivilDate?
    ) throws(FieldError) {
      var seenHere = FieldSet()
      for member in members where member.key != ReservedKey.on {
        let place = schema.ordinal(of: member.key)
        if let place, schema.fields[place].info.isDated {
          guard day == nil ? seen.insert(place) : seenHere.insert(place) else {
            throw .twice.naming("steps: \(member.key)")
          }
          try put(member.value, at: place, on: day)
        } else if place != nil || ReservedKey.all.contains(member.key) {
          throw FieldError(
            "steps: \(member.key) is no dated field", "steps: \(member.key) 不是分期字段")
        } else {
          let key = SettingKey(field: member.key, day: day).text
          try keep(JSON.Member(key, day == nil ? member.value : .array([member.value])))
        }
      }
    }

    private mutating func put(
      _ value: JSON, at place: Int, on day: CivilDate?
    ) throws(FieldError) {
      do { try schema.fields[place].put?(&record, day, .value(value)) } catch {
        throw error.naming(schema.fields[place].info.key)
      }
    }

    private mutating func keep(_ member: JSON.Member) throws(FieldError) {
      guard !unknown.contains(where: { $0.key == member.key }) else {
        throw .twice.naming(member.key)
      }
      unknown.append(member)
    }
  }

  /// The step an unknown `field@day` key stands for; nil for other keys.
  static func unknownStep(_ member: JSON.Member) -> (CivilDate, JSON.Member)? {
    let key = SettingKey(member.key)
    guard let day = key.day, let value = member.value.array, value.count == 1,
      R.schema.field(key.field) == nil, !ReservedKey.all.contains(key.field)
    else { return nil }
    return (day, JSON.Member(key.field, value[0]))
  }
}

/// A set of a schema's fields by ordinal, in one word: every line of a file is asked.
private struct FieldSet {
  private var bits: UInt64 = 0

  /// False where it is in already.
  mutating func insert(_ ordinal: Int) -> Bool {
    let bit = UInt64(1) << UInt64(ordinal)
    defer { bits |= bit }
    return bits & bit == 0
  }
}

extension FieldError {
  fileprivate static var twice: FieldError { FieldError("stands twice", "出现两次") }
}
