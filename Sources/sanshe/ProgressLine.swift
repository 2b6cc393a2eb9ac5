import Glibc
import RegistryModel
import RegistryStore
import SystemPackage

/// A line on standard error that tells how far long work is; only on a terminal, and only after half
/// a second.
struct ProgressLine {
  private static let cells = 30

  private let label: String
  private let clock = ContinuousClock()
  private let beginning: ContinuousClock.Instant
  private var shown = ""

  private init(_ label: String) {
    self.label = label
    beginning = clock.now
  }

  /// Does work of the store under such a line; its failure ends the command.
  static func during<T>(
    _ label: Words, _ language: Language,
    _ work: ((WorkProgress) throws(StoreError) -> Void) throws(StoreError) -> T
  ) throws -> T {
    var line = ProgressLine(label[language])
    defer { line.clear() }
    do throws(StoreError) {
      return try work { line.show($0.done, of: $0.total) }
    } catch {
      line.clear()
      throw Failure.store(error, language)
    }
  }

  /// Does work that cannot fail under such a line.
  static func beside<T>(
    _ label: Words, _ language: Language, _ work: ((WorkProgress) -> Void) -> T
  ) -> T {
    var line = ProgressLine(label[language])
    defer { line.clear() }
    return work { line.show($0.done, of: $0.total) }
  }

  /// Shows `done` of `total` as bar and percentage, where that differs from what is shown.
  private mutating func show(_ done: Int, of total: Int) {
    guard isatty(STDERR_FILENO) == 1, clock.now - beginning > .milliseconds(500) else { return }
    let percent = total > 0 ? min(100, done * 100 / total) : 100
    let full = percent * Self.cells / 100
    let bar = String(repeating: "#", count: full) + String(repeating: ".", count: Self.cells - full)
    let line = "\(label) [\(bar)] \(percent)%"
    if line != shown { write("\r" + line) }
    shown = line
  }

  /// Takes the line away.
  private mutating func clear() {
    if !shown.isEmpty { write("\r\u{1B}[K") }
    shown = ""
  }

  private func write(_ text: String) {
    _ = try? FileDescriptor.standardError.writeAll(Array(text.utf8))
  }
}
