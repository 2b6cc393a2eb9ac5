import RegistryModel
import TerminalCore

/// How what is typed gets saved: the registry it was typed on, the answer that is waited for, and what a
/// colleague changed in the meantime.
struct Saving: Sendable {
  /// What follows a save.
  enum After: Sendable {
    case close
    /// An empty screen of the same sort.
    case new
    /// The form of this record, which was in the recycle bin, with what was typed.
    case bringBack(RecordID)

    var old: RecordID? { if case .bringBack(let id) = self { id } else { nil } }
    var isNew: Bool { if case .new = self { true } else { false } }
  }

  /// The registry when typing began: what a colleague saved since is merged, not overwritten.
  var base: RegistryState
  /// What follows the save under way; nil if there is none.
  fileprivate(set) var after: After?
  /// What follows the save once what was asked about it is answered.
  fileprivate(set) var wanted = After.close
  /// What the day shown does to a save was asked and agreed to.
  fileprivate(set) var isDayAgreed = false
  /// The registry that stood against the save: an answer is about its values, and what was saved after it
  /// is asked about again.
  fileprivate var met: RegistryState?
  /// What colleagues changed in the meantime, still to be asked about.
  fileprivate var clashes: [Clash] = []
  /// The fields in which their values hold, by record.
  fileprivate var givenUp: [RecordID: Set<String>] = [:]

  init(on base: RegistryState) { self.base = base }

  /// A save is under way.
  var isUnderWay: Bool { after != nil }

  /// Something else is to be saved than was agreed to.
  mutating func askAgain() { isDayAgreed = false }

  /// Hands `set` to the store.
  mutating func start(_ set: ChangeSet, then after: After) -> [Step] {
    self.after = after
    return [.save(set, base: base)]
  }
}

/// What prevents a save.
struct Flaw: Error {
  /// The record it is in; nil is the one that is typed in.
  var record: RecordID?
  /// The field it is in, by key; nil if it is none of the record's.
  let field: String?
  let words: Words
}

/// A screen whose typed values are saved with Ctrl-S, as one change set about one record or several.
///
/// Whatever is typed in is saved in this one way: what blocks it, what is asked before, what a colleague
/// changed in the meantime, what follows.
protocol SavingScreen: EditingScreen {
  var saving: Saving { get set }
  /// The name of its draft; unique in this program, or the file the draft was taken up from.
  var draft: String { get }
  /// The record that is saved, alone or with others.
  var record: RecordID { get }
  /// What a save would write, or the first reason against it; no changes where none were made.
  func changeSet(_ context: Context) -> Result<ChangeSet, Flaw>
  /// Something is typed that a save would write.
  var hasTyped: Bool { get }
  /// What must be answered before that is saved; nil if nothing is asked.
  func question(_ context: Context) -> MenuScreen?
  /// What follows what was saved.
  func saved(_ commit: Commit?, then after: Saving.After, _ context: Context) -> [Step]
  /// Reads what is typed for good, before it is saved; what is required is now said.
  mutating func settle(_ context: Context)
  /// Puts the cursor where a save met something.
  mutating func go(to field: String?, of record: RecordID?, _ context: Context)
  /// Types again what was typed, on another state of the registry.
  ///
  /// - Parameter givenUp: the fields that take what a colleague saved, by record.
  mutating func rebase(
    on registry: RegistryState, without givenUp: [RecordID: Set<String>], _ context: Context)
}

extension SavingScreen {
  var draftName: String? { draft }
  var savedDraft: String? { saving.isUnderWay ? draft : nil }
  var isBeingSaved: Bool { saving.isUnderWay }

  var record: RecordID { editor.id }

  var hasTyped: Bool { editor.original == nil || editor.isChanged }

  mutating func altered(_ context: Context) { saving.askAgain() }

  mutating func settle(_ context: Context) {
    editor.settle(context)
    editor.saysRequired = true
    editor.check(context)
  }

  mutating func go(to field: String?, of record: RecordID?, _ context: Context) {
    if let field { editor.focus(on: field) }
  }

  mutating func rebase(
    on registry: RegistryState, without givenUp: [RecordID: Set<String>], _ context: Context
  ) {
    rebaseEditor(on: registry, without: givenUp, context)
  }

  mutating func rebaseEditor(
    on registry: RegistryState, without givenUp: [RecordID: Set<String>], _ context: Context
  ) {
    guard editor.original != nil else { return }
    editor = editor.onto(registry, without: givenUp[editor.id] ?? [], context) ?? editor
  }

  mutating func save(then after: Saving.After, _ context: Context) -> [Step] {
    guard !saving.isUnderWay else { return [] }
    if let refusal = context.refusesSaving { return [.say(Message(refusal, .error))] }
    settle(context)
    saving.wanted = after
    switch changeSet(context) {
    case .failure(let flaw):
      go(to: flaw.field, of: flaw.record, context)
      return [.say(Message(flaw.words, .error))]
    case .success(let set):
      if let question = question(context) { return [.open(question)] }
      return set.changes.isEmpty ? unchanged : saving.start(set, then: after)
    }
  }

  /// A question was answered: on with the save.
  mutating func saveOn(_ context: Context) -> [Step] { save(then: saving.wanted, context) }

  private var unchanged: [Step] {
    [.effect(.dropDraft(name: draft)), .back, .say(Message("nothing changed", "没有改动"))]
  }

  mutating func receive(_ answer: Answer, _ context: Context) -> [Step] {
    receiveSaved(answer, context)
  }

  mutating func receiveSaved(_ answer: Answer, _ context: Context) -> [Step] {
    let after = saving.after ?? .close
    saving.after = nil
    switch answer {
    // A colleague has saved the same: an undo would be of something else.
    case .saved(_, _, nil) where after.old == nil: return unchanged
    case .saved(_, _, let commit): return saved(commit, then: after, context)
    case .refused(_, .clashes(let clashes, let author)) where !clashes.isEmpty && after.old == nil:
      (saving.clashes, saving.givenUp, saving.wanted) = (clashes, [:], after)
      saving.met = context.registry
      return [
        .say(SaveRefusal.clashes(clashes, by: author).message(context)),
        .open(clashes[0].question(author, in: record, context)),
      ]
    case .refused(_, let refusal):
      if case .rules(let findings, _) = refusal, let first = findings.first {
        go(to: first.field, of: first.id, context)
      }
      return [.say(refusal.message(context))]
    default: return []
    }
  }

  /// Takes an answer about a value two clerks changed; after the last one saves what holds now.
  mutating func settleClash(_ isMine: Bool, _ context: Context) -> [Step] {
    guard !saving.clashes.isEmpty else { return [] }
    let clash = saving.clashes.removeFirst()
    if !isMine { saving.givenUp[clash.id, default: []].formUnion(clash.fields) }
    if let next = saving.clashes.first { return [.open(next.question(nil, in: record, context))] }
    let met = saving.met ?? context.registry
    rebase(on: met, without: saving.givenUp, context)
    saving.base = met
    altered(context)
    return hasTyped ? saveOn(context) : unchanged
  }

  /// What was chosen in a box: an answer to what was asked before a save, else a value.
  mutating func answer(_ choice: Choice, _ context: Context) -> [Step] {
    switch choice {
    case .agreed:
      saving.isDayAgreed = true
      return saveOn(context)
    case .mine(let isMine): return settleClash(isMine, context)
    default: return fill(choice, context)
    }
  }

  mutating func chosen(_ choice: Choice, _ context: Context) -> [Step] { answer(choice, context) }
}
