import RegistryModel

extension JournalLine {
  /// The line of a commit as it is written, without its line feed.
  package struct Encoded {
    package private(set) var bytes: [UInt8] = []
    package private(set) var sha256 = ""
    /// What of it the change set says, without the comma before it.
    package private(set) var body = 0..<0
    /// Where so many changes each stand, commas between.
    private var runs: [Range<Int>] = []
    private static var changesOfRun: Int { 1024 }

    /// Changes go into the bytes one by one: a long import as a tree takes several times its size.
    package init(_ commit: Commit, standingFor: String? = nil, previous: String?) {
      let set = commit.set
      bytes.append(UInt8(ascii: "{"))
      bytes.add("seq", .int(commit.seq), after: "")
      bytes.add("at", .string(commit.at.text))
      bytes.add("by", .string(commit.by))
      let start = bytes.count + 1
      bytes.add("batch", set.batch.map(JSON.string))
      bytes.add("reason", set.reason.map(JSON.string))
      bytes.add("undoes", set.undoes.isEmpty ? nil : .array(set.undoes.map(JSON.int)))
      if set.access.isEmpty {
        bytes.add("changes", [])
        bytes.removeLast()
        add(set.changes)
        bytes.append(UInt8(ascii: "]"))
      } else {
        bytes.add("access", .array(set.access.map(JournalLine.json)))
        bytes.add("export", set.isExport ? true : nil)
      }
      body = start..<bytes.count
      bytes.add("standsFor", standingFor.map(JSON.string))
      bytes.add("previous", previous.map(JSON.string) ?? .null)
      bytes.append(UInt8(ascii: ","))  // the seal brings the brace
      sha256 = Seal.close(&bytes)
    }

    private mutating func add(_ changes: [Change]) {
      let start = bytes.count
      for first in stride(from: 0, to: changes.count, by: Self.changesOfRun) {
        if first == Self.changesOfRun {
          // As long as those before: to grow by doubling would hold the line twice.
          let most = (bytes.count - start) * (changes.count / first + 1) / 8 * 9
          bytes.reserveCapacity(start + min(most, JournalLine.maximumBytes))
        }
        if first > 0 { bytes.append(UInt8(ascii: ",")) }
        let begin = bytes.count
        for place in first..<min(first + Self.changesOfRun, changes.count) {
          if place > first { bytes.append(UInt8(ascii: ",")) }
          bytes.add(changes[place])
        }
        runs.append(begin..<bytes.count)
      }
    }

    /// Whether the line reads back as `commit`: its frame, and then run by run what is in it. A parser
    /// takes several times the size of what it reads at once.
    package func holds(
      _ commit: Commit, _ reader: borrowing JSONReader
    ) throws(Damage) -> Bool {
      guard Seal.isWhole(bytes[...]) else { throw .checksum }
      // A line shows masked numbers or changes records.
      guard commit.set.access.isEmpty || commit.set.changes.isEmpty else { return false }
      var frame = Array(bytes[..<(runs.first?.lowerBound ?? bytes.count)])
      if let end = runs.last?.upperBound { frame += bytes[end...] }
      let json: JSON
      do { json = try reader.read(frame) } catch { throw .json(error) }
      let line = try JournalLine(json)
      var set = commit.set
      set.changes = []
      guard line.commit == Commit(seq: commit.seq, at: commit.at, by: commit.by, set: set) else {
        return false
      }
      for (number, run) in runs.enumerated() {
        let first = number * Self.changesOfRun
        let meant = commit.set.changes[first...].prefix(Self.changesOfRun)
        guard try holds(meant, in: run, reader) else { return false }
      }
      return true
    }

    private func holds(
      _ changes: ArraySlice<Change>, in run: Range<Int>, _ reader: borrowing JSONReader
    ) throws(Damage) -> Bool {
      let text = [UInt8(ascii: "[")] + bytes[run] + [UInt8(ascii: "]")]
      let json: JSON
      do { json = try reader.read(text) } catch { throw .json(error) }
      guard let items = json.array, items.count == changes.count else { return false }
      for (item, change) in zip(items, changes) {
        guard try JournalLine.change(item) == change else { return false }
      }
      return true
    }
  }

  private static func json(_ access: Access) -> JSON {
    .object(of: ("id", access.id.json), ("fields", .array(access.fields.map(JSON.string))))
  }
}

extension [UInt8] {
  /// Adds a member of an object; nothing where it has no value.
  fileprivate mutating func add(_ key: String, _ value: JSON?, after mark: String = ",") {
    guard let value else { return }
    self += mark.utf8
    JSON.string(key).write(to: &self)
    append(UInt8(ascii: ":"))
    value.write(to: &self)
  }

  fileprivate mutating func add(_ change: Change) {
    append(UInt8(ascii: "{"))
    add("kind", .string(change.id.kind.rawValue), after: "")
    add("id", change.id.json)
    add("new", change.isNew ? true : nil)
    self += ",\"set\":{".utf8
    for (place, setting) in change.settings.enumerated() {
      if place > 0 { append(UInt8(ascii: ",")) }
      JSON.string(setting.key).write(to: &self)
      self += ":[".utf8
      setting.before.write(to: &self)
      append(UInt8(ascii: ","))
      setting.after.write(to: &self)
      append(UInt8(ascii: "]"))
    }
    self += "}}".utf8
  }
}
