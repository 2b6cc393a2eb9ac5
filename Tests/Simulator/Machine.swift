import RegistryStore
import RegistryTestSupport
import Synchronization
import SystemPackage

/// What a process is about to do.
enum Call: Sendable {
  case sync(FileDescriptor, SyncReason)
  case syncDirectory(FilePath, SyncReason)
  case write([UInt8], FileDescriptor, at: Int)
  case truncate(FileDescriptor, Int)
  case rename(FilePath), remove(FilePath)
  /// Waiting for another.
  case pause
  /// What changes nothing that could be lost; a file or a path it concerns.
  case other(DiskError.Operation, FilePath?, FileDescriptor?)

  /// A moment at which most can be lost.
  fileprivate var isDelicate: Bool {
    switch self {
    case .sync, .syncDirectory, .rename, .truncate, .remove: true
    case .write, .pause, .other: false
    }
  }
}

extension Call {
  fileprivate func words(_ disk: SimulatedDisk) -> String {
    switch self {
    case .sync(let file, let reason): "sync \(disk.path(of: file)) (\(reason))"
    case .syncDirectory(let path, let reason): "sync \(path) (\(reason))"
    case .write(let bytes, let file, let offset):
      "write \(disk.path(of: file)) at \(offset), \(bytes.count) bytes"
    case .truncate(let file, let count): "cut \(disk.path(of: file)) to \(count)"
    case .pause: "wait"
    case .rename(let path): "put \(path) in place"
    case .remove(let path): "remove \(path)"
    case .other(let act, let path, let file):
      "\(act) \(path?.string ?? file.map(disk.path) ?? "")"
    }
  }
}

/// How often what happens: one in so many steps.
struct Odds: Sendable {
  /// Another process's turn.
  var turn = 3
  var kill = 800
  /// A kill of a process that is about to sync, rename, cut or remove.
  var killDelicate = 40
  /// A kill of a process that has written a line and not yet synced it: others go on behind it.
  var killUnsynced = 20
  var powerLoss = 2000
  /// A look at what a power loss would leave here and now.
  var look = 150
  var lookDelicate = 25
  /// The same while something is not durable for the sync that is left out.
  var lookOwing = 4
  /// A sync that fails, a disk that is full; nil where the disk never fails.
  var fault: Int?
}

extension Odds {
  fileprivate func look(before call: Call) -> Int { call.isDelicate ? lookDelicate : look }

  fileprivate func kill(of call: Call) -> Int {
    if case .sync(_, .line) = call { return killUnsynced }
    return call.isDelicate ? killDelicate : kill
  }
}

/// Processes that take turns at every call on one disk, killed and cut off at any step, all by one
/// seed: exactly one of their threads runs at a time.
final class Machine: Sendable {
  /// What happened to the machine.
  enum Crash: Sendable {
    /// One process was killed.
    case kill
    /// The power went, and the machine is up again.
    case powerLoss
    /// Nothing: what a power loss would have left.
    case look
  }

  private struct State {
    var disk = SimulatedDisk()
    var random: SeededGenerator
    var odds: Odds
    /// By clerk: the process it works in, and what that is about to do.
    var processes: [Int?]
    var calls: [Call]
    var isWorking: [Bool]
    /// Processes a sync of which failed, until they have told.
    var failing: Set<Int> = []
    var lastProcess = 0
    var limit: Int
    var totals = Totals()
    var violation: Violation?
    /// Prints every step.
    var tells = false

    var isOver: Bool { violation != nil || totals.steps >= limit }

    mutating func happens(_ odds: Int) -> Bool { Int.random(in: 0..<odds, using: &random) == 0 }
  }

  private let state: Mutex<State>
  private let batons: [Baton]
  private let end: Baton
  private let inspect: @Sendable (SimulatedDisk, Crash, _ goesOn: Bool) throws(Violation) -> Void

  /// A machine for `clerks` clerks; `inspect` looks at the disk after a crash.
  init(
    clerks: Int, seed: UInt64, steps: Int, odds: Odds, leftOut: SyncReason?, tells: Bool,
    inspect: @escaping @Sendable (SimulatedDisk, Crash, _ goesOn: Bool) throws(Violation) -> Void
  ) throws(Errno) {
    var start = State(
      random: SeededGenerator(seed: seed), odds: odds,
      processes: Array(repeating: nil, count: clerks),
      calls: Array(repeating: .other(.open, nil, nil), count: clerks),
      isWorking: Array(repeating: true, count: clerks), limit: steps)
    start.disk.leftOut = leftOut
    start.tells = tells
    state = Mutex(start)
    batons = try (0..<clerks).map { _ throws(Errno) in try Baton() }
    end = try Baton()
    self.inspect = inspect
  }

  deinit { for baton in batons + [end] { baton.close() } }

  /// Lets every clerk work until the steps are used up or something is found.
  func run(_ work: @escaping @Sendable (_ clerk: Int) -> Void) {
    for (clerk, baton) in batons.enumerated() {
      Threads.start {
        baton.take()
        work(clerk)
        self.finish(clerk)
      }
    }
    batons[0].give()
    end.take()
  }

  private func finish(_ clerk: Int) {
    let next = state.withLock { state in
      state.isWorking[clerk] = false
      return state.isWorking.firstIndex(of: true)
    }
    (next.map { batons[$0] } ?? end).give()
  }

  // MARK: processes

  /// The steps are used up, or something was found.
  var isOver: Bool { state.withLock { $0.isOver } }
  var totals: Totals { state.withLock { $0.totals } }
  var violation: Violation? { state.withLock { $0.violation } }
  func count(_ change: @Sendable (inout Totals) -> Void) { state.withLock { change(&$0.totals) } }

  /// Ends everything, since something does not hold or there is nothing more to do.
  func stop(_ violation: Violation?) {
    state.withLock { state in
      if state.violation == nil { state.violation = violation }
      state.limit = 0
    }
  }

  /// A new process for a clerk whose last one is gone.
  func begin(_ clerk: Int) -> Process {
    state.withLock { state in
      state.lastProcess += 1
      state.processes[clerk] = state.lastProcess
      return Process(machine: self, clerk: clerk, number: state.lastProcess)
    }
  }

  /// A process that came to its end; false where it left files open.
  func leave(_ process: Process) -> Bool {
    state.withLock { state in
      state.processes[process.clerk] = nil
      let isClean = !state.disk.hasOpenFiles(of: process.number)
      state.disk.kill(process.number)
      return isClean
    }
  }

  func isAlive(_ process: Int) -> Bool {
    state.withLock { $0.processes.contains(process) }
  }

  func exists(_ path: FilePath) -> Bool { state.withLock { $0.disk.facts(path) != nil } }

  /// Syncs that failed; nil where a process has met such a failure and has not told everybody yet.
  var failuresTold: Int? {
    isAboutToTell ? nil : state.withLock { $0.disk.failures }
  }

  /// A process has met a failure and has not told everybody yet.
  var isAboutToTell: Bool {
    state.withLock { state in state.processes.contains { $0.map(state.failing.contains) ?? false } }
  }

  func files(in path: FilePath) -> [String] {
    state.withLock { (try? $0.disk.list(path)) ?? [] }
  }

  /// An administrator's act between two steps.
  func administer(_ act: @Sendable (inout SimulatedDisk) -> Void) {
    state.withLock { state in
      let leftOut = state.disk.leftOut
      act(&state.disk)
      state.disk.leftOut = leftOut
    }
  }

  // MARK: steps

  /// One call of a process, at its turn.
  fileprivate func perform<T: Sendable>(
    _ process: Process, _ call: Call, _ body: (inout SimulatedDisk) throws(Errno) -> T
  ) throws(Errno) -> T {
    try takeTurn(process, call)
    return try state.withLock { state throws(Errno) in
      if state.tells {
        print("\(state.totals.steps): \(process.clerk), \(process.number):", call.words(state.disk))
      }
      if let odds = state.odds.fault {
        switch call {
        case .sync(let file, let reason) where reason.mayFail:
          if state.happens(odds) {
            state.totals.failedSyncs += 1
            state.disk.failures += 1
            if reason.isOfJournal { state.failing.insert(process.number) }
            try state.disk.failSync(file, using: &state.random)
          }
        case .syncDirectory(_, .failureName): state.failing.remove(process.number)
        case .syncDirectory(_, let reason) where reason.mayFail:
          if state.happens(odds) {
            state.totals.failedSyncs += 1
            state.disk.failures += 1
            if reason == .segmentName { state.failing.insert(process.number) }
            throw .ioError
          }
        case .write(let bytes, let file, let offset) where bytes.count > 200:
          if state.happens(odds) {
            state.totals.fullDisks += 1
            let part = bytes.prefix(Int.random(in: 0..<bytes.count, using: &state.random))
            try state.disk.write(part, to: file, at: offset)
            throw .noSpace
          }
        default: break
        }
      }
      return try body(&state.disk)
    }
  }

  private func takeTurn(_ process: Process, _ call: Call) throws(Errno) {
    let crashes = try state.withLock { state throws(Errno) in
      guard state.processes[process.clerk] == process.number, !state.isOver else {
        throw .canceled
      }
      state.totals.step(process.number, call)
      state.calls[process.clerk] = call
      return Self.crash(&state, call)
    }
    do throws(Violation) {
      for (disk, crash) in crashes { try inspect(disk, crash, goesOn()) }
    } catch { stop(error) }
    let next = state.withLock { state in
      // Who was killed unwinds at once: its calls have no effect any more.
      if state.isOver || state.processes[process.clerk] != process.number { return process.clerk }
      var others = state.isWorking.indices.filter { state.isWorking[$0] }
      if case .pause = call {
        others.removeAll { $0 == process.clerk }
      } else if !state.happens(state.odds.turn) {
        return process.clerk
      }
      return others.randomElement(using: &state.random) ?? process.clerk
    }
    if next != process.clerk {
      batons[next].give()
      batons[process.clerk].take()
    }
    let isAlive = state.withLock { state in
      state.processes[process.clerk] == process.number && !state.isOver
    }
    if !isAlive { throw .canceled }
  }

  /// Whether somebody works on where a crash is looked at: costs more, and finds more.
  private func goesOn() -> Bool { state.withLock { $0.happens($0.disk.isOwing ? 2 : 8) } }

  /// What happens before this step, and the disks to look at.
  private static func crash(
    _ state: inout State, _ call: Call
  ) -> [(SimulatedDisk, Crash)] {
    let odds = state.odds
    var looked: [(SimulatedDisk, Crash)] = []
    if state.happens(state.disk.isOwing ? odds.lookOwing : odds.look(before: call)) {
      state.totals.looks += 1
      var disk = state.disk
      disk.losePower(using: &state.random)
      looked.append((disk, .look))
    }
    if state.happens(odds.powerLoss) {
      state.totals.powerLosses += 1
      state.disk.losePower(using: &state.random)
      if state.tells { print("power loss") }
      for clerk in state.processes.indices { state.processes[clerk] = nil }
      return looked + [(state.disk, .powerLoss)]
    }
    let victim = Int.random(in: state.processes.indices, using: &state.random)
    if let process = state.processes[victim], !state.failing.contains(process),
      state.happens(odds.kill(of: state.calls[victim]))
    {
      state.totals.kills += 1
      if case .write(let bytes, let file, let offset) = state.calls[victim] {
        // A big write is cut off anywhere.
        let part = bytes.prefix(Int.random(in: 0...bytes.count, using: &state.random))
        try? state.disk.write(part, to: file, at: offset)
      }
      state.disk.kill(process)
      state.processes[victim] = nil
      if state.tells { print("process \(process) is killed") }
      var disk = state.disk
      disk.killAll()
      looked.append((disk, .kill))
    }
    return looked
  }

  /// Looks at what a power loss would leave now: a moment at which something was just promised.
  func look() {
    let disk = state.withLock { state -> SimulatedDisk? in
      guard !state.isOver, state.happens(state.disk.isOwing ? 1 : 2) else { return nil }
      state.totals.looks += 1
      var disk = state.disk
      disk.losePower(using: &state.random)
      return disk
    }
    guard let disk else { return }
    do throws(Violation) { try inspect(disk, .look, goesOn()) } catch { stop(error) }
  }
}

/// One process of a clerk: its number is never used again.
struct Process: Sendable, CallsDisk {
  let machine: Machine
  let clerk: Int
  let number: Int

  /// It was neither killed nor cut off.
  var isAlive: Bool { machine.isAlive(number) && !machine.isOver }

  func perform<T: Sendable>(
    _ call: Call, _ body: (inout SimulatedDisk) throws(Errno) -> T
  ) throws(Errno) -> T {
    try machine.perform(self, call, body)
  }
}

/// The right to run, handed from thread to thread.
private struct Baton: Sendable {
  private let readEnd: FileDescriptor
  private let writeEnd: FileDescriptor

  init() throws(Errno) {
    do { (readEnd, writeEnd) = try FileDescriptor.pipe() } catch {
      throw error as? Errno ?? .ioError
    }
  }

  func give() { _ = try? writeEnd.writeAll([1]) }

  func take() {
    withUnsafeTemporaryAllocation(byteCount: 1, alignment: 1) { byte in
      _ = try? readEnd.read(into: byte)
    }
  }

  func close() {
    try? readEnd.close()
    try? writeEnd.close()
  }
}

extension SyncReason {
  /// The disk may refuse it: not what tells that the disk refuses.
  fileprivate var mayFail: Bool { self != .failure && self != .failureName }

  /// A failure of it leaves FAILED.
  fileprivate var isOfJournal: Bool {
    switch self {
    case .line, .lineBeforeItsFeed, .linesOfOthers, .fullSegment, .journalBehindRecords, .rewritten:
      true
    default: false
    }
  }
}
