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
      return try program(command).answer(
        input: input, within: .seconds(Limit.seconds), most: Limit.answerBytes, goesOn: goesOn
      ).output
    } catch is ChildProgram.Killed {
      throw Problem("reading the file took too long and was ended", "读取文件耗时过长，已中止")
    } catch { throw Self.missing }
  }

  /// The workbook of these lines.
  static func workbook(of lines: [UInt8]) throws(Problem) -> [UInt8] {
    do {
      let (input, output) = (try file(of: lines), try file(of: []))
      defer { for file in [input, output] { try? file.close() } }
      let process = try program(.write).start([input, output])
      let status = ChildProgram.end(of: process)
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
