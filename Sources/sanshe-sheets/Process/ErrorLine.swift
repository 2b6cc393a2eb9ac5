import Glibc
import SheetLines

/// One line on standard error, where standard output is no place for it.
enum ErrorLine {
  static func say(_ problem: Problem) {
    var line = LineEncoder()
    SheetReading.problem(english: problem.english, chinese: problem.chinese).encode(into: &line)
    _ = line.bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
