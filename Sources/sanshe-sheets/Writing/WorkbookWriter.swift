import Glibc
import SheetLines

/// Writes the workbook of the lines on standard input to standard output, a regular file.
enum WorkbookWriter {
  private static let piece = 64 << 10

  /// - Returns: the exit status.
  static func run() -> Int32 {
    do throws(Problem) {
      var info = stat()
      guard fstat(STDOUT_FILENO, &info) == 0, info.st_mode & S_IFMT == S_IFREG else {
        throw Problem("standard output is not a file", "标准输出不是文件")
      }
      try write()
      return 0
    } catch {
      ErrorLine.say(error)
      return SheetCommand.problemStatus
    }
  }

  private static func write() throws(Problem) {
    let workbook = try WorkbookBuilder(path: "/proc/self/fd/1")
    var splitter = LineSplitter()
    var buffer = [UInt8](repeating: 0, count: piece)
    var number = 0
    var taken = 0
    while !workbook.isComplete {
      let count = read(STDIN_FILENO, &buffer, piece)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else {
        throw Problem("the lines end before their last, Z", "内容不完整，缺少结尾行 Z")
      }
      taken += count
      if taken > Limits.writtenBytes {
        throw Problem("there are more than 1 GB to be written", "要写的内容超过 1 GB")
      }
      splitter.take(buffer[..<count])
      while let line = splitter.next() {
        number += 1
        guard let order = SheetWriting(line: line), !workbook.isComplete else {
          throw Problem("line \(number) is none that can be written", "第 \(number) 行无法识别")
        }
        try workbook.add(order)
      }
      if splitter.isTooLong {
        throw Problem("line \(number + 1) is too long", "第 \(number + 1) 行过长")
      }
    }
    if splitter.isInLine { throw Problem("something follows the last line, Z", "结尾行 Z 之后还有内容") }
    try workbook.close()
    try checkWritten(sheets: workbook.sheetCount)
  }

  /// Reads what was written again: the library does not tell when a disk is full.
  private static func checkWritten(sheets: Int) throws(Problem) {
    let archive = try ZipArchive(path: "/proc/self/fd/1")
    for number in 1...sheets {
      guard let part = archive["xl/worksheets/sheet\(number).xml"] else {
        throw WorkbookBuilder.failed
      }
      var end: [UInt8] = []
      try archive.read(part) { (bytes) throws(Problem) in
        end = Array((end + bytes.suffix(16)).suffix(16))
        return true
      }
      guard end.firstPlace(of: Array("</worksheet>".utf8)) != nil else {
        throw WorkbookBuilder.failed
      }
    }
  }
}
