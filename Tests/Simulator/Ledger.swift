import RegistryModel
import RegistryStore
import SystemPackage

/// What was asked for, told and seen, in plain values: what the registry on disk is held against.
struct Ledger: Sendable {
  /// A change set somebody began to save; its number is its batch.
  struct Attempt: Sendable {
    let by: String
    let set: ChangeSet
    /// It was told not to be saved before anything was written.
    var isRefused = false
  }

  /// A draft through its life.
  struct DraftLife: Sendable {
    let account: String
    /// Every content it was to have, oldest first.
    var contents: [JSON] = []
    /// How many of them there were when one was last told to be kept.
    var kept = 0
    var isDropped = false
    /// The process that has it open.
    var owner: Int?
  }

  static let epoch = Instant(seconds: 1_800_000_000)

  private(set) var attempts: [Attempt] = []
  /// The journal as far as anybody has seen it.
  private(set) var seen: [Commit] = []
  /// Up to here everything was acknowledged, one way or another.
  private(set) var acknowledged = 0
  var drafts: [String: DraftLife] = [:]
  /// Copies of cut lines that were told of.
  var tornCopies: [FilePath: [UInt8]] = [:]
  /// Backups that were told to be made, and what is in them.
  var backups: [FilePath: [Commit]] = [:]
  /// The newest of those the program makes by itself.
  var backupOfDay: (path: FilePath, commits: [Commit])?
  /// Registries that were told to be made of a backup.
  var restored: [FilePath: [Commit]] = [:]
  /// The registry was told to be there.
  private(set) var isCreated = false
  /// Why nothing can be saved, as told and not cleared.
  private(set) var failure: String?
  /// The last change set anybody tried, and what it was made on.
  var last: (set: ChangeSet, base: RegistryState)?
  private var serial = 0
  /// How often the clock was looked at.
  private var ticks = 0
  /// Somebody is about to clear it.
  private(set) var mayBeCleared = false
  /// Syncs that had failed when it was told to be gone: without another one it stays so.
  private(set) var clearedAfter: Int?
  /// Processes that check, killed ones among them until a failure is told again.
  private var checks = 0
  /// The disk fails now and then.
  let hasFaults: Bool

  init(hasFaults: Bool) { self.hasFaults = hasFaults }

  /// A number nobody else gets.
  mutating func nextSerial() -> Int {
    serial += 1
    return serial
  }

  // MARK: change sets

  /// The change set as it is to be saved, so that it is known again.
  mutating func begin(_ set: ChangeSet, by account: String) -> ChangeSet {
    attempts.append(Attempt(by: account, set: set))
    var set = set
    set.batch = "\(attempts.count)"
    return set
  }

  mutating func neverWritten(_ set: ChangeSet) {
    if let number = number(of: set) { attempts[number].isRefused = true }
  }

  private func number(of set: ChangeSet) -> Int? {
    set.batch.flatMap { Int($0) }.map { $0 - 1 }.flatMap {
      attempts.indices.contains($0) ? $0 : nil
    }
  }

  /// The machine's clock, which is put back now and then.
  mutating func moment() -> Instant {
    ticks += 1
    return Instant(seconds: Self.epoch.seconds + ticks - (ticks % 5 == 0 ? 3 : 0))
  }

  /// Somebody read these lines.
  mutating func see(_ commits: [Commit]) throws(Violation) {
    for commit in commits {
      if commit.seq <= seen.count {
        if seen[commit.seq - 1] == commit { continue }
        guard commit.seq > acknowledged else {
          throw Violation("change \(commit.seq) was acknowledged as another")
        }
        // Cut by its writer after a fault; without one a line that was there stays.
        guard hasFaults else { throw Violation("change \(commit.seq) became another") }
        seen.removeSubrange((commit.seq - 1)...)
      }
      guard commit.seq == seen.count + 1 else {
        throw Violation("change \(commit.seq) was seen before \(seen.count + 1)")
      }
      try checkAttempt(commit)
      seen.append(commit)
    }
  }

  /// Everything through `seq` is durable, somebody was told.
  mutating func acknowledge(through seq: Int) throws(Violation) {
    guard seq <= seen.count else { throw Violation("change \(seq) was acknowledged unseen") }
    acknowledged = max(acknowledged, seq)
    isCreated = true
  }

  /// What the journal turned out to be after a power loss.
  mutating func settle(_ commits: [Commit]) { seen = commits }

  private func checkAttempt(_ commit: Commit) throws(Violation) {
    guard let number = number(of: commit.set) else {
      throw Violation("nobody made change \(commit.seq)")
    }
    let attempt = attempts[number]
    guard attempt.by == commit.by, !attempt.isRefused else {
      throw Violation("change \(commit.seq) was refused, or made by another")
    }
    for change in commit.set.changes {
      // A new record has its number only since it was saved.
      let asked = attempt.set.changes.filter {
        $0.isNew == change.isNew
          && (change.isNew ? $0.id.kind == change.id.kind : $0.id == change.id)
      }.flatMap(\.settings)
      for setting in change.settings {
        // Lists are merged by element.
        let isThere = asked.contains { mine in
          mine.key == setting.key
            && (mine.after.agrees(setting.after) || mine.isOfList || setting.isOfList)
            // Who is added from a day on is in later steps, too.
            || setting.isStepOfList && mine.field == setting.field && mine.key < setting.key
        }
        guard isThere else {
          throw Violation(
            "change \(commit.seq) sets \(setting.key) of \(change.id) to what nobody asked for")
        }
      }
    }
  }

  /// Whether all of a change set that was acknowledged is so: no record of it was left out.
  static func check(
    _ set: ChangeSet, isIn state: RegistryState, as commit: Commit?
  ) throws(Violation) {
    let made = commit?.set.changes.filter(\.isNew) ?? []
    let new = set.changes.filter(\.isNew)
    guard made.map(\.id.kind) == new.map(\.id.kind) else {
      throw Violation("\(new.count) records were added, \(made.count) are there")
    }
    for change in set.changes where !change.isNew {
      for setting in change.settings where !setting.isOfList {
        guard let stored = state[change.id], setting.after.agrees(stored.part(setting.key)) else {
          throw Violation("\(setting.key) of \(change.id) was acknowledged and is not there")
        }
      }
    }
  }

  /// Whether these are all lines of the journal, in order, and hold what they must.
  func check(_ commits: [Commit]) throws(Violation) {
    guard commits.count >= acknowledged else {
      throw Violation("\(acknowledged) changes were acknowledged, \(commits.count) are there")
    }
    var made: Set<String?> = []
    var last = Self.epoch
    var highest: [Kind: Int] = [:]
    for (place, commit) in commits.enumerated() {
      guard commit.seq == place + 1 else { throw Violation("change \(place + 1) is missing") }
      guard made.insert(commit.set.batch).inserted else {
        throw Violation("change \(commit.seq) was made twice")
      }
      guard commit.at.seconds >= last.seconds else {
        throw Violation("change \(commit.seq) is dated before the one before it")
      }
      last = commit.at
      if place < acknowledged {
        guard seen[place] == commit else {
          throw Violation("change \(commit.seq) was acknowledged as another")
        }
      } else if place >= seen.count || seen[place] != commit {
        try checkAttempt(commit)
      }
      for id in commit.set.changes.filter(\.isNew).map(\.id) {
        guard id.number == highest[id.kind, default: 0] + 1 else {
          throw Violation("\(id) was given out of turn")
        }
        highest[id.kind] = id.number
      }
    }
  }

  /// Whether a state is what these change sets make, one plain value after the other.
  static func check(_ state: RegistryState, is commits: some Collection<Commit>) throws(Violation) {
    var plain: [RecordID: [String: JSON]] = [:]
    for commit in commits {
      for change in commit.set.changes {
        for setting in change.settings {
          plain[change.id, default: [:]][setting.key] = setting.after
        }
      }
    }
    guard state.seq == commits.count else {
      throw Violation("the state stands at \(state.seq), the journal at \(commits.count)")
    }
    let rows = Kind.allCases.flatMap { state[$0].allRows }
    guard rows.count == plain.count else {
      throw Violation("\(rows.count) records, \(plain.count) were made")
    }
    for row in rows {
      for (key, value) in plain[row.id] ?? [:] where row.part(key) != value {
        throw Violation("\(key) of \(row.id) is \(row.part(key).text), not \(value.text)")
      }
      let keys = row.content.settings(from: nil).map(\.key)
      if let key = keys.first(where: { plain[row.id]?[$0] == nil }) {
        throw Violation("\(key) of \(row.id) was never set")
      }
    }
  }

  // MARK: faults

  /// Somebody was told, while FAILED was there.
  mutating func failed(_ reason: String) {
    // Of one that is only being made nothing is left but to make it again.
    guard isCreated else { return }
    failure = reason
    mayBeCleared = checks > 0
  }

  mutating func checking() {
    checks += 1
    mayBeCleared = true
  }

  mutating func checked() { checks -= 1 }

  /// Somebody was told that it is gone, when this many syncs had failed.
  mutating func failureIsGone(after failures: Int?) { (failure, clearedAfter) = (nil, failures) }

  // MARK: drafts

  /// Drafts of a dead process, as they were found again.
  func check(
    _ found: [Draft], of account: String, isAlive: (Int) -> Bool
  ) throws(Violation) {
    for draft in found {
      guard let life = drafts[draft.id], life.account == account else {
        throw Violation("draft \(draft.id) is nobody's")
      }
      guard let place = life.contents.lastIndex(of: draft.content) else {
        throw Violation("draft \(draft.id) says what nobody wrote")
      }
      guard life.isDropped || place + 1 >= life.kept else {
        throw Violation("draft \(draft.id) is back at \(place + 1), \(life.kept) was kept")
      }
      if let owner = life.owner, isAlive(owner) {
        throw Violation("draft \(draft.id) was taken from a living process")
      }
    }
  }
}

extension Setting {
  fileprivate var isOfList: Bool { before.array != nil || after.array != nil }
  fileprivate var isStepOfList: Bool {
    before.array?.first?.array != nil || after.array?.first?.array != nil
  }
  /// `workers` of `workers@2020-03-01`.
  fileprivate var field: Substring { key.prefix { $0 != "@" } }
}

extension JSON {
  /// Equal, references to records that got their final ids meanwhile aside.
  fileprivate func agrees(_ final: JSON) -> Bool {
    self == final || string?.hasPrefix("new:") == true
  }
}
