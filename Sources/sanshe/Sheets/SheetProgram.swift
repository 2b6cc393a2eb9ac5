import CLinux
import Glibc
import RegistryExchange
import RegistryModel
import SheetLines
import SystemPackage

/// Runs `sanshe-sheets`, which reads and writes the formats of spreadsheet programs: whatever a file from
/// elsewhere does to it, it does to that program alone.
struct SheetProgram {
  /// How long it may take, and how much it may answer.
  private enum Limit {
    static let seconds = 300
    static let answerBytes = 1 << 30
  }

  /// What it says on its standard output.
  ///
  /// - Parameters:
  ///   - input: its standard input.
  ///   - goesOn: asked now and then; the program is ended where it says no.
  static func answer(
    _ command: SheetCommand, input: FileDescriptor, goesOn: () -> Bool = { true }
  ) throws(Problem) -> [UInt8] {
    do {
      return try program(command).answer(
        input: input, within: .seconds(Limit.seconds), most: Limit.answerBytes, goesOn: goesOn
      ).output
    } catch is ChildProgram.Killed {
      throw Problem("reading the file took too long and was ended", "读取文件耗时过长，已中止")
    } catch { throw Self.missing }
  }

  /// The workbook that `fill` adds sheets to; it is written while they come.
  static func workbook(
    title: String, author: String, _ fill: (inout Workbook) throws(Problem) -> Void
  ) throws(Problem) -> [UInt8] {
    do {
      let output = try file(of: [])
      defer { try? output.close() }
      let (own, other) = try FileDescriptor.socketPair()
      let process: pid_t
      do {
        defer { try? other.close() }
        process = try program(.write).start([other, output])
      } catch {
        try? own.close()
        throw error
      }
      let filling: Problem?
      do throws(Problem) {
        var workbook = Workbook(title: title, author: author) { (lines) throws(Problem) in
          guard own.send(lines) else { throw unmade }
        }
        try fill(&workbook)
        try workbook.end()
        filling = nil
      } catch { filling = error }
      // Without the last line nothing is written.
      try? own.close()
      let status = ChildProgram.end(of: process)
      if let filling { throw filling }
      guard status == 0 else { throw unmade }
      let count = Int(try output.seek(offset: 0, from: .end))
      return try [UInt8](unsafeUninitializedCapacity: count) { room, filled in
        while filled < count {
          let part = UnsafeMutableRawBufferPointer(
            rebasing: UnsafeMutableRawBufferPointer(room)[filled...])
          let read = try output.read(fromAbsoluteOffset: Int64(filled), into: part)
          if read == 0 { break }
          filled += read
        }
      }
    } catch let problem as Problem { throw problem } catch { throw Self.missing }
  }

  private static let unmade = Problem(
    "the .xlsx file could not be made; choose CSV", "未能生成 .xlsx 文件，请改用 CSV")

  /// A file without a name that holds these bytes, read from its beginning.
  static func file(of bytes: [UInt8]) throws -> FileDescriptor {
    let raw = memfd_create("sheets", UInt32(CLOSE_ON_EXEC))
    guard raw >= 0 else { throw Errno(rawValue: errno) }
    let file = FileDescriptor(rawValue: raw)
    _ = try file.writeAll(bytes)
    _ = try file.seek(offset: 0, from: .start)
    return file
  }

  private static var missing: Problem {
    Problem(
      "sanshe-sheets, which reads and writes spreadsheets, cannot be run: it belongs beside the program; or use CSV",
      "无法运行读写电子表格的 sanshe-sheets：它应与本程序在同一目录；或改用 CSV")
  }

  /// It is beside this program.
  private static func program(_ command: SheetCommand) throws -> ChildProgram {
    var path = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    let count = readlink("/proc/self/exe", &path, path.count - 1)
    guard count > 0 else { throw Errno(rawValue: errno) }
    let own = FilePath(
      String(decoding: path[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self))
    return ChildProgram(
      path: own.removingLastComponent().appending("sanshe-sheets"), arguments: command.arguments)
  }
}

extension FileDescriptor {
  /// Two ends that are joined; a program that is started inherits neither.
  fileprivate static func socketPair() throws -> (FileDescriptor, FileDescriptor) {
    var ends: [Int32] = [0, 0]
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw Errno(rawValue: errno) }
    return (FileDescriptor(rawValue: ends[0]), FileDescriptor(rawValue: ends[1]))
  }

  /// Sends all of it; false where nobody reads any longer.
  fileprivate func send(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let part = UnsafeRawBufferPointer(rebasing: rest)
        // A signal would end the program.
        let count = Glibc.send(rawValue, part.baseAddress, part.count, Int32(MSG_NOSIGNAL))
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        rest = rest.dropFirst(count)
      }
      return true
    }
  }
}
