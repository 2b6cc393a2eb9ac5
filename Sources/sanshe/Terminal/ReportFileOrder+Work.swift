import RegistryModel
import RegistryReports
import RegistryScreens
import SystemPackage

extension ReportFileOrder {
  /// Text for paper is as wide as a page of A4.
  private static var paperColumns: Int { 80 }

  /// Writes the file; one that is there is left alone.
  var done: Result {
    let path = FilePath(Environment.expanded(path))
    if let words = Files.registryRefusal(of: path) { return .refused(words, self) }
    // A device among them, such as the terminal itself.
    if Files.exists(path) { return refused(path, .fileExists) }
    let bytes = table.bytes(format, language, columns: Self.paperColumns, to: .file)
    do throws(Errno) {
      try Files.put(bytes, at: path, replacing: false)
    } catch {
      return refused(path, error)
    }
    return .written(path.string)
  }

  private func refused(_ path: FilePath, _ error: Errno) -> Result {
    let reason =
      error == .fileExists ? Words("already exists; type another name", "已存在，请另填文件名") : error.words
    return .refused(.of(path, reason), self)
  }
}
