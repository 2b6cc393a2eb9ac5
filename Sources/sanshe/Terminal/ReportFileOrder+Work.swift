import RegistryModel
import RegistryReports
import RegistryScreens
import RegistryStore
import SystemPackage

extension ReportFileOrder {
  /// Text for paper is as wide as a page of A4.
  private static var paperColumns: Int { 80 }

  /// Writes the file; one that is there is left alone.
  var done: Result {
    guard let table = report.done({ try? JSON(bytes: Array($0.utf8)) }).table else {
      return .refused(Words("what was frozen cannot be read", "冻结数无法读取"), self)
    }
    let path = FilePath(typed: path)
    let bytes = table.bytes(format, report.language, columns: Self.paperColumns, to: .file)
    return Files.putNew(bytes, at: path).map { .refused($0, self) } ?? .written(path.string)
  }
}

extension Files {
  /// Writes a file that a clerk has named; the words say why not, below the path that is typed anew.
  static func putNew(_ bytes: [UInt8], at path: FilePath) -> Words? {
    if registry(around: path) != nil {
      return Words("inside a registry; type another place", "位于登记库内，请另选位置")
    }
    do throws(Errno) {
      // A device among them, such as the terminal itself.
      if exists(path) { throw .fileExists }
      try put(bytes, at: path, replacing: false)
      return nil
    } catch {
      return switch error {
      case .fileExists: Words("already exists; type another name", "已存在，请另填文件名")
      case .noSuchFileOrDirectory: Words("there is no such directory", "没有这个目录")
      default: error.words
      }
    }
  }
}
