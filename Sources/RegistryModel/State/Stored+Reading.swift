// A record line, read member by member where the parser left it.

extension Stored {
  /// Reads a record line; refuses values their fields refuse, keeps keys it does not know.
  ///
  /// Refused with words naming the key: what would otherwise be lost when the record is written
  /// again, such as a duplicate key or bookkeeping of another type.
  public convenience init(tape: inout JSONTape) throws(FieldError) {
    var record = R()
    var reading = Reading()
    try reading.read(&tape, into: &record)
    try self.init(reading, record)
  }

  /// The same from a tree.
  public convenience init(json: JSON) throws(FieldError) {
    var record = R()
    let reading = try json.onTape { (tape) throws(FieldError) in
      var reading = Reading()
      try reading.read(&tape, into: &record)
      return reading
    }
    try self.init(reading, record)
  }

  private convenience init(_ reading: consuming Reading, _ record: consuming R) throws(FieldError) {
    guard let id = reading.id, id.kind == R.kind else {
      throw FieldError("a record must have an id of its kind", "记录应有本类编号 id")
    }
    self.init(
      id, record, changed: reading.changed ?? 0, binned: reading.binned,
      accepted: reading.accepted ?? [:], unknown: reading.unknown)
  }

  /// What has been read of a line so far, its fields aside.
  private struct Reading {
    private(set) var id: RecordID?
    private(set) var changed: Int?
    private(set) var binned: String?
    private(set) var accepted: [String: String]?
    /// Steps of fields of a newer version are here too, under `field@day` as in the journal.
    private(set) var unknown: [JSON.Member] = []
    private var hasSteps = false
    /// Fields whose first or only value has been read.
    private var seen = FieldSet()
    private let schema = R.schema

    mutating func read(_ tape: inout JSONTape, into record: inout R) throws(FieldError) {
      guard tape.enterObject() else {
        throw FieldError("a record must be a JSON object", "记录应为 JSON 对象")
      }
      var next = 0
      while let key = tape.key() {
        switch schema.lineKey(key, after: &next) {
        case .field(let place):
          // A dated field outside the steps was written before it kept its past: its first value.
          guard seen.insert(place) else { throw .twice.naming(schema.fields[place].info.key) }
          let isRead: Bool
          do { isRead = try schema.read(place, into: &record, on: nil, &tape) } catch {
            throw error.naming(schema.fields[place].info.key)
          }
          if !isRead { try keep(key, &tape) }
        case .reserved(.steps): try readSteps(&tape, into: &record)
        case .reserved(.on): throw FieldError("`on` must be inside a step", "on 只能在 steps 内")
        case .reserved(.accepted): try readAccepted(&tape)
        case .reserved(let key):
          do { try read(key, &tape) } catch { throw error.naming(key.rawValue) }
        case nil: try keep(key, &tape)
        }
      }
    }

    private mutating func read(
      _ key: ReservedKey, _ tape: inout JSONTape
    ) throws(FieldError) {
      switch key {
      case .id:
        guard id == nil else { throw .twice }
        id = try RecordID(tape: &tape)
      case .changed:
        guard changed == nil else { throw .twice }
        changed = try Int(tape: &tape)
      case .binned:
        guard binned == nil else { throw .twice }
        binned = try tape.tree().reason
      case .accepted, .steps, .on: break  // read elsewhere
      }
    }

    private mutating func readAccepted(_ tape: inout JSONTape) throws(FieldError) {
      let name = ReservedKey.accepted.rawValue
      guard accepted == nil else { throw .twice.naming(name) }
      guard tape.enterObject() else {
        throw FieldError("must be an object", "应为对象").naming(name)
      }
      var accepted: [String: String] = [:]
      while let key = tape.key() {
        let rule = try Self.text(key)
        let place = "\(name)/\(rule)"
        guard accepted[rule] == nil else { throw .twice.naming(place) }
        do { accepted[rule] = try tape.tree().reason } catch { throw error.naming(place) }
      }
      self.accepted = accepted
    }

    /// Steps are in order of their days, one a day, the one without a day first.
    private mutating func readSteps(
      _ tape: inout JSONTape, into record: inout R
    ) throws(FieldError) {
      guard !hasSteps, tape.enterArray() else {
        throw FieldError("steps: must be one list", "steps: 应为一个列表")
      }
      hasSteps = true
      var last: CivilDate?
      var isFirst = true
      while !tape.leaveArray() {
        let day = try day(ofStep: tape)
        guard day.map({ day in last.map { day > $0 } ?? true }) ?? isFirst else {
          throw FieldError(
            "steps: `on` must be later than in the previous step",
            "steps: on 应晚于前一步")
        }
        (last, isFirst) = (day, false)
        try readStep(&tape, into: &record, on: day)
      }
    }

    /// The day of the step that `tape` is before, looked up ahead of its other keys.
    private func day(ofStep tape: JSONTape) throws(FieldError) -> CivilDate? {
      var tape = tape
      guard tape.enterObject() else {
        throw FieldError("steps: a step must be an object", "steps: 每一步应为对象")
      }
      var found: CivilDate?
      var next = 0
      while let key = tape.key() {
        guard case .reserved(.on)? = schema.lineKey(key, after: &next) else {
          tape.skip()
          continue
        }
        guard found == nil else { throw .twice.naming("steps: on") }
        do throws(FieldError) {
          let day = try CivilDate(tape: &tape)
          guard day.isFull else { throw .fullDayExpected }
          found = day
        } catch { throw error.naming("steps: on") }
      }
      return found
    }

    private mutating func readStep(
      _ tape: inout JSONTape, into record: inout R, on day: CivilDate?
    ) throws(FieldError) {
      _ = tape.enterObject()
      var seenHere = FieldSet()
      var next = 0
      while let bytes = tape.key() {
        switch schema.lineKey(bytes, after: &next) {
        case .reserved(.on): tape.skip()
        case .field(let place) where schema.isDated(place):
          guard day == nil ? seen.insert(place) : seenHere.insert(place) else {
            throw .twice.naming("steps: \(schema.fields[place].info.key)")
          }
          do { _ = try schema.read(place, into: &record, on: day, &tape) } catch {
            throw error.naming(schema.fields[place].info.key)
          }
        case .field, .reserved:
          let key = String(decoding: bytes, as: UTF8.self)
          throw FieldError("steps: \(key) is not a dated field", "steps: \(key) 不是保留历史的字段")
        case nil:
          let key = SettingKey(field: try Self.text(bytes), day: day).text
          let value = try tape.tree()
          try keep(JSON.Member(key, day == nil ? value : .array([value])))
        }
      }
    }

    private mutating func keep(
      _ key: UnsafeBufferPointer<UInt8>, _ tape: inout JSONTape
    ) throws(FieldError) {
      let key = try Self.text(key)
      try keep(JSON.Member(key, tape.tree()))
    }

    private mutating func keep(_ member: JSON.Member) throws(FieldError) {
      guard !unknown.contains(where: { $0.key == member.key }) else {
        throw .twice.naming(member.key)
      }
      unknown.append(member)
    }

    private static func text(_ key: UnsafeBufferPointer<UInt8>) throws(FieldError) -> String {
      if key.contains(0) { throw FieldError(JSONError(.nul, at: nil)) }
      return String(decoding: key, as: UTF8.self)
    }
  }

  /// The step an unknown `field@day` key represents; nil for other keys.
  static func unknownStep(_ member: JSON.Member) -> (CivilDate, JSON.Member)? {
    let key = SettingKey(member.key)
    guard let day = key.day, let value = member.value.array, value.count == 1,
      R.schema.field(key.field) == nil, ReservedKey(rawValue: key.field) == nil
    else { return nil }
    return (day, JSON.Member(key.field, value[0]))
  }
}

/// A set of a schema's fields by ordinal, in one word: every line of a file is asked.
private struct FieldSet {
  private var bits: UInt64 = 0

  /// False if it is in already.
  mutating func insert(_ ordinal: Int) -> Bool {
    let bit = UInt64(1) << UInt64(ordinal)
    defer { bits |= bit }
    return bits & bit == 0
  }
}

extension FieldError {
  fileprivate static var twice: FieldError { FieldError("must not be given twice", "不能重复") }
}
