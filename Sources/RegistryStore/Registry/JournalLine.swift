import RegistryModel

/// One line of the journal and its codec; the format is at the top of Journal.swift.
package struct JournalLine: Hashable, Sendable {
  /// The change set, without what it changes in records of kinds this program does not know.
  package let commit: Commit
  /// Such a kind, or the id of a record of one; nil: there are none.
  package let newerKind: String?
  /// The checksum of the damaged line this one was put in place of; nil in all others.
  let standsFor: String?
  /// The checksum of the line before; nil on the first.
  package let previous: String?
  /// Its own.
  package let sha256: String

  /// What the next line calls the one before it.
  package var link: String { standsFor ?? sha256 }

  /// Bytes of a line, without its line feed.
  package static let maximumBytes = 128 << 20
}

extension Commit {
  /// Its line as it is written after the one with the checksum `previous`, without a line feed, and the
  /// checksum that seals it.
  package func line(after previous: String?) -> (bytes: [UInt8], sha256: String) {
    JournalLine.encoded(self, previous: previous)
  }
}

extension JournalLine {
  /// The line of a commit, without its line feed.
  static func encoded(
    _ commit: Commit, standingFor: String? = nil, previous: String?
  ) -> (bytes: [UInt8], sha256: String) {
    let line = Encoded(commit, standingFor: standingFor, previous: previous)
    return (line.bytes, line.sha256)
  }

  /// No line is shorter: the checksums of two lines are in it.
  static let fewestBytes = 128

  /// Whether bytes that are no valid line are what is left of one: not a blank line or a text of
  /// somebody else's, which no disk leaves.
  static func isLeft(in bytes: [UInt8], _ range: Range<Int>) -> Bool {
    // A note in the encoding of another program has no such bytes.
    let isNoText = bytes[range].contains { $0 == 0xFF || $0 < 0x20 && $0 != 0x09 && $0 != 0x0D }
    return String(validating: bytes[range], as: UTF8.self) == nil && isNoText
      || ["sha256", "\"seq\":", "\"changes\":", "\"previous\":", "\0"].contains {
        bytes.place(of: Array($0.utf8), in: range) != nil
      }
  }

  /// Reads a line that is not among others.
  package init(_ line: [UInt8], _ reader: borrowing JSONReader) throws(Damage) {
    try self.init(line + repeatElement(0, count: JSONReader.padding), 0..<line.count, reader)
  }

  /// Reads the line in `range` of `bytes`, its line feed not included.
  init(
    _ bytes: [UInt8], _ range: Range<Int>, _ reader: borrowing JSONReader
  ) throws(Damage) {
    var changes: [Change] = []
    let line = try JournalLine(bytes, range, reader) { changes.append($0) }
    var set = line.commit.set
    set.changes = changes
    self.init(
      commit: Commit(seq: line.commit.seq, at: line.commit.at, by: line.commit.by, set: set),
      newerKind: line.newerKind, standsFor: line.standsFor, previous: line.previous,
      sha256: line.sha256)
  }

  /// Reads a line without its changes, which `take` gets one by one: as a tree, a long import takes
  /// several times its size.
  private init(
    _ bytes: [UInt8], _ range: Range<Int>, _ reader: borrowing JSONReader,
    _ take: (Change) -> Void
  ) throws(Damage) {
    guard Seal.isWhole(bytes[range]) else {
      throw Self.isLeft(in: bytes, range) ? Seal.damage(bytes[range]) : .foreign
    }
    let json: JSON
    var newerKind: String?
    var refusal: Damage?
    do {
      json = try reader.parse(bytes, range) { (tape) throws(JSONError) in
        try tape.value(listing: "changes") { item in
          guard refusal == nil else { return }
          do throws(Damage) {
            if let change = try Self.change(item) {
              take(change)
            } else {
              newerKind = newerKind ?? item["kind"]?.string
            }
          } catch {
            refusal = error
          }
        }
      }
    } catch { throw .json(error) }
    try self.init(json, newerKind: newerKind)
    if commit.set.access.isEmpty, let refusal { throw refusal }
  }

  /// The line that the members of its object say, its changes aside.
  ///
  /// - Parameter newerKind: the kind of changes that are not taken.
  init(_ json: JSON, newerKind: String? = nil) throws(Damage) {
    var newerKind = newerKind
    guard let sha256 = json["sha256"]?.string else { throw .shape(key: "sha256") }
    guard let seq = json["seq"]?.int, seq > 0 else { throw .shape(key: "seq") }
    guard let at = json["at"]?.string.flatMap({ Instant($0) }) else {
      throw .shape(key: "at")
    }
    guard let by = json["by"]?.string else { throw .shape(key: "by") }
    var set = ChangeSet([], batch: json["batch"]?.string, reason: json["reason"]?.string)
    if let undoes = json["undoes"] {
      guard let seqs = undoes.array?.compactMap(\.int), seqs.count == undoes.array?.count else {
        throw .shape(key: "undoes")
      }
      set.undoes = seqs
    }
    set.isExport = json["export"]?.bool ?? false
    if let items = json["access"]?.array {
      for item in items {
        guard let text = item["id"]?.string, let fields = item["fields"]?.array else {
          throw .shape(key: "access")
        }
        if let id = RecordID(text) {
          set.access.append(Access(id, fields.compactMap(\.string)))
        } else if RecordID.isOfUnknownKind(text) {
          newerKind = text
        } else {
          throw .shape(key: "access")
        }
      }
    } else {
      guard json["changes"]?.array != nil else { throw .shape(key: "changes") }
    }
    commit = Commit(seq: seq, at: at, by: by, set: set)
    self.newerKind = newerKind
    standsFor = json["standsFor"]?.string
    previous = json["previous"]?.string
    self.sha256 = sha256
  }

  /// Reads a change; nil if it is to a record of a kind this program does not know.
  static func change(_ json: JSON) throws(Damage) -> Change? {
    guard let word = json["kind"]?.string else { throw .shape(key: "kind") }
    guard let kind = Kind(rawValue: word) else { return nil }
    guard let id = json["id"]?.string.flatMap({ RecordID($0) }), id.kind == kind else {
      throw .shape(key: "id")
    }
    guard let members = json["set"]?.members else { throw .shape(key: "set") }
    var settings: [Setting] = []
    for member in members {
      guard let pair = member.value.array, pair.count == 2 else {
        throw .shape(key: member.key)
      }
      settings.append(Setting(member.key, before: pair[0], after: pair[1]))
    }
    return Change(id, isNew: json["new"]?.bool ?? false, settings)
  }
}
