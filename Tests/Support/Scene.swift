import RegistryModel
import RegistryScreens
import Synchronization
import TerminalCore

/// A screen worth keeping: how a clerk gets there in the sample district. Golden files and pictures
/// are made from the same scenes.
public struct Scene: Sendable, CustomStringConvertible {
  /// Unique; golden files and pictures are called by it.
  public let name: String
  /// The language on screen.
  public let language: Language
  /// The window.
  public let rows: Int
  /// Its width.
  public let columns: Int
  /// There are no records yet.
  private let isEmpty: Bool
  /// Records belong to others that do not by their schema; nil: as that says.
  private let ownership: Ownership?
  /// There are purchases.
  private let hasPurchases: Bool
  private let play: @Sendable (inout Robot) throws -> Void

  init(
    _ name: String, _ language: Language, rows: Int = 24, columns: Int = 80, isEmpty: Bool = false,
    ownership: Ownership? = nil, hasPurchases: Bool = false,
    _ play: @escaping @Sendable (inout Robot) throws -> Void
  ) {
    self.name = name + (language == .en ? "-en" : "-zh")
    self.language = language
    (self.rows, self.columns, self.isEmpty) = (rows, columns, isEmpty)
    (self.ownership, self.hasPurchases) = (ownership, hasPurchases)
    self.play = play
  }

  /// The name.
  public var description: String { name }

  /// The screen, on a terminal with these signs.
  public func canvas(_ glyphs: GlyphSet = .unicode) throws -> Canvas { try robot(glyphs).canvas }

  /// The clerk who is there; many tests look at the same scene, which is played once.
  public func robot(_ glyphs: GlyphSet = .unicode) throws -> Robot {
    let played = Self.played.withLock { all in
      let key = Played.Key(scene: name, glyphs: glyphs)
      if let known = all[key] { return known }
      let new = Played()
      all[key] = new
      return new
    }
    return try played.robot { () throws in try play(glyphs) }
  }

  private static let played = Mutex<[Played.Key: Played]>([:])

  private func play(_ glyphs: GlyphSet) throws -> Robot {
    let sample = try SampleDistrict.sample.get()
    var registry = isEmpty ? RegistryState() : sample.registry
    if hasPurchases { registry = try SamplePurchases.added(to: registry) }
    if let ownership { registry.ownership = ownership }
    var robot = Robot(
      registry, plan: sample.plan, of: WorkedExample.library, language: language,
      rows: rows, columns: columns, glyphs: glyphs, journal: isEmpty ? [] : sample.journal)
    try play(&robot)
    return robot
  }
}

extension Scene {
  /// Every scene in both languages at 80x24, then some of them in other windows.
  public static let all: [Scene] =
    Language.allCases.flatMap { language in
      plays.map { Scene($0.key, language, $0.value) }
        + empty.map { name, play in
          Scene(name, language, isEmpty: true, play)
        } + windows(language) + rows(language)
    }

  /// Forms with tables of rows, the assignments of a worker and purchases; and proposals.
  private static func rows(_ language: Language) -> [Scene] {
    let ownership = Ownership([OwnedKind(.assignment, by: "worker")].compactMap { $0 })
    let windows = [("", 24, 80), ("-small", 16, 60), ("-wide", 40, 120)]
    return windows.flatMap { window, rows, columns -> [Scene] in
      let owned = rowPlays.map { name, play in
        Scene(name + window, language, rows: rows, columns: columns, ownership: ownership, play)
      }
      let purchases = [purchasePlays, reviewPlays, reportPlays].flatMap { $0 }.map { name, play in
        Scene(name + window, language, rows: rows, columns: columns, hasPurchases: true, play)
      }
      let others = [proposalPlays, rearrangePlays, workPlays, importPlays, keepingPlays].flatMap {
        plays in
        plays.map { name, play in Scene(name + window, language, rows: rows, columns: columns, play)
        }
      }
      return owned + purchases + others
    }
  }

  private static func windows(_ language: Language) -> [Scene] {
    let shown = plays.filter { name, _ in
      [
        "history", "overview", "organizations", "organization-new", "community",
        "organization-status", "help", "filter", "filter-value", "filter-wrong", "find",
        "find-empty",
        "find-reasons", "find-from-form",
        "columns", "views", "bin", "choices", "organization-problems", "linkage", "linkage-gaps",
        "needs", "programme",
      ].contains(name)
    }
    return shown.flatMap { name, play in
      [
        Scene(name + "-small", language, rows: 16, columns: 60, play),
        Scene(name + "-large", language, rows: 30, columns: 100, play),
      ]
    } + wide(language) + [Scene("too-small", language, rows: 10, columns: 40) { _ in }]
  }

  /// Some in the windows of large monitors.
  private static func wide(_ language: Language) -> [Scene] {
    let names = ["overview", "organizations", "workers", "organization-new", "community"]
    return plays.filter { names.contains($0.key) }.flatMap { name, play in
      [
        Scene(name + "-wide", language, rows: 40, columns: 120, play),
        Scene(name + "-widest", language, rows: 50, columns: 200, play),
      ]
    }
  }
}

/// A scene that is played once.
private final class Played: Sendable {
  struct Key: Hashable {
    let scene: String
    let glyphs: GlyphSet
  }

  private let known = Mutex<Robot?>(nil)

  /// Whoever asks meanwhile waits for it.
  func robot(_ play: () throws -> Robot) throws -> Robot {
    try known.withLock { known in
      if let known { return known }
      let robot = try play()
      known = robot
      return robot
    }
  }
}
