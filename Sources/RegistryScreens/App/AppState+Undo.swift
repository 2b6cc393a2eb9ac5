import RegistryModel
import TerminalCore

/// What Ctrl-Z or Ctrl-Y waits for.
enum Undoing: Sendable {
  /// What there is to undo.
  case plan(UndoTarget)
  /// That these are undone, or redone.
  case save([Commit], isRedo: Bool)
}

// Ctrl-Z and Ctrl-Y: what the account saved last is undone, and redone. What was saved since
// the program began goes at once; anything older is asked about.
extension AppState {
  /// The step of the key, or why it means nothing here.
  func undoing(_ target: UndoTarget) -> [Step] {
    if !screens[screens.count - 1].allowsUndo(context) {
      return [.say(Message("close this window first", "请先关闭当前窗口"))]
    }
    return [.undo(target)]
  }

  mutating func undo(_ target: UndoTarget) -> [Effect] {
    if let refusal = context.refusesSaving {
      message = Message(refusal, .error)
      return []
    }
    if memory.requests.values.contains(where: { $0.undo != nil }) {
      message = Message("one moment ..", "请稍候 ..")
      return []
    }
    let plan = registry.plan(
      target, in: memory.recent, by: session.login, binning: UndoPlan.binned[language],
      today: clock.today)
    if memory.recent.know(plan.commits, in: registry), let effect = save(plan) { return [effect] }
    return [.planUndo(target, base: registry, tag: ask(.plan(target)))]
  }

  /// Saves the undo of changes made here; nil if something prevents it or has to be
  /// asked first.
  private mutating func save(_ plan: UndoPlan) -> Effect? {
    guard !plan.commits.isEmpty, memory.recent.areMine(plan.commits),
      case .success(let set) = plan.result, !set.isEmpty, registry.frozenReach(of: set) == nil
    else { return nil }
    return .save(set, base: registry, tag: ask(.save(plan.commits, isRedo: plan.isRedo)))
  }

  /// The answer to what Ctrl-Z or Ctrl-Y asked.
  mutating func receive(_ answer: Answer, _ undo: Undoing) -> [Step] {
    switch (answer, undo) {
    case (.undoPlan(_, let plan), .plan(let target)):
      guard !plan.commits.isEmpty else { return [.say(target.nothing)] }
      // Planned on a state that may be gone: rebuilt for the current state.
      let now = plan.onto(registry, context)
      if let effect = save(now) { return [.effect(effect)] }
      return [.open(UndoScreen(now))]
    case (.saved(_, _, let commit), .save(let commits, let isRedo)):
      while screens.count > 1, screens[screens.count - 1].isGone(context) { screens.removeLast() }
      return [.say(.undone(commits, isRedo: isRedo, by: commit, context))]
    case (.refused(_, let refusal), _): return [.say(refusal.message(context))]
    default: return []
    }
  }
}

extension UndoPlan {
  /// The same made for `registry`; what prevented it is still told as it was found.
  func onto(_ registry: RegistryState, _ context: Context) -> UndoPlan {
    guard case .success = result else { return self }
    do {
      let set = try registry.undo(
        commits, binning: Self.binned[context.language], today: context.clock.today)
      return UndoPlan(commits: commits, isRedo: isRedo, result: .success(set))
    } catch {
      return UndoPlan(commits: commits, isRedo: isRedo, result: .failure(error))
    }
  }
}

extension UndoTarget {
  /// What is said where there is none.
  fileprivate var nothing: Message {
    switch self {
    case .newestUndo: Message("nothing to redo", "没有可重做的变更")
    default: Message("you have nothing to undo", "没有可撤销的变更")
    }
  }
}
