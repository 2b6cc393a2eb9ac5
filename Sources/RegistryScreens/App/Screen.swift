import RegistryModel
import TerminalCore

/// One screen or box: its own state, its commands, what it does with keys, how it looks.
protocol Screen: Sendable {
  /// Every command of the screen, in the order of the hint line.
  static var commands: [Command<Self>] { get }
  /// The commands as the hint line shows them here.
  var hints: [CommandRow] { get }
  /// The name in help and in the list of all keys.
  static var name: Words { get }
  /// This screen's part of the breadcrumb; nil for boxes drawn over another screen.
  func crumb(_ context: Context) -> String?
  /// It leaves nothing of the screen below in sight, so that only it is drawn.
  func fillsBody(_ context: Context) -> Bool
  /// The kind of record in whose work area it lies; nil: where the screen below does.
  var area: Kind? { get }
  /// Keys that no command takes; false where the key means nothing here.
  mutating func type(_ key: Key, _ context: Context) -> [Step]?
  /// Pasted text; nil if there is no text field.
  mutating func paste(_ text: String, _ context: Context) -> [Step]?
  /// A pasted text of several lines, or with tabs, as the cells of a table; nil where no table is.
  mutating func paste(cells: [[String]], _ context: Context) -> [Step]?
  /// The registry, the language or the window changed.
  mutating func refresh(_ context: Context)
  /// It was left as a work area and is opened again; what it had asked for was answered to nobody.
  mutating func reopen()
  /// The answer to something this screen asked for.
  mutating func receive(_ answer: Answer, _ context: Context) -> [Step]
  /// What was saved since, here or elsewhere, oldest first; none if the registry was read again.
  mutating func hear(_ commits: [Commit], _ context: Context) -> [Step]
  /// What was chosen in the box this screen opened.
  mutating func chosen(_ choice: Choice, _ context: Context) -> [Step]
  func draw(on canvas: inout Canvas, in area: Area, _ context: Context)
  /// The rule of the place the cursor is at, for help.
  func hint(_ context: Context) -> Words?
  /// The name of the draft this screen keeps, if it keeps one; unique in this program.
  var draftName: String? { get }
  /// What is typed, as it is kept on disk; nil if nothing would be lost.
  func draft(_ context: Context) -> JSON?
  /// The draft that is needed no longer once what is being saved is saved.
  var savedDraft: String? { get }
  /// The kinds of record that may be asked for here in the query language, which help then explains.
  var queryKinds: [Kind] { get }
  /// What is typed here is on its way to the store: nothing can be added to it.
  var isBeingSaved: Bool { get }
  /// Text is being typed: `?`, `/` and digits belong to it.
  var takesText: Bool { get }
  /// The line that is being typed, where there is one.
  var typedLine: LineEditor? { get }
  /// It shows how many records each view has.
  var showsViewCounts: Bool { get }
  /// Work it needs for what it shows now; nil if it has all. It is asked until it comes.
  func work(_ context: Context) -> (any WorkOrder)?
  /// The record that is shown as a whole; opening it is a use of it.
  var shown: RecordID? { get }
  /// The record that F2 is about here.
  var subject: RecordID? { get }
  /// What it shows as a whole, to be printed; nil: nothing is.
  func paper(_ context: Context) -> Paper?
  /// What its keys act on, by a name of its own: it changes where the cursor is on something else.
  var target: String? { get }
  /// What is to be done to the record under the cursor, asked about where others are marked.
  func ofOneRecord(_ steps: [Step], _ context: Context) -> [Step]
  /// Ctrl-Z and Ctrl-Y undo what was saved: nothing is asked here that would be left open.
  func allowsUndo(_ context: Context) -> Bool
  /// The record it shows is in the recycle bin: after an undo nothing is left to show.
  func isGone(_ context: Context) -> Bool
}

extension Screen {
  var hints: [CommandRow] { Self.rows }
  mutating func paste(_ text: String, _ context: Context) -> [Step]? { nil }
  mutating func paste(cells: [[String]], _ context: Context) -> [Step]? { nil }
  func fillsBody(_ context: Context) -> Bool { crumb(context) != nil }
  mutating func refresh(_ context: Context) {}
  mutating func reopen() {}
  mutating func receive(_ answer: Answer, _ context: Context) -> [Step] { said(answer, context) }

  /// What came of a save, in the message line.
  func said(_ answer: Answer, _ context: Context) -> [Step] {
    switch answer {
    case .saved(_, _, let commit): [.say(.saved(commit, context))]
    case .refused(_, let refusal): [.say(refusal.message(context))]
    default: []
    }
  }
  mutating func hear(_ commits: [Commit], _ context: Context) -> [Step] { [] }
  mutating func chosen(_ choice: Choice, _ context: Context) -> [Step] { [] }
  var shown: RecordID? { nil }
  var area: Kind? { shown?.kind }
  var subject: RecordID? { shown }
  func allowsUndo(_ context: Context) -> Bool { !takesText && crumb(context) != nil }
  func paper(_ context: Context) -> Paper? { subject.flatMap { .record($0, context) } }
  var target: String? { subject?.description }
  func ofOneRecord(_ steps: [Step], _ context: Context) -> [Step] { steps }
  func isGone(_ context: Context) -> Bool { false }
  var showsViewCounts: Bool { false }
  func work(_ context: Context) -> (any WorkOrder)? { nil }
  func hint(_ context: Context) -> Words? { nil }
  var draftName: String? { nil }
  func draft(_ context: Context) -> JSON? { nil }
  var savedDraft: String? { nil }
  var queryKinds: [Kind] { [] }
  var takesText: Bool { false }
  var isBeingSaved: Bool { false }
  var typedLine: LineEditor? { nil }
}

/// What a screen asks of the program after a key.
enum Step: Sendable {
  case open(any Screen)
  /// In place of this screen.
  case replace(any Screen)
  /// Back to the screen before.
  case back
  /// All the way back to the Overview, and on top of it the work area of this digit as it was left; this
  /// screen where it was not open yet.
  case area(Int, any Screen)
  case home
  case say(Message)
  case effect(Effect)
  /// Save; the answer comes to this screen. A save that reaches into a frozen period is asked about first, unless
  /// it was agreed to.
  case save(ChangeSet, base: RegistryState, isAgreed: Bool = false)
  /// What this screen asked to save is not saved: the clerk said so.
  case decline
  /// Do work off the loop; news of it come to this screen.
  case work(any WorkOrder)
  /// Read change sets; the answer comes to this screen.
  case readChanges(ChangeFilter, before: Int)
  /// Find out what an undo would do; the answer comes to this screen.
  case planUndo(UndoTarget)
  /// Take something back: at once what was saved here, after a question what was saved before.
  case undo(UndoTarget)
  /// Hand a value to the screen below, as if it had been chosen there, and close this one.
  case choose(Choice)
  /// Hand a value to the screen below.
  case tell(Choice)
  case toggleLanguage
  /// Press a key, as if nothing had been open over the screen.
  case press(Key)
  /// Take up a draft.
  case resume(DraftNote)
  case asOf(CivilDate?)
  case remember(any Record)
  case lock(Kind, field: String, value: JSON?)
  /// Keep the columns of a list for this clerk; nil: the standard ones.
  case keepColumns(Kind, [String]?)
  /// Have forms go on by themselves for this clerk, or wait for Enter in every field.
  case keepGoingOn(Bool)
  /// Remember the backup that this clerk made by hand.
  case keepBackup(Kept)
}

/// The line below the body.
struct Message: Sendable, Equatable {
  enum Tone: Sendable {
    case plain, good, error
  }

  let words: Words
  let tone: Tone

  init(_ words: Words, _ tone: Tone = .plain) {
    self.words = words
    self.tone = tone
  }

  init(_ en: String, _ chinese: String, _ tone: Tone = .plain) {
    self.init(Words(en, chinese), tone)
  }
}

extension Words {
  /// That a list of a record was changed in later steps as well; nothing where it was not.
  static func laterSteps(of commit: Commit?, in id: RecordID, _ context: Context) -> Words {
    let change = commit?.set.changes.first { $0.id == id }
    return change.flatMap { context.registry.laterSteps(of: $0, on: context.day) }
      .map { Words("; ", "；") + $0 } ?? Words(same: "")
  }
}

extension Message {
  /// That a text was refused since the line has no room for it.
  static func noRoom(in line: LineEditor) -> Message {
    let most = line.maximumLength
    return Message(
      "too long: at most \(most) characters fit here; nothing was added",
      "文字过长：此处最多 \(most) 个字符，未填入任何内容", .error)
  }

  /// That a key has to wait for a count.
  static let counting = Message("one moment: the figures are counted ..", "请稍候，正在统计 ..")

  /// That nothing typed is lost.
  static let leftAsDraft = Message(
    "saved as a draft: F9, then 3", "已存为草稿：按 F9 再按 3 可继续")

  /// That something was saved and how to undo it; of a record put away, where it is now.
  static func saved(_ commit: Commit?, _ context: Context) -> Message {
    guard let commit else { return Message("nothing changed", "没有改动") }
    guard let change = commit.set.changes.first else { return Message("saved", "已保存", .good) }
    return context.registry[change.id]?.binned == nil
      ? done(Words("saved: ", "已保存: "), change.id, context)
      : done(Words("in the recycle bin (F9): ", "已放入回收站 (F9 可恢复): "), change.id, context)
  }

  /// What was done with a record, and that Ctrl-Z undoes it.
  ///
  /// - Parameter more: what else is to be said of it.
  static func done(
    _ what: Words, _ id: RecordID, and more: Words = Words(same: ""), _ context: Context
  ) -> Message {
    // Or the clerk would look for it in the list behind.
    let absence =
      context.absence(of: id) == nil
      ? Words(same: "")
      : Words("; not in lists of the day shown", "；所示日期的列表中没有该记录")
    let remark = context.registry[id]?.remark(in: context.registry, by: context.past)
    return undoable(
      what + Words(same: context.shortName(of: id)) + more + absence
        + (remark.map { Words("; ", "；") + $0 } ?? Words(same: "")))
  }

  /// What was done, and that Ctrl-Z undoes it.
  static func undoable(_ what: Words) -> Message {
    Message(what + Words(". Ctrl-Z undo", "；Ctrl-Z 撤销"), .good)
  }

  /// What was undone, or redone.
  static func undone(
    _ commits: [Commit], isRedo: Bool, by commit: Commit?, _ context: Context
  ) -> Message {
    guard let commit, let first = commits.first else {
      return Message("nothing changed", "没有改动")
    }
    let shown = isRedo ? commit.set : commits.count == 1 ? first.set : commit.set
    let summary = Words(
      same: context.registry.summary(of: shown, on: context.day, context.language))
    return isRedo
      ? undoable(Words("redone: ", "已重做: ") + summary)
      : Message(
        Words("undone: ", "已撤销: ") + summary + Words(". Ctrl-Y redo", "；Ctrl-Y 重做"), .good)
  }
}

/// What a box hands to the screen that opened it.
enum Choice: Sendable {
  /// A field of the record in a form, or of one of its rows, by key.
  case field(String, of: RecordID)
  /// A table of a form, by its place.
  case table(Int)
  /// Text for the field that asked.
  case text(String)
  /// Why a value of a record that a soft rule asks about is right.
  case reason(String, rule: String, of: RecordID)
  case moment(Moment)
  /// A day, such as one to compare with.
  case day(CivilDate)
  /// A number; nil: none.
  case number(Int?)
  /// The order of a list; nil: as it is by itself.
  case sorting(ListOrder?)
  /// The columns a list shows, by key.
  case columns([String])
  /// What is decided about a file that is imported.
  case importing(ImportChoice)
  case record(RecordID)
  /// The record that a form above has saved.
  case saved(RecordID)
  /// The record of the recycle bin to bring back instead of registering it again; nil: a new one.
  case old(RecordID?)
  /// Of a value that two clerks changed: the one typed here, or the one that is saved.
  case mine(Bool)
  /// What was asked before a save, of the day shown, is answered: save.
  case agreed
}
