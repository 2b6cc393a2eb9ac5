import FoundationEssentials
import RegistryTestSupport
import TerminalCore
import Testing

/// Whole screens against files a person can read. `SANSHE_GOLDEN=write swift test --filter
/// RegistryScreensTests` (`make golden`) writes them anew.
@Suite struct GoldenTests {
  private static let directory = #filePath.split(separator: "/").dropLast().joined(separator: "/")
  private static let isWriting = ProcessInfo.processInfo.environment["SANSHE_GOLDEN"] == "write"

  /// Screens with charts, which have signs of their own where the terminal shows them right.
  private static let charted = Scene.all.map(\.name).filter { name in
    ["overview", "plan", "plan-town", "review", "towns"].contains { scene in
      ["", "-small", "-wide"].contains { window in
        ["-en", "-zh"].contains { name == scene + window + $0 }
      }
    }
  }

  @Test(arguments: Scene.all.map(\.name)) func `looks as it did`(name: String) throws {
    try compare(name, .ascii, name)
  }

  @Test(arguments: charted) func `looks as it did in Unicode`(name: String) throws {
    try compare(name, .unicode, name + ".unicode")
  }

  private func compare(_ name: String, _ glyphs: GlyphSet, _ kept: String) throws {
    let scene = try #require(Scene.all.first { $0.name == name })
    let drawn = Screenshot(try scene.canvas(glyphs)).description
    let file = URL(filePath: "/\(Self.directory)/Golden/\(kept).screen")
    if Self.isWriting { try Data(drawn.utf8).write(to: file) }
    let kept = try String(decoding: Data(contentsOf: file), as: UTF8.self)
    guard drawn != kept else { return }
    let (new, old) = (drawn.split(separator: "\n"), kept.split(separator: "\n"))
    let differs = new.indices.first { !old.indices.contains($0) || old[$0] != new[$0] }
    Issue.record(
      """
      \(file.lastPathComponent) differs first in line \((differs ?? old.count) + 1):
      was \(differs.flatMap { old.indices.contains($0) ? old[$0] : nil } ?? "nothing")
      now \(differs.map { new[$0] } ?? "nothing"); make golden writes it anew
      """)
  }

  @Test func `no file is left of a scene that is gone`() throws {
    let files = try FileManager.default.contentsOfDirectory(
      atPath: "/\(Self.directory)/Golden")
    let names = Set(
      Scene.all.map { "\($0.name).screen" } + Self.charted.map { "\($0).unicode.screen" })
    #expect(files.filter { $0.hasSuffix(".screen") && !names.contains($0) } == [])
  }

  @Test func `a scene is the same twice`() throws {
    for scene in Scene.all.prefix(6) {
      #expect(try scene.canvas(.ascii) == scene.canvas(.ascii), "\(scene.name)")
    }
  }
}
