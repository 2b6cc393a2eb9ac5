import Glibc
import RegistryExchange
import RegistryModel
import RegistryStore
import SheetLines
import SystemPackage

/// A spreadsheet that is open, read by `sanshe-sheets`.
final class SpreadsheetFile: SheetSource {
  private let file: FileDescriptor
  private let goesOn: @Sendable () -> Bool

  /// - Parameter file: closed when nobody needs it any longer.
  init(_ file: FileDescriptor, goesOn: @escaping @Sendable () -> Bool) {
    (self.file, self.goesOn) = (file, goesOn)
  }

  deinit { try? file.close() }

  func sheets() throws(Problem) -> [UInt8] { try answer(.sheets) }
  func rows(of sheet: Int) throws(Problem) -> [UInt8] { try answer(.rows(sheet: sheet)) }

  private func answer(_ command: SheetCommand) throws(Problem) -> [UInt8] {
    lseek(file.rawValue, 0, SEEK_SET)
    return try SheetProgram.answer(command, input: file, goesOn: goesOn)
  }
}

extension ImportFile {
  /// A file by its path; `-` is standard input.
  ///
  /// - Parameter goesOn: asked now and then while a spreadsheet is read.
  static func open(
    _ path: FilePath, goesOn: @escaping @Sendable () -> Bool = { true }
  ) throws(DiskError) -> ImportFile {
    if path == "-" { return try standardInput(goesOn) }
    // A device is refused where it is read as text; to open a pipe must not wait for a writer.
    if let file = try? FileDescriptor.open(path, .readOnly, options: [.nonBlocking, .closeOnExec]) {
      var facts = stat()
      var head = [UInt8](repeating: 0, count: 8)
      if fstat(file.rawValue, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG,
        let count = try? head.withUnsafeMutableBytes({ try file.read(into: $0) }),
        isSpreadsheet(head.prefix(count))
      {
        return .sheets(SpreadsheetFile(file, goesOn: goesOn))
      }
      try? file.close()
    }
    return .text(try Files.read(path))
  }

  private static func standardInput(
    _ goesOn: @escaping @Sendable () -> Bool
  ) throws(DiskError) -> ImportFile {
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 1 << 20)
    while bytes.count <= TextDecoding.byteLimit {
      let count: Int
      do {
        count = try part.withUnsafeMutableBytes { try FileDescriptor.standardInput.read(into: $0) }
      } catch { throw DiskError(.read, nil, error as? Errno ?? .ioError) }
      if count == 0 { break }
      bytes += part.prefix(count)
    }
    guard isSpreadsheet(bytes), let file = try? SheetProgram.file(of: bytes) else {
      return .text(bytes)
    }
    return .sheets(SpreadsheetFile(file, goesOn: goesOn))
  }
}
