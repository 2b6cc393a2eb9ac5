import Glibc
import RegistryModel
import RegistryStore
import SystemPackage

// A clerk in a process of its own: `store-probe DIRECTORY ACCOUNT FIRST COUNT` saves COUNT new
// communities and prints a line for each that was acknowledged.

let arguments = CommandLine.arguments
guard arguments.count == 5, let first = Int(arguments[3]), let count = Int(arguments[4]) else {
  exit(64)
}
do throws(StoreError) {
  let registry = try RegistryDirectory(FilePath(arguments[1]), .writing, account: arguments[2])
  var state = try registry.load().state
  for serial in first..<(first + count) {
    var community = Community()
    community.code = try? DivisionCode(text: String(110_105_001_000 + serial))
    community.name = "第\(serial)社区居委会"
    community.committee = Dated(.residents)
    let set = ChangeSet([
      Change(RecordID(.community, -1), isNew: true, community.settings(from: nil))
    ])
    let at = Instant(seconds: 1_800_000_000)
    let appended = try registry.append(
      set, from: state, by: arguments[2], at: at, today: at.day)
    state = appended.state
    print(serial)
    fflush(nil)
    if serial % 16 == 0 { try registry.checkpoint() }
  }
} catch {
  print(error.words.en)
  exit(error.exitCode)
}
