import RegistryModel
import TerminalCore

/// What the next key acts on: the screen on top and what its cursor is on.
struct Aim: Sendable {
  private let depth: Int
  private let screen: ObjectIdentifier
  private let target: String?

  init(_ screens: [any Screen]) {
    let top = screens[screens.count - 1]
    (depth, screen, target) = (screens.count, ObjectIdentifier(type(of: top)), top.target)
  }

  /// A key typed at this aim would act on something else at `later`; an aim without a target cannot be
  /// missed.
  func differs(from later: Aim) -> Bool {
    (depth, screen) != (later.depth, later.screen) || target != nil && target != later.target
  }
}

/// Whether the clerk has seen what keys act on.
///
/// A box that closes or opens by an answer, a row that a colleague takes away under the cursor: what was
/// typed before that reached the clerk's eyes was meant for something else, and never reaches what is
/// there now, be it the recycle bin. What the clerk's own keys open and close is known beforehand.
struct Blindness: Sendable {
  /// What the last key, or the last answer, left to act on.
  fileprivate var aim: Aim?
  /// Changes that were not seen yet.
  fileprivate var unseen = 0
  fileprivate var hasPassedOver = false

  var isBlind: Bool { unseen > 0 }

  mutating func see() {
    unseen = max(0, unseen - 1)
    if unseen == 0 { hasPassedOver = false }
  }
}

extension AppState {
  /// Asks to be told when the clerk sees what has changed by itself.
  mutating func watch(isTyped: Bool) -> [Effect] {
    let aim = Aim(screens)
    defer { memory.blindness.aim = aim }
    guard !isTyped, let was = memory.blindness.aim, was.differs(from: aim) else { return [] }
    memory.blindness.unseen += 1
    return [.askSeen]
  }

  /// Drops a key that was typed at something else, and says so after what is said already.
  mutating func passOver() {
    if memory.blindness.hasPassedOver { return }
    memory.blindness.hasPassedOver = true
    let said = Words("keys typed before this was shown were dropped", "界面变化前键入的按键未执行")
    message = message.map { Message($0.words + Words("; ", "；") + said, $0.tone) } ?? Message(said)
  }
}

extension Event {
  /// It comes from the clerk's hands.
  var isTyped: Bool {
    switch self {
    case .key, .paste: true
    case .resized, .hangup, .resumed, .seen, .wake, .tick: false
    }
  }
}
