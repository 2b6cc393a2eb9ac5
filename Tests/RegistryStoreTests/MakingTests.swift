import RegistryTestSupport
import SystemPackage
import Testing

@testable import RegistryStore

/// A new registry has its name when it is whole, and what went wrong before is in nobody's way.
@Suite struct MakingTests {
  private let directory = TemporaryDirectory()
  private var root: FilePath { directory.path.appending("registry") }

  private func changes() throws -> Int {
    let disk = FaultyFileSystem()
    _ = try Sample.make(in: TemporaryDirectory(), files: disk)
    return disk.changes.count
  }

  @Test func killedAnywhere_theNextTryMakesIt() throws {
    for change in 1...(try changes()) {
      _ = try? Sample.make(in: directory, files: FaultyFileSystem.dead(from: change))
      do {
        #expect(try Sample.open(root).head.seq == 1, "whole after \(change)")
      } catch StoreError.notARegistry {
        #expect(try Sample.make(in: directory).head.seq == 1)
      }
      TemporaryDirectory.remove(root)
    }
  }

  @Test(arguments: [false, true]) func failedAnywhere_nothingIsLeft(isThere: Bool) throws {
    for change in 1...(try changes()) {
      if isThere { try PosixFileSystem().makeDirectory(root) }
      let disk = FaultyFileSystem.failing(at: change)
      let isMade = (try? Sample.make(in: directory, files: disk)) != nil
      let names = TemporaryDirectory.names(directory.path)
      if !isMade, names == ["registry"], TemporaryDirectory.names(root).isEmpty == false {
        // Whole, but for the sync of its name.
        #expect(try Sample.open(root).head.seq == 1 && !isThere, "change \(change)")
      } else if !isMade {
        #expect(names == (isThere ? ["registry"] : []), "change \(change)")
      }
      TemporaryDirectory.remove(root)
    }
  }

  /// Another process makes one there just now: neither is spoilt.
  @Test(arguments: [false, true]) func twoAtOnce_oneIsRefused(isThere: Bool) throws {
    if isThere { try PosixFileSystem().makeDirectory(root) }
    let root = root
    let disk = FaultyFileSystem { call in
      // The first change of all is the directory that the registry is claimed by.
      if call.change == 1 { _ = try? Sample.make(at: root) }
      return nil
    }
    #expect(throws: StoreError.occupied(root)) { try Sample.make(at: root, files: disk) }
    #expect(try Sample.open(root).head.seq == 1)
    #expect(TemporaryDirectory.names(directory.path) == ["registry"])
  }

  @Test func filesInTheDirectory_areRefused_andLeftAlone() throws {
    try PosixFileSystem().makeDirectory(root)
    try Bytes.write("mine", to: root.appending("notes.txt"))
    #expect(throws: StoreError.occupied(root)) { try Sample.make(at: root) }
    #expect(TemporaryDirectory.names(root) == ["notes.txt"])
  }
}
