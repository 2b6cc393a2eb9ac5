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

  func saves() throws -> [Line] {
    let (full, small) = (try Saver(registry, today: today), try Saver(empty, today: today))
    let before = try full.journalBytes()
    try full.save(0)
    let bytes = try full.journalBytes() - before
    let bare = try BareAppends(of: bytes, beside: registry)
    // One of each in turn, so that a busy moment of the machine meets all alike.
    for number in 0..<Self.saves {
      try full.save(number)
      try small.save(number)
      try bare.append()
    }
    let (save, smaller) = (full.times.p50, small.times.p50)
    return [
      Line(
        name: "durable save, p50", figure: save, unit: "ms",
        yardstick: ("append and fdatasync of \(bytes) bytes, p50", bare.times.p50),
        goal: ("<= 1.5 x", save <= 1.5 * bare.times.p50)),
      Line(
        name: "durable save, p50", figure: save, unit: "ms",
        yardstick: ("in an empty registry, p50", smaller),
        goal: ("<= 1.2 x", save <= 1.2 * smaller)),
    ]
  }

  private static let saves = 400

  func load() throws -> Line {
    let files = try recordFiles(of: registry).map(contents)
    let bytes = files.reduce(0) { $0 + $1.count }
    var (load, parse) = (Times(), Times())
    guard let parser = tape_parser_new(64) else { throw Errno.noMemory }
    defer { tape_parser_free(parser) }
    let writer = try RegistryDirectory(registry, .writing, account: "bench")
    _ = try writer.load()
    try writer.checkpoint()
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
}

/// One field of one organization saved again and again by one process.
final class Saver {
  private(set) var times = Times()
  private let root: FilePath
  private let directory: RegistryDirectory
  private var state: RegistryState

  init(_ root: FilePath, today: CivilDate) throws {
    self.root = root
    directory = try RegistryDirectory(
      root, .writing, account: "bench",
      clock: RegistryClock { (Instant(seconds: 1_790_000_000), today) })
    state = try directory.load().state
    state.prepareIndexes()
  }

  func save(_ number: Int) throws {
    guard let stored = state.organizations[1] else { return }
    let note = JSON.string("note \(number % 10)")
    let before = stored.record.note.map(JSON.string) ?? .null
    let set = ChangeSet([Change(stored.id, [Setting("note", before: before, after: note)])])
    state = try times.measure { try directory.append(set, from: state).state }
  }

  func journalBytes() throws -> Int {
    var facts = stat()
    return (1...).lazy.map { number in
      let digits = String(number)
      let name = String(repeating: "0", count: 6 - digits.count) + digits + ".jsonl"
      return stat(self.root.appending("journal/\(name)").string, &facts) == 0
        ? Int(facts.st_size) : nil
    }.prefix { $0 != nil }.reduce(0) { $0 + ($1 ?? 0) }
  }
}

/// What no durable save can do without.
private final class BareAppends {
  private(set) var times = Times()
  private let path: FilePath
  private let file: FileDescriptor
  private let line: [UInt8]

  init(of bytes: Int, beside root: FilePath) throws {
    path = root.removingLastComponent().appending("bare")
    line = [UInt8](repeating: 0x61, count: bytes)
    file = try FileDescriptor.open(
      path, .writeOnly, options: [.create, .truncate, .append], permissions: .ownerReadWrite)
  }

  deinit {
    try? file.close()
    unlink(path.string)
  }

  func append() throws {
    try times.measure {
      _ = try file.writeAll(line)
      guard fdatasync(file.rawValue) == 0 else { throw Errno(rawValue: errno) }
    }
  }
}
