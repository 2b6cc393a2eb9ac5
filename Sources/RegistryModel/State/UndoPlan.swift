/// What to undo.
public enum UndoTarget: Hashable, Sendable {
  /// The newest change set of an account that is in effect and is no undo itself, with all of its batch; a
  /// redo is one.
  case newest(by: String)
  /// Redo: the account's newest undo that is in effect, unless it saved something else since.
  case newestUndo(by: String)
  case seq(Int)
  /// All of an import or an entry session.
  case batch(String)
}

/// The outcome of an undo.
public struct UndoPlan: Sendable {
  /// What is undone, the newest first; empty if there is nothing. A change that took a record
  /// out of the recycle bin names all that the record held.
  public let commits: [Commit]
  /// All of that are undos themselves: to undo them does again what they undid.
  public let isRedo: Bool
  /// What to save, made for the state the plan was made on.
  public let result: Result<ChangeSet, UndoRefusal>

  /// A plan of what is known already.
  public init(commits: [Commit], isRedo: Bool, result: Result<ChangeSet, UndoRefusal>) {
    (self.commits, self.isRedo, self.result) = (commits, isRedo, result)
  }

  /// Why a record whose entry is undone is in the recycle bin.
  public static let binned = Words("entry undone", "撤销录入")

  /// Why a row that was taken out of a table is in the recycle bin.
  public static let removed = Words("row removed", "删除行")

  /// Why a post is in the recycle bin whose community or worker ends before it begins.
  static let notBegun = Words("ended before it began", "未到岗即终止")

  /// As registries hold it that were written before.
  private static let formerly = ["entry taken back", "撤销登记"]

  /// A reason for the recycle bin as it is read: the program's own in the reader's language, whichever
  /// it was written in.
  public static func reason(_ text: String, _ language: Language) -> String {
    let own = [removed, notBegun].first { [$0.en, $0.chinese].contains(text) }
    if let own { return own[language] }
    return ([binned.en, binned.chinese] + formerly).contains(text) ? binned[language] : text
  }
}

/// Which change sets are undone, learnt from the newest on.
public struct Undone: Sendable {
  private var by: [Int: Author] = [:]
  /// What each undo undid.
  private var undoes: [Int: [Int]] = [:]

  /// Nothing is known yet.
  public init() {}

  /// Takes in the next older change set. One that is undone itself undoes nothing.
  public mutating func learn(_ commit: Commit) {
    if !commit.set.undoes.isEmpty { undoes[commit.seq] = commit.set.undoes }
    if by[commit.seq] != nil { return }
    for seq in commit.set.undoes { by[seq] = Author(commit) }
  }

  /// Who undid the change set; nil if it is in effect. A redo is undone with what it did again, as
  /// far as that is learnt.
  public subscript(seq: Int) -> Author? {
    if let author = by[seq] { return author }
    guard let undo = undoes[seq]?.first, isUndo(undo) else { return nil }
    return undoes[undo]?.lazy.compactMap { self[$0] }.first { $0.seq > seq }
  }

  /// What a redo does again; nil for all else, and where that is not known.
  public func redone(by commit: Commit) -> Int? {
    guard let undo = commit.set.undoes.first, isUndo(undo) else { return nil }
    return undoes[undo]?.first
  }

  /// An undo of an undo is a redo; an undo of a redo is an undo again.
  private func isUndo(_ seq: Int) -> Bool {
    undoes[seq]?.first.map { !isUndo($0) } ?? false
  }
}

extension RegistryState {
  /// Finds what `target` means in `history`, and what undoing it does to this state.
  ///
  /// - Parameters:
  ///   - account: who would save it; asked whether they may.
  ///   - reason: why records that were made are binned.
  public func plan<H: History>(
    _ target: UndoTarget, in history: H, by account: String, binning reason: String,
    today: CivilDate
  ) throws(H.Failure) -> UndoPlan {
    let search = UndoSearch(state: self, history: history)
    let commits: [Commit]
    switch target {
    case .newest(let account): commits = try search.newest(by: account)
    case .newestUndo(let account): commits = try search.newestUndo(by: account)
    case .seq(let seq): commits = try search.commit(seq).map { [$0] } ?? []
    case .batch(let name): commits = try history.changes(.batch(name))
    }
    var standing: [Commit] = []
    var gone: [Obstacle] = []
    for commit in commits {
      if commit.set.changes.isEmpty {
        gone.append(.nothing(seq: commit.seq))
      } else if let author = try search.author(undoing: commit) {
        gone.append(.undone(seq: commit.seq, by: author))
      } else {
        standing.append(commit)
      }
    }
    var isRedo = true
    for commit in commits where isRedo { isRedo = try search.isUndo(commit) }
    guard !standing.isEmpty else {
      return UndoPlan(
        commits: commits, isRedo: isRedo, result: .failure(UndoRefusal(obstacles: gone)))
    }
    standing = try complete(standing, in: history)
    do throws(UndoRefusal) {
      let set = try undo(standing, binning: reason, today: today)
      if let words = set.refusalOfRetired ?? refusal(of: set, by: account) {
        throw UndoRefusal(obstacles: [.notAllowed(words)])
      }
      return UndoPlan(commits: standing, isRedo: isRedo, result: .success(set))
    } catch {
      var refusal = error
      try search.name(&refusal, since: standing[standing.count - 1].seq)
      return UndoPlan(commits: standing, isRedo: isRedo, result: .failure(refusal))
    }
  }

  /// The same change sets; what took a record out of the recycle bin names all that the record held
  /// then, since to put it back must lose nothing that was entered later.
  func complete<H: History>(
    _ commits: [Commit], in history: H
  ) throws(H.Failure) -> [Commit] {
    let ids = Set(commits.flatMap(\.set.changes).filter(\.takesOut).map(\.id))
    guard !ids.isEmpty, let oldest = commits.last?.seq else { return commits }
    let wanted = Set(commits.map(\.seq))
    var past = Past(self)
    var complete: [Int: Commit] = [:]
    let take = { (commit: Commit) in
      var set = commit.set
      for place in set.changes.indices where set.changes[place].takesOut {
        guard let record = past[set.changes[place].id] else { continue }
        set.changes[place] = set.changes[place].holding(record)
      }
      complete[commit.seq] = Commit(seq: commit.seq, at: commit.at, by: commit.by, set: set)
    }
    if commits.count == 1, ids.allSatisfy({ self[$0]?.changed == oldest }) {
      take(commits[0])
    } else {
      try history.forEach(.of(ids), page: 50) { commit throws(H.Failure) in
        guard commit.seq >= oldest else { return false }
        if wanted.contains(commit.seq) { take(commit) }
        past.rewind(commit, ids)
        return true
      }
    }
    return commits.map { complete[$0.seq] ?? $0 }
  }
}

/// Looks for change sets backwards, page by page.
private struct UndoSearch<H: History> {
  private static var page: Int { 50 }
  /// So many of the things in the way are told with who did them; each asks the journal once.
  private static var named: Int { 20 }

  let state: RegistryState
  let history: H

  func commit(_ seq: Int) throws(H.Failure) -> Commit? {
    guard (1..<Int.max).contains(seq) else { return nil }
    return try history.changes(.all, before: seq + 1, limit: 1).commits.first { $0.seq == seq }
  }

  func newest(by account: String) throws(H.Failure) -> [Commit] {
    var found: Commit?
    try forEach(.by(account)) { commit, undone throws(H.Failure) in
      guard undone == nil, !commit.set.changes.isEmpty, try !isUndo(commit),
        try author(undoing: commit) == nil
      else { return true }
      found = commit
      return false
    }
    guard let batch = found?.set.batch else { return found.map { [$0] } ?? [] }
    return try history.changes(.batch(batch))
  }

  func newestUndo(by account: String) throws(H.Failure) -> [Commit] {
    var found: Commit?
    try forEach(.by(account)) { commit, undone throws(H.Failure) in
      if undone != nil || commit.set.changes.isEmpty { return true }
      if commit.set.undoes.isEmpty { return false }
      if try !isUndo(commit) { return true }
      if try author(undoing: commit) != nil { return true }
      found = commit
      return false
    }
    return found.map { [$0] } ?? []
  }

  /// An undo of an undo is a redo; an undo of a redo is an undo again.
  func isUndo(_ commit: Commit) throws(H.Failure) -> Bool {
    guard let first = commit.set.undoes.first else { return false }
    guard let target = try self.commit(first) else { return true }
    return try !isUndo(target)
  }

  /// Gives `body` change sets from the newest on, and who of the same ones undid each, until it
  /// returns false.
  private func forEach(
    _ filter: ChangeFilter, _ body: (Commit, Author?) throws(H.Failure) -> Bool
  ) throws(H.Failure) {
    var undone = Undone()
    try history.forEach(filter, page: Self.page) { commit throws(H.Failure) in
      undone.learn(commit)
      return try body(commit, undone[commit.seq])
    }
  }

  /// Who took a change set back; an undo touches the same records.
  func author(undoing commit: Commit) throws(H.Failure) -> Author? {
    guard let id = commit.set.changes.first?.id, state[id]?.changed != commit.seq else {
      return nil
    }
    var undone = Undone()
    try history.forEach(.of(id), page: Self.page) { found throws(H.Failure) in
      undone.learn(found)
      return found.seq > commit.seq
    }
    // What a redo redid is further back.
    var older = commit
    while let first = older.set.undoes.first, let next = try self.commit(first) {
      undone.learn(next)
      older = next
    }
    return undone[commit.seq]
  }

  /// Says who did what is in the way.
  func name(_ refusal: inout UndoRefusal, since seq: Int) throws(H.Failure) {
    for place in refusal.obstacles.indices.prefix(Self.named) {
      switch refusal.obstacles[place] {
      case .changed(let id, let key, let saved, let now, _):
        let author = try author(of: id, key, since: seq)
        refusal.obstacles[place] = .changed(id, key: key, saved: saved, now: now, by: author)
      case .rule(let finding, _):
        guard let changed = finding.other.flatMap({ state[$0]?.changed }) else { continue }
        refusal.obstacles[place] = .rule(finding, by: try commit(changed).map { Author($0) })
      case .missing, .undone, .nothing, .notAllowed, .unfit: continue
      }
    }
  }

  /// Who last set `key` of a record after the change set `seq`.
  private func author(of id: RecordID, _ key: String, since seq: Int) throws(H.Failure) -> Author? {
    var author: Author?
    try forEach(.of(id)) { commit, _ throws(H.Failure) in
      let isIt = commit.set.changes.contains { change in
        change.id == id && change.settings.contains { $0.key == key }
      }
      if isIt, commit.seq > seq { author = Author(commit) }
      return !isIt && commit.seq > seq
    }
    return author
  }
}
