import Glibc
import RegistryModel
import SystemPackage

/// A line on standard error that tells how far long work is; only on a terminal, and only after half
/// a second.
struct ProgressLine {
  private static let cells = 30

  private let label: String
  private let clock = ContinuousClock()
  private let beginning: ContinuousClock.Instant
  private var shown = ""

  init(_ label: String) {
    self.label = label
    beginning = clock.now
  }

  /// Shows `done` of `total` as bar and percentage, where that differs from what is shown.
  mutating func show(_ done: Int, of total: Int) {
    guard isatty(STDERR_FILENO) == 1, clock.now - beginning > .milliseconds(500) else { return }
    let percent = total > 0 ? min(100, done * 100 / total) : 100
    let full = percent * Self.cells / 100
    let bar = String(repeating: "#", count: full) + String(repeating: ".", count: Self.cells - full)
    let line = "\(label) [\(bar)] \(percent)%"
    if line != shown { write("\r" + line) }
    shown = line
  }

  /// Takes the line away.
  mutating func clear() {
    if !shown.isEmpty { write("\r\u{1B}[K") }
    shown = ""
  }

  private func write(_ text: String) {
    _ = try? FileDescriptor.standardError.writeAll(Array(text.utf8))
  }
}
