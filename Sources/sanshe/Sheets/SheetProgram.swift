import CLinux
import Glibc
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
      let (reading, writing) = try FileDescriptor.pipe()
      defer { try? reading.close() }
      for end in [reading, writing] { _ = fcntl(end.rawValue, F_SETFD, FD_CLOEXEC) }
      let process: pid_t
      do {
        defer { try? writing.close() }
        process = try start(command, [input, writing])
      }
      defer { _ = end(of: process) }
      var answer: [UInt8] = []
      let last = ContinuousClock.now + .seconds(Limit.seconds)
      while true {
        var waiting = pollfd(fd: reading.rawValue, events: Int16(POLLIN), revents: 0)
        let ready = poll(&waiting, 1, 100)
        guard goesOn(), ContinuousClock.now < last, answer.count <= Limit.answerBytes else {
          kill(process, SIGKILL)
          throw Problem("reading the file took too long and was ended", "读取文件耗时过长，已中止")
        }
        if ready == 0 || ready < 0 && errno == EINTR { continue }
        let count = try withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 1) { room in
          let count = try reading.read(into: room)
          answer.append(contentsOf: room[..<count])
          return count
        }
        if count == 0 { return answer }
      }
    } catch let problem as Problem { throw problem } catch { throw Self.missing }
  }

  /// The workbook of these lines.
  static func workbook(of lines: [UInt8]) throws(Problem) -> [UInt8] {
    do {
      let (input, output) = (try file(of: lines), try file(of: []))
      defer { for file in [input, output] { try? file.close() } }
      let process = try start(.write, [input, output])
      let status = end(of: process)
      guard status == 0 else {
        throw Problem(
          "the .xlsx file could not be made; choose CSV", "未能生成 .xlsx 文件，请改用 CSV")
      }
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

  /// Starts it with these standard input and output; it says nothing else.
  private static func start(
    _ command: SheetCommand, _ streams: [FileDescriptor]
  ) throws -> pid_t {
    var path = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    let count = readlink("/proc/self/exe", &path, path.count - 1)
    guard count > 0 else { throw Errno(rawValue: errno) }
    let own = FilePath(
      String(decoding: path[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self))
    let program = own.removingLastComponent().appending("sanshe-sheets").string
    var words = ([program] + command.arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (place, stream) in streams.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, stream.rawValue, Int32(place))
    }
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    var process = pid_t()
    let fault = posix_spawn(&process, program, &actions, nil, &words, nil)
    guard fault == 0 else { throw Errno(rawValue: fault) }
    return process
  }

  /// Waits for its end; its exit status, or -1 where a signal ended it.
  private static func end(of process: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return status & 0x7F == 0 ? status >> 8 & 0xFF : -1
  }
}
