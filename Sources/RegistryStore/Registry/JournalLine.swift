import RegistryModel

/// One line of the journal and its codec; the format is at the top of Journal.swift.
struct JournalLine: Hashable, Sendable {
  let commit: Commit
  /// The checksum of the damaged line this one was put in place of; nil in all others.
  let standsFor: String?
  /// The checksum of the line before; nil on the first.
  let previous: String?
  let sha256: String

  /// What the next line calls the one before it.
  var link: String { standsFor ?? sha256 }

  /// Bytes of a line, without its line feed.
  static let maximumBytes = 128 << 20
}

/// Why a line cannot be read.
enum LineError: Error {
  case damage(Damage)
  case newerKind(String)
}

extension JournalLine {
  /// The line of a commit, without its line feed.
  static func encoded(
    _ commit: Commit, standingFor: String? = nil, previous: String?
  ) -> (bytes: [UInt8], sha256: String) {
    var bytes: [UInt8] = []
    func write(_ members: (String, JSON?)...) {
      for (key, value) in members {
        guard let value else { continue }
        bytes.append(UInt8(ascii: bytes.isEmpty ? "{" : ","))
        JSON.string(key).write(to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        value.write(to: &bytes)
      }
    }
    write(
      ("seq", .int(commit.seq)), ("at", .string(commit.at.text)), ("by", .string(commit.by)),
      ("batch", commit.set.batch.map(JSON.string)), ("reason", commit.set.reason.map(JSON.string)),
      ("undoes", commit.set.undoes.isEmpty ? nil : .array(commit.set.undoes.map(JSON.int))))
    if commit.set.access.isEmpty {
      // One by one: a long import as a tree takes several times its size.
      write(("changes", []))
      bytes.removeLast()
      for (place, change) in commit.set.changes.enumerated() {
        if place > 0 { bytes.append(UInt8(ascii: ",")) }
        json(change).write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    } else {
      write(("access", .array(commit.set.access.map(json))))
    }
    write(
      ("standsFor", standingFor.map(JSON.string)), ("previous", previous.map(JSON.string) ?? .null))
    bytes.append(UInt8(ascii: ","))  // the seal brings the brace
    let sha256 = Seal.close(&bytes)
    return (bytes, sha256)
  }

  private static func json(_ change: Change) -> JSON {
    JSON.object(
      of: ("kind", .string(change.id.kind.rawValue)), ("id", change.id.json),
      ("new", change.isNew ? true : nil),
      ("set", .object(change.settings.map { JSON.Member($0.key, [$0.before, $0.after]) })))
  }

  private static func json(_ access: Access) -> JSON {
    .object(of: ("id", access.id.json), ("fields", .array(access.fields.map(JSON.string))))
  }

  /// Reads the line in `range` of `bytes`, its line feed not included.
  ///
  /// Changes of kinds this program does not know are an error, or dropped where `skipsNewer`.
  init(
    _ bytes: [UInt8], _ range: Range<Int>, _ reader: borrowing JSONReader, skipsNewer: Bool
  ) throws(LineError) {
    var changes: [Change] = []
    let line = try JournalLine(bytes, range, reader, skipsNewer: skipsNewer) { changes.append($0) }
    var set = line.commit.set
    set.changes = changes
    self.init(
      commit: Commit(seq: line.commit.seq, at: line.commit.at, by: line.commit.by, set: set),
      standsFor: line.standsFor, previous: line.previous, sha256: line.sha256)
  }

  /// Whether the line in `range` of `bytes` reads back as `commit`; a long one is not built for that.
  static func holds(
    _ commit: Commit, _ bytes: [UInt8], _ range: Range<Int>, _ reader: borrowing JSONReader
  ) throws(LineError) -> Bool {
    let changes = commit.set.changes
    var (count, isSame) = (0, true)
    let line = try JournalLine(bytes, range, reader, skipsNewer: false) { change in
      isSame = isSame && count < changes.count && changes[count] == change
      count += 1
    }
    var set = commit.set
    set.changes = []
    return isSame && count == changes.count
      && line.commit == Commit(seq: commit.seq, at: commit.at, by: commit.by, set: set)
  }

  /// Reads a line without its changes, which `take` gets one by one: as a tree, a long import takes
  /// several times its size.
  private init(
    _ bytes: [UInt8], _ range: Range<Int>, _ reader: borrowing JSONReader, skipsNewer: Bool,
    _ take: (Change) -> Void
  ) throws(LineError) {
    guard Seal.isWhole(bytes[range]) else {
      throw .damage(Seal.turnedBack(bytes[range]) == nil ? .checksum : .lineEnds)
    }
    let json: JSON
    var refusal: LineError?
    do {
      json = try reader.parse(bytes, range) { (tape) throws(JSONError) in
        try tape.value(listing: "changes") { item in
          guard refusal == nil else { return }
          do throws(LineError) {
            if let change = try Self.change(item, skipsNewer: skipsNewer) { take(change) }
          } catch {
            refusal = error
          }
        }
      }
    } catch { throw .damage(.json(error)) }
    guard let sha256 = json["sha256"]?.string else { throw .damage(.shape(key: "sha256")) }
    guard let seq = json["seq"]?.int, seq > 0 else { throw .damage(.shape(key: "seq")) }
    guard let at = json["at"]?.string.flatMap({ Instant($0) }) else {
      throw .damage(.shape(key: "at"))
    }
    guard let by = json["by"]?.string else { throw .damage(.shape(key: "by")) }
    var set = ChangeSet([], batch: json["batch"]?.string, reason: json["reason"]?.string)
    if let undoes = json["undoes"] {
      guard let seqs = undoes.array?.compactMap(\.int), seqs.count == undoes.array?.count else {
        throw .damage(.shape(key: "undoes"))
      }
      set.undoes = seqs
    }
    if let items = json["access"]?.array {
      for item in items {
        guard let id = item["id"]?.string.flatMap({ RecordID($0) }),
          let fields = item["fields"]?.array
        else { throw .damage(.shape(key: "access")) }
        set.access.append(Access(id, fields.compactMap(\.string)))
      }
    } else {
      guard json["changes"]?.array != nil else { throw .damage(.shape(key: "changes")) }
      if let refusal { throw refusal }
    }
    commit = Commit(seq: seq, at: at, by: by, set: set)
    standsFor = json["standsFor"]?.string
    previous = json["previous"]?.string
    self.sha256 = sha256
  }

  private static func change(_ json: JSON, skipsNewer: Bool) throws(LineError) -> Change? {
    guard let word = json["kind"]?.string else { throw .damage(.shape(key: "kind")) }
    guard let kind = Kind(rawValue: word) else {
      if skipsNewer { return nil }
      throw .newerKind(word)
    }
    guard let id = json["id"]?.string.flatMap({ RecordID($0) }), id.kind == kind else {
      throw .damage(.shape(key: "id"))
    }
    guard let members = json["set"]?.members else { throw .damage(.shape(key: "set")) }
    var settings: [Setting] = []
    for member in members {
      guard let pair = member.value.array, pair.count == 2 else {
        throw .damage(.shape(key: member.key))
      }
      settings.append(Setting(member.key, before: pair[0], after: pair[1]))
    }
    return Change(id, isNew: json["new"]?.bool ?? false, settings)
  }
}
