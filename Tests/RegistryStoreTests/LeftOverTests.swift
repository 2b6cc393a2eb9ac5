import RegistryTestSupport
import SystemPackage
import Testing

@testable import RegistryStore

/// What killed backups and restores leave is taken away by the next one, and what is at work is not.
@Suite struct LeftOverTests {
  private let directory = TemporaryDirectory()
  private let files = PosixFileSystem()

  private func names() -> [String] { TemporaryDirectory.names(directory.path) }

  private func backUp(_ registry: RegistryDirectory, _ name: String) throws {
    _ = try registry.backup(to: directory.path.appending(name))
  }

  @Test func deadOnes_areTakenAway_byTheNextOfTheirSort() throws {
    let registry = try Sample.make(in: directory)
    let dead = directory.path.appending(".old.gz.0123456789abcdef.new")
    try Bytes.write(GzipWriter.start, to: dead)
    // Of other programs, by what is in them or how they are called.
    try Bytes.write("text", to: directory.path.appending(".text.0123456789abcdef.new"))
    try Bytes.write(GzipWriter.start, to: directory.path.appending(".x.0123456789abcdeg.new"))
    let half = directory.path.appending(".copy.fedcba9876543210.new")
    for name in ["", "journal", "drafts"] { try files.makeDirectory(half.appending(name)) }
    try Bytes.write("", to: half.appending("communities.json.new"))
    let others = directory.path.appending(".mine.fedcba9876543210.new")
    for name in ["", "photos"] { try files.makeDirectory(others.appending(name)) }
    try backUp(registry, "a.gz")
    let left = [
      ".copy.fedcba9876543210.new", ".mine.fedcba9876543210.new", ".text.0123456789abcdef.new",
      ".x.0123456789abcdeg.new",
    ]
    #expect(names() == left + ["a.gz", "registry"])
    _ = try RegistryDirectory.restore(
      directory.path.appending("a.gz"), to: directory.path.appending("copy"), account: "lina")
    #expect(names() == left.dropFirst() + ["a.gz", "copy", "registry"])
  }

  @Test(arguments: [Unfinished.Sort.backup, .registry])
  func oneAtWork_isLeftAlone(_ sort: Unfinished.Sort) throws {
    let path = directory.path.appending("x")
    let first = try files.begin(sort, at: path)
    let second = try files.begin(sort, at: path)
    #expect(names().count == 2)
    files.close(first.file)  // its process is killed
    let third = try files.begin(sort, at: path)
    #expect(names().count == 2 && !names().contains(first.place.lastComponent?.string ?? ""))
    for begun in [second, third] { files.close(begun.file) }
  }

  /// Somebody takes one away before its maker has locked it: the maker begins again.
  @Test(arguments: [Unfinished.Sort.backup, .registry])
  func oneTakenForDead_isBegunAgain(_ sort: Unfinished.Sort) throws {
    let (path, parent) = (directory.path.appending("x"), directory.path)
    let disk = FaultyFileSystem { call in
      if call.change == 1 { return nil }
      if call.name.hasPrefix("lock"), TemporaryDirectory.names(parent).count == 1,
        TemporaryDirectory.names(parent)[0].hasSuffix(".new"), call.number < 8
      {
        PosixFileSystem().discard(parent.appending(TemporaryDirectory.names(parent)[0]))
      }
      return nil
    }
    let begun = try disk.begin(sort, at: path)
    #expect(names() == [begun.place.lastComponent?.string ?? ""])
    disk.close(begun.file)
  }
}
