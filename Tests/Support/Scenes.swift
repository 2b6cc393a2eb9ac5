import RegistryModel
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
  /// What is pressed from the Overview on.
  public let keys: [Key]

  init(
    _ name: String, _ language: Language = .chinese, rows: Int = 24, columns: Int = 80,
    keys: [Key] = []
  ) {
    (self.name, self.language, self.rows, self.columns) = (name, language, rows, columns)
    self.keys = keys
  }

  /// The name.
  public var description: String { name }

  /// The screen.
  public func canvas() throws -> Canvas {
    var robot = try Robot(language: language, rows: rows, columns: columns)
    robot.press(keys)
    return robot.canvas
  }
}

extension Scene {
  /// Every scene: first what both languages show, then windows of other sizes.
  public static let all =
    Language.allCases.flatMap(everywhere) + [
      Scene("overview-small-zh", rows: 16, columns: 60),
      Scene("overview-small-en", .en, rows: 16, columns: 60),
      Scene("overview-large-zh", rows: 30, columns: 100),
      Scene("too-small", rows: 10, columns: 40),
    ]

  /// Scenes of 80 columns and 24 rows.
  private static func everywhere(_ language: Language) -> [Scene] {
    let suffix = language == .en ? "-en" : "-zh"
    func scene(_ name: String, _ keys: [Key]...) -> Scene {
      Scene(name + suffix, language, keys: keys.flatMap { $0 })
    }
    let (two, three, four) = ([Key].typing("2"), [Key].typing("3"), [Key].typing("4"))
    return [
      scene("overview"),
      scene("communities", two),
      scene("community", two, [.enter]),
      scene("organizations", three),
      scene("organizations-filtered", three, .typing("互助")),
      scene("organizations-marked", three, [.character(" "), .down, .character(" ")]),
      scene("organization-acts", three, [.function(2)]),
      scene("organization-status", three, [.function(2), .character("1")]),
      scene("organization-new", three, [.insert]),
      // The registration of DESIGN, up to a phone with too few digits.
      scene(
        "organization-problems", three, [.insert], .typing("映门社区邻里互助会"), [.enter],
        .typing("2"), [.enter], .typing("2026-412"), [.enter, .enter], .typing("映门"), [.enter],
        .typing("."), [.enter], .typing("3"), [.enter, .enter], .typing("李红"), [.enter],
        .typing("1381207"), [.enter]),
      scene("workers", four),
      scene("worker", four, [.enter]),
      scene("assign", four, [.function(2), .character("1")]),
      scene("find", [.function(3)], .typing("映门")),
      scene("filter", three, [.function(4)]),
      scene("help", [.function(1)]),
      scene("menu", [.function(9)]),
    ]
  }
}
