import Glibc
import RegistryTestSupport
import SystemPackage

/// The program in a real pseudo-terminal.
struct ProgramBench {
  let registry: FilePath
  private let environment = ["TERM": "xterm-256color", "LANG": "C.UTF-8", "HOME": "/nonexistent"]

  func lines() throws -> [Line] {
    var (start, bare, escape) = (Times(), Times(), Times())
    var resident = 0
    for _ in 0..<20 {
      try bare.measure { _ = try PseudoTerminal("/bin/true").waitForEnd() }
      let program = try start.measure {
        let program = try open()
        try program.waitUntil("the Overview") { isComplete($0) }
        return program
      }
      resident = max(resident, memory(of: program.processID))
      let before = program.screen.description
      program.send("\u{1B}OP")
      try program.waitUntil("help") { $0.description != before }
      try escape.measure {
        program.send("\u{1B}")
        try program.waitUntil("help to close") { $0.description == before }
      }
      program.send("\u{11}")
      try program.waitForEnd()
    }
    let disk = Double(try bytesOnDisk()) / 1e6
    let used = Double(resident) / 1e3
    return [
      Line(
        name: "process start to first full screen, p50", figure: start.p50, unit: "ms",
        yardstick: ("/bin/true in the same terminal, p50", bare.p50),
        goal: ("<= 50 ms", start.p50 <= 50)),
      Line(
        name: "Esc closes a box, p50", figure: escape.p50, unit: "ms",
        yardstick: ("the escape delay", 25), goal: ("<= 30 ms", escape.p50 <= 30)),
      Line(
        name: "memory with the Overview open, most", figure: used, unit: "MB",
        yardstick: ("bytes on disk", disk),
        goal: ("<= 2.5 x + 20 MB", used <= 2.5 * disk + 20)),
    ]
  }

  private func open() throws -> PseudoTerminal {
    try PseudoTerminal(
      builtProductsDirectory() + "/sanshe",
      arguments: ["--registry", registry.string, "--language", "en"], environment: environment)
  }

  /// Title, gauge line and key hints are there.
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
    let names = [
      "communities", "organizations", "workers", "assignments", "office", "accounts", "views",
    ]
    return try names.reduce(0) { sum, name in
      let file = try FileDescriptor.open(registry.appending("\(name).json"), .readOnly)
      return try file.closeAfter { sum + Int(try file.seek(offset: 0, from: .end)) }
    }
  }
}
