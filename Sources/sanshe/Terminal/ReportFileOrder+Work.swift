import RegistryModel
import RegistryReports
import RegistryScreens
import SystemPackage

extension ReportFileOrder {
  /// Writes the file; one that is there is left alone.
  var done: Result {
    let path = FilePath(typed: path)
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
