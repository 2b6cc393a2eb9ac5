import Glibc
import RegistryTestSupport

/// Starts the probe in a pseudo-terminal and waits for its first screen.
func startProbe(
  term: String = "xterm-256color", locale: String = "C.UTF-8", arguments: [String] = [],
  environment: [String: String] = [:], rows: Int = 24, columns: Int = 80,
  isControlling: Bool = true
) throws -> PseudoTerminal {
  var all = ["TERM": term, "LC_ALL": locale, "SWIFT_BACKTRACE": "enable=no"]
  all.merge(environment) { $1 }
  return try PseudoTerminal(
    try builtProductsDirectory() + "/terminal-probe", arguments: arguments, environment: all,
    rows: rows, columns: columns, isControlling: isControlling)
}

/// Whether the bytes hold an SGR sequence that sets a colour.
func hasColor(_ output: [UInt8]) -> Bool {
  String(decoding: output, as: UTF8.self).contains(/\u{1B}\[[0-9;]*(3[0-79]|4[0-79]|9[0-7])m/)
}

/// Whether `output` holds the bytes of `text`.
func holds(_ output: [UInt8], _ text: String) -> Bool {
  String(decoding: output, as: UTF8.self).contains(text)
}

/// Whether `output` holds `bytes`, in whatever character set.
func holds(_ output: [UInt8], bytes: [UInt8]) -> Bool {
  output.indices.contains { output[$0...].starts(with: bytes) }
}

/// Line modes that a shell needs and raw mode takes away.
func isCooked(_ modes: termios) -> Bool {
  let local = UInt32(ICANON | ECHO | ISIG)
  return modes.c_lflag & local == local && modes.c_iflag & UInt32(ICRNL) != 0
}
