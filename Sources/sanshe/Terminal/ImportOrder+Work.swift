import RegistryExchange
import RegistryModel
import RegistryScreens
import RegistryStore
import SystemPackage

extension ImportOrder {
  /// Reads the file and says what importing it would do; nothing is written.
  func done(_ report: WorkReport) throws(Cancelled) -> Result {
    let file = FilePath(typed: path)
    let content: ImportFile
    do throws(DiskError) {
      if let pasted {
        content = .text(Array(pasted.utf8))
      } else {
        content = try ImportFile.open(file) { report.goesOn }
      }
    } catch {
      return .unreadable(.of(file, error.reason))
    }
    var order = Import(kind, into: base, today: today, source: file.lastComponent?.string ?? path)
    (order.sheet, order.mapping) = (sheet.map { .place($0) }, mapping)
    (order.mends, order.proposes) = (mends, true)
    let plan = try order.plan(content) { (progress) throws(Cancelled) in try report(progress) }
    return .plan(plan, changed: before.map(plan.differences) ?? [])
  }
}
