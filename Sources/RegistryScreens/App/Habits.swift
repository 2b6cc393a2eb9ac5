import RegistryModel

/// What a clerk does again and again, kept outside the registry for the next opening.
public struct Habits: Equatable, Sendable {
  /// Records opened, the latest last; one opened often is there often.
  private(set) var opened: [RecordID] = []
  /// How much each of them was used: the more often and the later, the more.
  private(set) var uses: [RecordID: Int] = [:]

  /// Columns chosen for lists; the standard ones where there are none.
  private(set) var columns: [Kind: [String]] = [:]

  /// Forms go on by themselves from a field whose value can be nothing longer, or wait for Enter; nil
  /// where the clerk never said.
  private(set) var goesOn: Bool?

  /// The last backup this clerk made by hand.
  private(set) var backup: Kept?

  /// Records opened, each once, the latest first.
  var latest: [RecordID] {
    var seen: Set<RecordID> = []
    return opened.reversed().filter { seen.insert($0).inserted }
  }

  /// Openings that are remembered.
  static let kept = 500

  /// No habits yet.
  public init() {}

  /// Takes one thing more into account; false if that changes nothing.
  @discardableResult
  public mutating func learn(_ habit: Habit) -> Bool {
    switch habit {
    case .opened(let id):
      // Going back and forth between the screens of one record is one use.
      guard !id.isNew, opened.last != id else { return false }
      opened = opened.suffix(Self.kept - 1) + [id]
      count()
    case .columns(let kind, let keys):
      guard columns[kind] != keys else { return false }
      columns[kind] = keys
    case .goingOn(let goesOn):
      guard self.goesOn != goesOn else { return false }
      self.goesOn = goesOn
    case .backup(let made):
      guard backup != made else { return false }
      backup = made
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
  /// Chose the columns of a list, by key; nil: the standard ones.
  case columns(Kind, [String]?)
  /// Had forms go on by themselves, or wait for Enter.
  case goingOn(Bool)
  /// Made a backup by hand.
  case backup(Kept)
}

extension Habits {
  private static let openedKey = "opened"
  private static let columnsKey = "columns"
  private static let goesOnKey = "goesOn"
  private static let backupKey = "backup"

  /// As files hold them.
  public var json: JSON {
    let chosen = Kind.allCases.compactMap { kind in
      columns[kind].map { JSON.Member(kind.rawValue, $0.json) }
    }
    return .object(
      of: (Self.openedKey, .array(opened.map(\.json))), (Self.columnsKey, .object(chosen)),
      (Self.goesOnKey, goesOn.map(JSON.bool)), (Self.backupKey, backup?.json))
  }

  /// What a file holds; ids of kinds that are not known here are passed over.
  public init(json: JSON) {
    opened = (json[Self.openedKey]?.array ?? []).suffix(Self.kept).compactMap {
      $0.string.flatMap { RecordID($0) }
    }
    for member in json[Self.columnsKey]?.members ?? [] {
      if let kind = Kind(rawValue: member.key) { columns[kind] = try? [String](json: member.value) }
    }
    goesOn = json[Self.goesOnKey]?.bool
    backup = json[Self.backupKey].flatMap(Kept.init(json:))
    count()
  }

  /// These, and then what was learned before they were read from a file.
  func followed(by later: Habits) -> Habits {
    var habits = self
    for id in later.opened { habits.learn(.opened(id)) }
    for (kind, keys) in later.columns { habits.learn(.columns(kind, keys)) }
    if let goesOn = later.goesOn { habits.learn(.goingOn(goesOn)) }
    if let backup = later.backup { habits.learn(.backup(backup)) }
    return habits
  }
}

extension Kept {
  fileprivate var json: JSON {
    .object(of: ("path", .string(path)), ("at", .string(at.text)), ("seq", .int(seq)))
  }

  fileprivate init?(json: JSON) {
    guard let path = json["path"]?.string, let at = json["at"]?.string.flatMap({ Instant($0) }),
      let seq = json["seq"]?.int
    else { return nil }
    self.init(path: path, at: at, seq: seq)
  }
}
