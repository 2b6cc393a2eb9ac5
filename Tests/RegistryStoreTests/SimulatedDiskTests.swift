import RegistryStore
import RegistryTestSupport
import SystemPackage
import Testing

@testable import RegistrySimulator

/// The simulated disk keeps what POSIX promises and no more.
struct SimulatedDiskTests {
  private let file: FilePath = "/file"

  /// Everything a power loss may leave of `file`, as texts; nil where it has no name.
  private func outcomes(
    _ path: FilePath, _ work: (inout SimulatedDisk) throws -> Void
  ) throws -> Set<String?> {
    var disk = SimulatedDisk()
    try work(&disk)
    var random = SeededGenerator(seed: 1)
    return try Set(
      (0..<200).map { _ -> String? in
        var left = disk
        left.losePower(using: &random)
        guard left.facts(path) != nil else { return nil }
        let open = try left.open(path, .reading, by: 1)
        let bytes = try left.read(open, at: 0, count: 1 << 20)
        // One letter for a block is enough.
        return stride(from: 0, to: bytes.count, by: 4096).map { start in
          let block = bytes[start..<min(start + 4096, bytes.count)]
          let letters = Set(block).sorted().map { $0 == 0 ? "0" : Character(UnicodeScalar($0)) }
          return String(letters) + (block.count < 4096 ? "" : "!")
        }.joined()
      })
  }

  private func bytes(_ letter: String, _ count: Int) -> [UInt8] {
    Array(String(repeating: letter, count: count).utf8)
  }

  /// A file with a durable name and `bytes` that are durable too.
  private func make(
    _ disk: inout SimulatedDisk, _ path: FilePath, _ bytes: [UInt8]
  ) throws -> FileDescriptor {
    let open = try disk.open(path, .creating, by: 1)
    try disk.write(bytes, to: open, at: 0)
    try disk.sync(open, .line)
    try disk.syncDirectory("/", .segmentName)
    return open
  }

  @Test func name_unsynced_mayBeMissing_whateverTheFile() throws {
    let left = try outcomes(file) { disk in
      let open = try disk.open(file, .creating, by: 1)
      try disk.write(bytes("a", 10), to: open, at: 0)
      try disk.sync(open, .line)
    }
    #expect(left == [nil, "a"])
  }

  @Test func bytes_unsynced_mayBeMissing_zeroOrThere() throws {
    let left = try outcomes(file) { disk in
      let open = try disk.open(file, .creating, by: 1)
      try disk.syncDirectory("/", .segmentName)
      try disk.write(bytes("a", 10), to: open, at: 0)
    }
    #expect(left == ["", "0", "a"])
  }

  @Test func blocks_reachTheDiskInAnyOrder_eachWhole() throws {
    let left = try outcomes(file) { disk in
      let open = try make(&disk, file, bytes("a", 8192))
      try disk.write(bytes("b", 8192), to: open, at: 0)
    }
    #expect(left == ["a!a!", "a!b!", "b!a!", "b!b!"])
  }

  @Test func cut_unsynced_isUndone_orHalfDone() throws {
    let left = try outcomes(file) { disk in
      let open = try make(&disk, file, bytes("a", 8192))
      try disk.truncate(open, to: 100)
    }
    #expect(left == ["a!a!", "a!0!", "0a!a!", "0a!0!", "a"])
  }

  @Test func synced_isThere() throws {
    let left = try outcomes(file) { disk in
      let open = try make(&disk, file, bytes("a", 8192))
      try disk.write(bytes("b", 4096), to: open, at: 4096)
      try disk.truncate(open, to: 5000)
      try disk.sync(open, .line)
    }
    #expect(left == ["a!b"])
  }

  @Test func rename_unsynced_leavesTheOldOrTheNew() throws {
    let left = try outcomes(file) { disk in
      _ = try make(&disk, file, bytes("a", 10))
      _ = try make(&disk, "/file.new", bytes("b", 10))
      try disk.rename("/file.new", to: file, replacing: true)
    }
    #expect(left == ["a", "b"])
  }

  @Test func sync_failed_isBelievedByTheNextOne() throws {
    var random = SeededGenerator(seed: 2)
    var left: Set<String?> = []
    for _ in 0..<6 {
      left.formUnion(
        try outcomes(file) { disk in
          let open = try make(&disk, file, bytes("a", 4096))
          try disk.write(bytes("b", 4096), to: open, at: 0)
          #expect(throws: Errno.ioError) { try disk.failSync(open, using: &random) }
          try disk.sync(open, .line)
          #expect(try disk.read(open, at: 0, count: 1) == bytes("b", 1))
        })
    }
    #expect(left == ["a!", "b!"])
  }

  @Test func lock_belongsToItsDescriptor_andDiesWithItsProcess() throws {
    var disk = SimulatedDisk()
    let mine = try disk.open(file, .creating, by: 1)
    let theirs = try disk.open(file, .reading, by: 2)
    #expect(try disk.lock(mine, isShared: false))
    #expect(try !disk.lock(theirs, isShared: true))
    disk.kill(1)
    #expect(try disk.lock(theirs, isShared: true))
    #expect(throws: Errno.badFileDescriptor) { try disk.read(mine, at: 0, count: 1) }
    let third = try disk.open(file, .reading, by: 3)
    #expect(try disk.lock(third, isShared: true))
    #expect(try !disk.lock(third, isShared: false))
  }
}
