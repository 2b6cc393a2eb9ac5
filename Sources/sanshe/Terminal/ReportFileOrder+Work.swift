import RegistryModel
import RegistryReports
import RegistryScreens
import RegistryStore
import SystemPackage

extension ReportFileOrder {
  /// Writes the file; one that is there is left alone.
  var done: Result {
    let path = FilePath(Environment.expanded(path))
    if let refusal = Files.refusal(at: path) { return .refused(refusal, self) }
    guard let table = report.done({ try? JSON(bytes: Array($0.utf8)) }).table else {
      return .refused(Words("what was frozen cannot be read", "冻结数无法读取"), self)
    }
    do throws(Problem) {
      let bytes = try table.bytes(
        format, report.language, columns: Paper.columns, to: .file)
      if let fault = Files.putNew(bytes, at: path) { return .refused(fault, self) }
    } catch {
      return .refused(error.reason, self)
    }
    return .written(path.string)
  }
}

extension Files {
  /// Why a file that a clerk names cannot be written; nil if nothing speaks against it. One that is there is
  /// left alone, and a registry's own place is no place for it.
  static func refusal(at path: FilePath) -> Words? {
    if registry(around: path) != nil {
      return Words("inside a registry; type another place", "位于登记库内，请另选位置")
    }
    // A device among them, such as the terminal itself.
    return exists(path) ? words(.fileExists) : nil
  }

  /// Writes a file that is not there yet, whole or not at all; says why it could not.
  static func putNew(_ bytes: [UInt8], at path: FilePath) -> Words? {
    do throws(Errno) { try put(bytes, at: path, replacing: false) } catch { return words(error) }
    return nil
  }

  /// Why a file cannot be had; its path stands above, where it is typed anew.
  static func words(_ error: Errno) -> Words {
    switch error {
    case .fileExists: Words("already exists; type another name", "已存在，请另填文件名")
    case .noSuchFileOrDirectory: Words("there is no such directory", "没有这个目录")
    default: error.words
    }
  }
}
