import Glibc
import SheetLines

/// The answer, line by line, on standard output.
final class Answers {
  private var encoder = LineEncoder()
  private var written = 0
  private static let flushed = 64 << 10

  func say(_ line: SheetReading) throws(Problem) {
    let before = encoder.bytes.count
    line.encode(into: &encoder)
    let length = encoder.bytes.count - before
    if length > LineSplitter.longest || written + encoder.bytes.count > Limits.answerBytes {
      throw .tooLongRow
    }
    if encoder.bytes.count >= Self.flushed { flush() }
  }

  /// The last line. What was not written yet, such as a row that is too long, is left out.
  func end(with problem: Problem) {
    var last = LineEncoder()
    SheetReading.problem(english: problem.english, chinese: problem.chinese).encode(into: &last)
    if encoder.bytes.count <= LineSplitter.longest { flush() }
    encoder = last
    flush()
  }

  /// Writes what is left.
  func end() { flush() }

  private func flush() {
    var rest = encoder.bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        // Nobody reads any more.
        _exit(EX_IOERR)
      }
      rest = rest.dropFirst(count)
      written += count
    }
    encoder.removeAll()
  }
}
