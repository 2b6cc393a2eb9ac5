import CSimdjson
import Glibc
import RegistryModel
import RegistryStore
import SystemPackage

/// The registry on disk: saving and loading.
struct DiskBench {
  /// A registry of the size measured.
  let registry: FilePath
  /// One that holds an office and one organization.
  let empty: FilePath
  let today: CivilDate

  func lines() throws -> [Line] {
    let load = try load()
    let (save, bytes) = try saves(to: registry)
    let (small, _) = try saves(to: empty)
    let bare = try appends(of: bytes)
    return [
      Line(
        name: "durable save, p50", figure: save.p50, unit: "ms",
        yardstick: ("append and fdatasync of \(bytes) bytes, p50", bare.p50),
        goal: ("<= 1.5 x", save.p50 <= 1.5 * bare.p50)),
      Line(
        name: "durable save, p50", figure: save.p50, unit: "ms",
        yardstick: ("in an empty registry, p50", small.p50),
        goal: ("<= 1.2 x", save.p50 <= 1.2 * small.p50)),
      load,
    ]
  }

  /// One field of one organization, again and again; with the bytes of a journal line.
  private func saves(to root: FilePath) throws -> (Times, bytes: Int) {
    let directory = try RegistryDirectory(root, .writing, account: "bench")
    var state = try directory.load().state
    let before = try journalBytes(root)
    let count = 200
    var times = Times()
    for number in 0..<count {
      guard let stored = state.organizations[1] else { break }
      let note = JSON.string("note \(number % 10)")
      let set = ChangeSet([
        Change(
          stored.id,
          [Setting("note", before: stored.record.note.map(JSON.string) ?? .null, after: note)])
      ])
      state = try times.measure {
        try directory.append(
          set, from: state, by: "bench", at: Instant(seconds: 1_790_000_000), today: today
        ).state
      }
    }
    return (times, (try journalBytes(root) - before) / count)
  }

  private func appends(of bytes: Int) throws -> Times {
    let path = registry.appending("bare")
    let file = try FileDescriptor.open(
      path, .writeOnly, options: [.create, .truncate, .append], permissions: .ownerReadWrite)
    defer {
      try? file.close()
      unlink(path.string)
    }
    let line = [UInt8](repeating: 0x61, count: bytes)
    var times = Times()
    for _ in 0..<200 {
      try times.measure {
        _ = try file.writeAll(line)
        guard fdatasync(file.rawValue) == 0 else { throw Errno(rawValue: errno) }
      }
    }
    return times
  }

  private func load() throws -> Line {
    let files = try ["communities", "organizations", "workers", "assignments"].map {
      try contents(registry.appending("\($0).json"))
    }
    let bytes = files.reduce(0) { $0 + $1.count }
    var (load, parse) = (Times(), Times())
    guard let parser = tape_parser_new(64) else { throw Errno.noMemory }
    defer { tape_parser_free(parser) }
    for _ in 0..<10 {
      let directory = try RegistryDirectory(registry, .reading, account: "bench")
      _ = try load.measure { try directory.load() }
      parse.measure {
        for file in files {
          let padded = file.count - Int(tape_padding)
          precondition(tape_parse(parser, file, padded).error == 0)
        }
      }
    }
    let rate = { (times: Times) in Double(bytes) / 1e6 / (times.p50 / 1e3) }
    return Line(
      name: "load, all of it", figure: rate(load), unit: "MB/s",
      yardstick: ("simdjson's DOM of the same files", rate(parse)),
      goal: (">= 0.15 x", rate(load) >= 0.15 * rate(parse)))
  }

  /// A file's bytes with the padding that simdjson wants behind them.
  private func contents(_ path: FilePath) throws -> [UInt8] {
    let file = try FileDescriptor.open(path, .readOnly)
    return try file.closeAfter {
      let size = Int(try file.seek(offset: 0, from: .end))
      try file.seek(offset: 0, from: .start)
      var bytes = [UInt8](repeating: 0, count: size + Int(tape_padding))
      _ = try bytes.withUnsafeMutableBytes { try file.read(into: $0) }
      return bytes
    }
  }

  private func journalBytes(_ root: FilePath) throws -> Int {
    let file = try FileDescriptor.open(root.appending("journal/000001.jsonl"), .readOnly)
    return try file.closeAfter { Int(try file.seek(offset: 0, from: .end)) }
  }
}
