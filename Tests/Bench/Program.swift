import Glibc
import RegistryDemo
import RegistryTestSupport
import SystemPackage

/// The program in a real pseudo-terminal.
struct ProgramBench {
  let registry: FilePath
  /// Where the program keeps what it keeps for an account.
  let home: FilePath
  let size: DemoSize

  func lines() throws -> [Line] {
    var (cold, start, list, bare, escape) = (Times(), Times(), Times(), Times(), Times())
    var resident = 0
    for _ in 0..<20 {
      try bare.measure { _ = try PseudoTerminal("/bin/true").waitForEnd() }
      try forget()
      try leave(try cold.measure(firstScreen))
      let program = try start.measure(firstScreen)
      let before = shown(program.screen)
      program.send("\u{1B}OP")
      try program.waitUntil("help") { shown($0) != before }
      try escape.measure {
        program.send("\u{1B}")
        try program.waitUntil("help to close") { shown($0) == before }
      }
      try leave(program)
      let full = try list.measure(wholeList)
      resident = max(resident, memory(of: full.processID))
      try leave(full)
    }
    let disk = Double(try bytesOnDisk()) / 1e6
    let used = Double(resident) / 1e3
    let all = size == .city ? 500.0 : 50
    return [
      line("process start to first full screen, p50", start, bare, 50),
      line("the same with no figures kept, p50", cold, bare, size == .city ? nil : 50),
      line("process start to a whole list, p50", list, bare, all),
      Line(
        name: "Esc closes a box, p50", figure: escape.p50, unit: "ms",
        yardstick: ("the escape delay", 25), goal: ("<= 30 ms", escape.p50 <= 30)),
      Line(
        name: "memory with a list open, most", figure: used, unit: "MB",
        yardstick: ("bytes on disk", disk),
        goal: ("<= 2.5 x + 20 MB", used <= 2.5 * disk + 20)),
    ]
  }

  private func line(_ name: String, _ times: Times, _ bare: Times, _ most: Double?) -> Line {
    Line(
      name: name, figure: times.p50, unit: "ms",
      yardstick: ("/bin/true in the same terminal, p50", bare.p50),
      goal: most.map { ("<= \(Int($0)) ms", times.p50 <= $0) } ?? ("none", true))
  }

  /// Opens the program and waits for the Overview.
  func firstScreen() throws -> PseudoTerminal {
    let program = try open()
    try program.waitUntil("the Overview") { isComplete($0) }
    return program
  }

  /// Opens the program and the list of organizations, with a record in it.
  func wholeList() throws -> PseudoTerminal {
    let program = try open()
    program.send("3")
    try program.waitUntil("the list") { $0.row(3).contains(">") && isComplete($0) }
    return program
  }

  /// Leaves the program, which then keeps its figures.
  func leave(_ program: PseudoTerminal) throws {
    program.send("\u{11}")
    try program.waitForEnd()
  }

  /// No figures are kept from an earlier opening.
  private func forget() throws {
    guard system("rm -rf '\(home.string)'") == 0 else { throw Errno.ioError }
  }

  private func open() throws -> PseudoTerminal {
    try PseudoTerminal(
      builtProductsDirectory() + "/sanshe",
      arguments: ["--registry", registry.string, "--language", "en"],
      environment: ["TERM": "xterm-256color", "LANG": "C.UTF-8", "HOME": home.string])
  }

  /// Title, gauge line and key hints are there.
  /// All but the title, whose clock may move meanwhile.
  private func shown(_ screen: TerminalScreen) -> [String] {
    (1..<screen.size.rows).map(screen.row)
  }

  private func isComplete(_ screen: TerminalScreen) -> Bool {
    screen.row(0).contains("Sanshe") && screen.row(screen.size.rows - 2).contains("Urban")
      && screen.row(screen.size.rows - 1).contains("F1")
  }

  /// The most memory a process has used so far, in kB.
  private func memory(of process: pid_t) -> Int {
    guard let file = fopen("/proc/\(process)/status", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, Int32(line.count), file) != nil {
      let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
      if text.hasPrefix("VmHWM:") { return text.split(separator: " ").compactMap { Int($0) }[0] }
    }
    return 0
  }

  private func bytesOnDisk() throws -> Int {
    try recordFiles(of: registry).reduce(0) { sum, path in
      let file = try FileDescriptor.open(path, .readOnly)
      return try file.closeAfter { sum + Int(try file.seek(offset: 0, from: .end)) }
    }
  }
}
