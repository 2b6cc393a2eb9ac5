import RegistryExchange
import RegistryModel
import RegistryScreens
import RegistryStore
import SystemPackage

extension ImportOrder {
  /// Reads the file and says what importing it would do; nothing is written.
  func done(_ report: WorkReport) throws(Cancelled) -> Result {
    let file = FilePath(Environment.expanded(path))
    let bytes: [UInt8]
    do throws(DiskError) { bytes = try Files.read(file) } catch {
      return .unreadable(.of(file, error.reason))
    }
    let plan = try Import(
      kind, into: base, today: today, source: file.lastComponent?.string ?? path
    ).plan(bytes) { (progress) throws(Cancelled) in try report(progress) }
    return .plan(plan, changed: before.map(plan.differences) ?? [])
  }
}
