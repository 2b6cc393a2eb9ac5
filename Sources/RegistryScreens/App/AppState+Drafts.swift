import RegistryModel

// Drafts: whatever a screen says it would lose is on disk as it is, after every event.
extension AppState {
  /// What can be taken up again: drafts found and left, oldest first.
  var drafts: [DraftNote] {
    let open = screens.compactMap(\.draftName)
    let left = memory.unfinished.values.filter { !open.contains($0.name) }
    return found + left.sorted { ($0.name.count, $0.name) < ($1.name.count, $1.name) }
  }

  /// Offers what this clerk left unfinished of the record just opened: over a form it asks at once, so
  /// that nothing is typed twice.
  mutating func offerDraft(of id: RecordID) {
    let left = drafts.filter { $0.record == id }
    guard !left.isEmpty else { return }
    guard screens[screens.count - 1].draftName != nil else {
      message = Message(
        "this record has an unfinished draft: F9, then 3", "本条有未完成的草稿：按 F9 再按 3 可继续")
      return
    }
    let context = context
    let continuing = left.map { note in
      MenuScreen.Item(
        Words("Continue: ", "继续草稿: ") + DraftsScreen.label(of: note, context),
        steps: [.resume(note)])
    }
    let stored = MenuScreen.Item(
      Words("Open the record as it is saved", "打开已保存的记录"), steps: [])
    screens.append(
      MenuScreen(
        left.count == 1
          ? Words("This record has an unfinished draft", "本条有未完成的草稿")
          : Words("This record has \(left.count) unfinished drafts", "本条有 \(left.count) 份未完成的草稿"),
        continuing + [stored]))
  }

  /// Puts the screens of a draft on top; a form of the same record with nothing typed in it makes
  /// room, since saving would lead back to it.
  mutating func resume(_ note: DraftNote) {
    let context = context
    guard let resumed = DraftKind(note)?.screens(note, context) else {
      message = Message("this version cannot read the draft", "本版本无法读取该草稿", .error)
      return
    }
    found.removeAll { $0.name == note.name }
    memory.unfinished[note.name] = note
    let top = screens[screens.count - 1]
    if top.draftName != nil, top.draft(context) == nil, let id = top.shown, resumed[0].shown == id {
      close(to: screens.count - 1)
    }
    screens += resumed
  }

  /// Has what is typed kept on disk where it differs from what is there.
  mutating func keepDrafts() -> [Effect] {
    let names = Set(screens.compactMap(\.draftName))
    if names.isEmpty { return [] }
    let context = context
    var typed: [String: JSON] = [:]
    // A question over a form tells of both.
    for screen in screens {
      if let name = screen.draftName, let content = screen.draft(context) { typed[name] = content }
    }
    return names.sorted().flatMap { name -> [Effect] in
      guard let content = typed[name] else { return dropDraft(name) }
      guard memory.unfinished[name]?.typed != content else { return [] }
      let note = DraftNote(name: name, typed: content, clock)
      memory.unfinished[name] = note
      return [.keepDraft(name: name, note.content)]
    }
  }

  /// That a draft is in this program alone.
  private static func unkept(_ fault: Words) -> Words {
    Words("the draft is not on disk: ", "草稿未能写入磁盘: ") + fault
  }

  /// Takes in whether a draft was written; one that was dropped meanwhile is nobody's concern.
  mutating func learn(_ fault: Words?, ofDraft name: String) {
    guard memory.unfinished[name] != nil, !memory.readsOnly else { return }
    if let fault, memory.unkept[name] != fault { note(Self.unkept(fault), .error) }
    memory.unkept[name] = fault
  }

  private static let ending = Words("Unsaved text would be lost", "退出会丢失未保存的输入")

  /// Ends the program; if a draft would be lost with it, writes it once more and asks.
  func quitting() -> [Step] {
    guard let fault = memory.unkept.values.first else { return [.effect(.leave)] }
    let isAsked = (screens.last as? MenuScreen)?.title == Self.ending
    // Nothing is asked that cannot be seen.
    if isAsked || window.isTooSmall { return [] }
    let again = memory.unkept.keys.sorted().compactMap { memory.unfinished[$0] }.map { note in
      Step.effect(.keepDraft(name: note.name, note.content))
    }
    return again + [
      .say(Message(Self.unkept(fault), .error)),
      .open(
        MenuScreen(
          Self.ending,
          [
            MenuScreen.Item(
              Words(
                "Stay: make room on the disk, or save with Ctrl-S", "不退出: 先腾出磁盘空间，或按 Ctrl-S 保存"),
              steps: again),
            MenuScreen.Item(Words("Quit without saving", "退出, 不保留输入"), steps: [.effect(.leave)]),
          ])),
    ]
  }

  /// A form is being saved: its draft goes when that is told.
  public var isSaving: Bool { memory.requests.values.contains { $0.draft != nil } }

  /// Forgets a draft, if there is one.
  mutating func dropDraft(_ name: String) -> [Effect] {
    let isFound = found.contains { $0.name == name }
    found.removeAll { $0.name == name }
    memory.unkept[name] = nil
    return memory.unfinished.removeValue(forKey: name) != nil || isFound
      ? [.dropDraft(name: name)] : []
  }
}

extension DraftNote {
  private static let at = "at"

  /// What is typed, as of now.
  init(name: String, typed: JSON, _ clock: Clock) {
    // A file with one key twice is read by nobody.
    assert(typed[Self.at] == nil, "a screen's draft leaves the key of the time alone")
    let time = JSON.Member(Self.at, .string("\(clock.today.text(.en)) \(clock.time)"))
    self.init(name: name, content: .object((typed.members ?? []) + [time]))
  }

  /// What is typed, without when.
  var typed: JSON { .object((content.members ?? []).filter { $0.key != Self.at }) }

  /// The day and time of the last key: tells drafts of one name apart.
  var time: String? { content[Self.at]?.string }
}
