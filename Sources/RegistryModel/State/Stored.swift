/// One record as the registry keeps it: content, and what every record carries.
///
/// Immutable and shared: a changed record is a new object, so snapshots cost nothing.
public final class Stored<R: Record>: AnyStored {
  /// The record's id.
  public let id: RecordID
  /// Its fields.
  public let record: R
  /// The seq that last touched it.
  public let changed: Int
  /// The reason it is in the recycle bin; nil for records in use.
  public let binned: String?
  /// Soft rules accepted by a clerk and hard ones overridden by a supervisor, with the reason given.
  public let accepted: [String: String]
  /// Keys of a newer version, kept and written back.
  public let unknown: [JSON.Member]

  /// A record with what the registry knows of it.
  public init(
    _ id: RecordID, _ record: R, changed: Int, binned: String? = nil,
    accepted: [String: String] = [:], unknown: [JSON.Member] = []
  ) {
    self.id = id
    self.record = record
    self.changed = changed
    self.binned = binned
    self.accepted = accepted
    self.unknown = unknown
  }

  /// The record, its type forgotten.
  public var content: any Record { record }

  /// The value of a field as of `day`; nil when empty.
  public func json(_ field: FieldInfo, on day: CivilDate) -> JSON? { record.json(field, on: day) }
  /// The same in words; empty when empty. References read as ids.
  public func text(_ field: FieldInfo, on day: CivilDate, _ language: Language) -> String {
    record.text(field, on: day, language)
  }

  /// The day it begins.
  public func beginning(on day: CivilDate) -> CivilDate? { record.beginning(on: day) }
  /// It began on `day` or before.
  public func hasBegun(by day: CivilDate) -> Bool { record.hasBegun(by: day) }
  /// It has begun and not ended.
  public func exists(on day: CivilDate) -> Bool { record.exists(on: day) }
  /// Why it is not there on `day`.
  public func absence(on day: CivilDate) -> Absence? { R.schema.life?.absence(of: record, on: day) }
  /// What it cannot be without.
  public var carriers: [RecordID?] { R.schema.life?.carriers(record) ?? [] }
  /// The communities it belongs to on `day`.
  public func homes(in state: RegistryState, on day: CivilDate) -> [RecordID] {
    R.schema.home?.communities(self, state, day) ?? []
  }

  /// What it is called in full on a day.
  public func name(in state: RegistryState, on day: CivilDate, _ language: Language) -> String {
    R.name(of: self, in: state, on: day, language)
  }
  /// The name a list has room for.
  public func shortName(
    in state: RegistryState, on day: CivilDate, _ language: Language
  ) -> String {
    R.shortName(of: self, in: state, on: day, language)
  }
  /// The number people know it by.
  public func number(in state: RegistryState, on day: CivilDate) -> String {
    R.number(of: self, in: state, on: day)
  }
  /// Where it belongs.
  public func note(in state: RegistryState, on day: CivilDate, _ language: Language) -> String {
    R.note(of: self, in: state, on: day, language)
  }
  /// What is worth knowing of other records once it is saved.
  public func remark(in state: RegistryState, by past: CivilDate?) -> Words? {
    R.remark(of: self, in: state, by: past)
  }
}

/// A stored record of whatever kind.
public protocol AnyStored: FieldReading, Sendable {
  var id: RecordID { get }
  var content: any Record { get }
  var changed: Int { get }
  var binned: String? { get }
  var accepted: [String: String] { get }
  /// Keys of a newer version, kept and written back.
  var unknown: [JSON.Member] { get }
  /// The record as one line of its file holds it.
  var json: JSON { get }
  /// The value under a setting's key, bookkeeping included.
  func part(_ key: String) -> JSON
  /// The record after `settings`, as far as it can hold them.
  func with(_ settings: [Setting]) -> any AnyStored
  /// The day on which it begins, as it is known on `day`; nil if it always was.
  func beginning(on day: CivilDate) -> CivilDate?
  /// It began on `day` or before.
  func hasBegun(by day: CivilDate) -> Bool
  /// It has begun and not ended.
  func exists(on day: CivilDate) -> Bool
  /// Why it is not there on `day`, where lists say so; nil where it is.
  func absence(on day: CivilDate) -> Absence?
  /// The records it cannot be without; nil for one that is not entered.
  var carriers: [RecordID?] { get }
  /// The communities it belongs to on `day`.
  func homes(in state: RegistryState, on day: CivilDate) -> [RecordID]
  /// What it is called in full on a day, as its papers say it.
  func name(in state: RegistryState, on day: CivilDate, _ language: Language) -> String
  /// The name a list has room for.
  func shortName(in state: RegistryState, on day: CivilDate, _ language: Language) -> String
  /// The number people know it by; empty where there is none.
  func number(in state: RegistryState, on day: CivilDate) -> String
  /// Where it belongs, which tells it from its namesakes.
  func note(in state: RegistryState, on day: CivilDate, _ language: Language) -> String
  /// What is worth knowing of other records once it is saved; nil if nothing is.
  func remark(in state: RegistryState, by past: CivilDate?) -> Words?
}

extension AnyStored {
  /// The record before `settings`.
  func rewound(_ settings: [Setting]) -> any AnyStored {
    with(settings.map { Setting($0.key, before: $0.after, after: $0.before) })
  }

  /// Keys of all settings that hold something.
  var keys: [String] {
    content.parts.map(\.key) + (binned == nil ? [] : [ReservedKey.binned.rawValue])
      + accepted.keys.sorted().map { "\(ReservedKey.accepted.rawValue)/\($0)" } + unknown.map(\.key)
  }
}

/// Keys of a record line that are not fields, in the order of a line; the id comes before fields.
enum ReservedKey: String, CaseIterable {
  case id, steps, on, binned, accepted, changed
}

extension Stored {
  /// The record as its file holds it: plain fields, then `steps` by day, each with the keys it
  /// changes; the first step has no `on`.
  public var json: JSON {
    var members = [JSON.Member(ReservedKey.id.rawValue, id.json)]
    var first: [JSON.Member] = []
    var later: [(day: CivilDate, members: [JSON.Member])] = []
    for field in R.schema.fields {
      for part in field.parts(record) {
        let member = JSON.Member(field.info.key, part.value)
        guard field.info.isDated else {
          members.append(member)
          continue
        }
        guard let day = part.day else {
          first.append(member)
          continue
        }
        if let place = later.firstIndex(where: { $0.day == day }) {
          later[place].members.append(member)
        } else {
          later.append((day, [member]))
        }
      }
    }
    for (day, member) in unknown.compactMap(Self.unknownStep) {
      if let place = later.firstIndex(where: { $0.day == day }) {
        later[place].members.append(member)
      } else {
        later.append((day, [member]))
      }
    }
    let steps =
      (first.isEmpty ? [] : [JSON.object(first)])
      + later.sorted { $0.day < $1.day }.map {
        JSON.object([JSON.Member(ReservedKey.on.rawValue, $0.day.json)] + $0.members)
      }
    if !steps.isEmpty { members.append(JSON.Member(ReservedKey.steps.rawValue, .array(steps))) }
    if let binned { members.append(JSON.Member(ReservedKey.binned.rawValue, .string(binned))) }
    if !accepted.isEmpty {
      let reasons = accepted.sorted { $0.key < $1.key }.map {
        JSON.Member($0.key, .string($0.value))
      }
      members.append(JSON.Member(ReservedKey.accepted.rawValue, .object(reasons)))
    }
    members.append(contentsOf: unknown.filter { Self.unknownStep($0) == nil })
    members.append(JSON.Member(ReservedKey.changed.rawValue, .int(changed)))
    return .object(members)
  }
}

extension Stored {
  /// The value under a setting's key, bookkeeping included.
  public func part(_ key: String) -> JSON {
    if let part = record.part(key) { return part }
    if key == ReservedKey.binned.rawValue { return binned.map(JSON.string) ?? .null }
    if let rule = Setting.acceptedRule(in: key) { return accepted[rule].map(JSON.string) ?? .null }
    return unknown.first { $0.key == key }?.value ?? Setting.absent(key)
  }

  /// The record after `settings`, as far as it can hold them.
  public func with(_ settings: [Setting]) -> any AnyStored {
    (try? applying(settings, seq: changed)) ?? self
  }

  /// The record after `settings`, touched by `seq`.
  func applying(_ settings: [Setting], seq: Int) throws(FieldError) -> Stored {
    var record = record
    var (binned, accepted, unknown) = (binned, accepted, unknown)
    for setting in settings {
      if try record.setPart(setting.key, to: setting.after) { continue }
      if setting.key == ReservedKey.binned.rawValue {
        do { binned = try setting.after.reason } catch { throw error.naming(setting.key) }
      } else if let rule = setting.acceptedRule {
        do { accepted[rule] = try setting.after.reason } catch { throw error.naming(setting.key) }
      } else if ReservedKey(rawValue: setting.key) != nil {
        throw FieldError("no field has this name", "没有此名称的字段").naming(setting.key)
      } else {
        unknown.removeAll { $0.key == setting.key }
        if setting.after != Setting.absent(setting.key) {
          unknown.append(JSON.Member(setting.key, setting.after))
        }
      }
    }
    return Stored(id, record, changed: seq, binned: binned, accepted: accepted, unknown: unknown)
  }

}

extension JSON {
  /// A reason a clerk gave, or null; anything else is refused.
  var reason: String? {
    get throws(FieldError) {
      if self == .null { return nil }
      guard let text = string else { throw .textExpected }
      return text
    }
  }
}

extension FieldError {
  /// The same with the key it is about before it.
  func naming(_ key: String) -> FieldError {
    FieldError(Words("\(key): ", "\(key): ") + words)
  }
}

extension Setting {
  /// Puts a record into the recycle bin, or takes it out.
  var isBinning: Bool { key == ReservedKey.binned.rawValue }

  /// Puts a record into the recycle bin, or brings it back with nil.
  public static func binned(from before: String?, to after: String?) -> Setting {
    Setting(
      ReservedKey.binned.rawValue, before: before.map(JSON.string) ?? .null,
      after: after.map(JSON.string) ?? .null)
  }

  /// The rule that a reason is given for, or taken back.
  var acceptedRule: String? { Self.acceptedRule(in: key) }

  static func acceptedRule(in key: String) -> String? {
    let prefix = ReservedKey.accepted.rawValue + "/"
    return key.hasPrefix(prefix) ? String(key.dropFirst(prefix.count)) : nil
  }

  /// Accepts a soft rule with a reason, or overrides a hard one that allows it.
  public static func accepted(_ rule: String, from before: String?, to after: String?) -> Setting {
    Setting(
      "\(ReservedKey.accepted.rawValue)/\(rule)", before: before.map(JSON.string) ?? .null,
      after: after.map(JSON.string) ?? .null)
  }
}

extension Record {
  /// The record as its file would hold it under `id`.
  public func storedJSON(as id: RecordID) -> JSON { Stored(id, self, changed: 0).json }
}

extension Kind {
  /// Reads a record line of this kind; nil if it is none.
  public func record(from json: JSON) -> (any Record)? { type.read(json) }
}

extension Record {
  fileprivate static func read(_ json: JSON) -> (any Record)? {
    (try? Stored<Self>(json: json))?.record
  }
}
