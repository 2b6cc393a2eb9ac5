import RegistryModel

/// What a clerk does again and again, kept outside the registry for the next opening.
public struct Habits: Equatable, Sendable {
  /// Records opened, the latest last; one opened often stands there often.
  private(set) var opened: [RecordID] = []
  /// How much each of them was used: the more often and the later, the more.
  private(set) var uses: [RecordID: Int] = [:]

  /// Records opened, each once, the latest first.
  var latest: [RecordID] {
    var seen: Set<RecordID> = []
    return opened.reversed().filter { seen.insert($0).inserted }
  }

  /// Openings that are remembered.
  static let kept = 500

  /// No habits yet.
  public init() {}

  /// Takes one thing more into account; false where that changes nothing.
  @discardableResult
  public mutating func learn(_ habit: Habit) -> Bool {
    switch habit {
    case .opened(let id):
      // Going back and forth between the screens of one record is one use.
      guard !id.isNew, opened.last != id else { return false }
      opened = opened.suffix(Self.kept - 1) + [id]
      count()
    }
    return true
  }

  private mutating func count() {
    uses = [:]
    for (place, id) in opened.enumerated() { uses[id, default: 0] += place + 1 }
  }
}

/// One thing a clerk did that a next time may be like.
public enum Habit: Hashable, Sendable {
  case opened(RecordID)
}

extension Habits {
  private static let openedKey = "opened"

  /// As files hold them.
  public var json: JSON {
    .object(of: (Self.openedKey, .array(opened.map(\.json))))
  }

  /// What a file holds; ids of kinds that are not known here are passed over.
  public init(json: JSON) {
    opened = (json[Self.openedKey]?.array ?? []).suffix(Self.kept).compactMap {
      $0.string.flatMap { RecordID($0) }
    }
    count()
  }

  /// These, and then what was learned before they were read from a file.
  func followed(by later: Habits) -> Habits {
    var habits = self
    for id in later.opened { habits.learn(.opened(id)) }
    return habits
  }
}
