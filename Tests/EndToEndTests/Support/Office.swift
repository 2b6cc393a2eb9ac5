import Glibc
import Synchronization
import Testing

/// One test's office: a directory of its own with a home, a registry, and the program run on it.
final class Office: Sendable {
  let directory: String
  var registry: String { directory + "/registry" }

  /// An office with an empty registry of 朝阳区 and the plan 2016-2020.
  convenience init() throws {
    try self.init(registry: nil)
    try succeed("init", registry, "--district", "110105", "--name", "朝阳区", "--plan", "2016-2020")
  }

  /// An office made once and copied by tests; removed when the tests end.
  static func template(_ fill: (Office) throws -> Void) -> Result<Office, any Error> {
    // A static value is never freed, so its directory goes with the process.
    Removal.atExit
    return Result {
      let office = try Office()
      Removal.directories.withLock { $0.append(office.directory) }
      try fill(office)
      return office
    }
  }

  /// An office whose registry is a copy of `registry`; none if nil.
  init(registry: String?) throws {
    directory = try Self.newDirectory()
    if let registry { try Disk.copy(registry, to: self.registry) }
  }

  deinit { Disk.remove(directory) }

  private static func newDirectory() throws -> String {
    var name = Array("/tmp/sanshe-e2e-XXXXXX".utf8CString)
    guard mkdtemp(&name) != nil else { throw Failed("no temporary directory: error \(errno)") }
    return String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Nothing of the machine's own settings reaches the program. Nor do figures kept from an earlier
  /// run: keys pressed before the records are there wait, and tests press as soon as they can.
  var environment: [String: String] {
    [
      "HOME": directory, "LC_ALL": "C.UTF-8", "TZ": "UTC", "SANSHE_REGISTRY": registry,
      "XDG_CACHE_HOME": "/dev/null",
      "SWIFT_BACKTRACE": "enable=no", "PATH": "/usr/bin:/bin",
    ]
  }

  /// Starts a command on the registry.
  func start(_ arguments: [String]) throws -> Program {
    try Program(
      try Program.path(), arguments, environment: environment, directory: directory)
  }

  /// Starts a command under a limit of the shell, such as `ulimit -v 262144`.
  func start(_ arguments: [String], under limit: String) throws -> Program {
    try Program(
      "/bin/sh", ["-c", "\(limit) && exec \"$0\" \"$@\"", try Program.path()] + arguments,
      environment: environment, directory: directory)
  }

  /// Runs a command on the registry to its end.
  @discardableResult func run(_ arguments: String...) throws -> Program.Outcome {
    try start(arguments).wait()
  }

  /// Runs a command that must end with 0, and gives its output.
  @discardableResult func succeed(_ arguments: String...) throws -> String {
    let outcome = try start(arguments).wait()
    guard outcome.code == 0 else {
      throw Failed("\(arguments) ended with \(outcome.code): \(outcome.error)")
    }
    return outcome.output
  }

  /// Registers a record and gives its id, the first word `add` and `assign` print.
  @discardableResult func add(_ arguments: String...) throws -> String {
    let outcome = try start(["add"] + arguments).wait()
    guard outcome.code == 0, let id = outcome.output.split(separator: " ").first else {
      throw Failed("add \(arguments) ended with \(outcome.code): \(outcome.error)")
    }
    return String(id)
  }

  /// Runs a command that must be refused with `code`, in one sentence, with nothing written.
  ///
  /// LOCK is left out: whoever meant to write has signed it.
  @discardableResult func refuse(
    _ code: Int32, _ arguments: String..., sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> String {
    let before = try contents()
    let outcome = try start(arguments).wait()
    #expect(outcome.code == code, "\(outcome.error)", sourceLocation: sourceLocation)
    #expect(outcome.output.isEmpty, sourceLocation: sourceLocation)
    let sentences = outcome.error.split(separator: "\n")
    #expect(sentences.count == 1, "\(outcome.error)", sourceLocation: sourceLocation)
    #expect(try contents() == before, "nothing is written", sourceLocation: sourceLocation)
    return outcome.error
  }

  /// Every file of the registry, LOCK left out.
  func contents() throws -> [String: [UInt8]] {
    guard Disk.exists(registry) else { return [:] }
    return try Disk.contents(of: registry).filter { $0.key != "LOCK" }
  }

  /// The file that holds every change so far.
  var journal: String { registry + "/journal/000001.jsonl" }

  /// How far the plan is, as a program reads it.
  func progress(_ arguments: String...) throws -> ProgressReport {
    let outcome = try start(["progress", "--json"] + arguments).wait()
    guard outcome.code == 0 else { throw Failed("progress: \(outcome.error)") }
    return try ProgressReport(json: outcome.bytes)
  }
}

/// Directories that outlive every test.
private enum Removal {
  static let directories = Mutex<[String]>([])
  static let atExit: Void = {
    atexit { Removal.directories.withLock { $0.forEach(Disk.remove) } }
  }()
}
