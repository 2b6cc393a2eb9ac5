import RegistryModel

/// What lines that are lost must have done, as far as anything else tells it.
///
/// Lines after them say what was in a field before they changed it; a record file written after
/// them says what was in all fields.
struct Bridge {
  /// What turns the records before the gap into those after it.
  private(set) var changes: [Change] = []
  /// Records made in the gap of which only those fields are known that were changed later.
  private(set) var incomplete: [RecordID] = []

  /// - Parameters:
  ///   - state: before the gap.
  ///   - lines: those after the gap, up to the next.
  ///   - kept: kinds whose record file was written in the gap or after it, and before the next.
  init(from state: RegistryState, to lines: Lines, _ files: RegistryState, kept: Set<Kind>) {
    for kind in Kind.allCases where kept.contains(kind) {
      for stored in files[kind].allRows where !lines.made.contains(stored.id) {
        var settings = stored.settings(from: state[stored.id])
        for (key, value) in lines.values[stored.id] ?? [:] {
          settings.removeAll { $0.key == key }
          settings += Self.setting(key, in: state[stored.id], to: value)
        }
        add(stored.id, settings, state)
      }
    }
    for (id, values) in lines.values.sorted(by: { $0.key < $1.key })
    where !lines.made.contains(id) && !(kept.contains(id.kind) && files[id] != nil) {
      let settings = values.sorted { $0.key < $1.key }.flatMap {
        Self.setting($0.key, in: state[id], to: $0.value)
      }
      if state[id] == nil { incomplete.append(id) }
      add(id, settings, state)
    }
  }

  /// Changes of one line, where there are lines enough.
  private static let changesOfLine = 5000

  /// The changes in so many lines, the last of them full: a line holds no more than it may.
  func parts(_ count: Int) -> [[Change]] {
    let size = max(Self.changesOfLine, (changes.count + count - 1) / max(1, count))
    let full = stride(from: 0, to: changes.count, by: size).map {
      Array(changes[$0..<min($0 + size, changes.count)])
    }
    return Array(repeating: [], count: max(0, count - full.count)) + full
  }

  private mutating func add(_ id: RecordID, _ settings: [Setting], _ state: RegistryState) {
    let isNew = state[id] == nil
    if isNew || !settings.isEmpty { changes.append(Change(id, isNew: isNew, settings)) }
  }

  private static func setting(
    _ key: String, in stored: (any AnyStored)?, to value: JSON
  ) -> [Setting] {
    let before = stored?.part(key) ?? Setting.absent(key)
    return before == value ? [] : [Setting(key, before: before, after: value)]
  }

  /// What lines tell of the records before them.
  struct Lines {
    /// Values that were in fields before these lines changed them.
    fileprivate var values: [RecordID: [String: JSON]] = [:]
    /// Records these lines made.
    fileprivate var made: Set<RecordID> = []

    mutating func add(_ line: JournalLine) {
      for change in line.commit.set.changes where !made.contains(change.id) {
        if change.isNew {
          made.insert(change.id)
        } else {
          let befores = change.settings.map { ($0.key, $0.before) }
          values[change.id, default: [:]].merge(befores) { first, _ in first }
        }
      }
    }
  }
}
