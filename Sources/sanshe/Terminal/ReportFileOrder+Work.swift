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
    let path = FilePath(Environment.expanded(path))
    if Files.registry(around: path) != nil {
      return .refused(Words("inside a registry; type another place", "位于登记库内，请另选位置"), self)
    }
    // A device among them, such as the terminal itself.
    if Files.exists(path) { return refused(.fileExists) }
    guard let table = report.done({ try? JSON(bytes: Array($0.utf8)) }).table else {
      return .refused(Words("what was frozen cannot be read", "冻结数无法读取"), self)
    }
    let bytes = table.bytes(format, report.language, columns: Self.paperColumns, to: .file)
    do throws(Errno) {
      try Files.put(bytes, at: path, replacing: false)
    } catch {
      return refused(error)
    }
    return .written(path.string)
  }

  /// The path stands above, where it is typed anew.
  private func refused(_ error: Errno) -> Result {
    let words =
      switch error {
      case .fileExists: Words("already exists; type another name", "已存在，请另填文件名")
      case .noSuchFileOrDirectory: Words("there is no such directory", "没有这个目录")
      default: error.words
      }
    return .refused(words, self)
  }
}
