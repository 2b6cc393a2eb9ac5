import Glibc
import RegistryModel
import RegistryStore
import RegistryTestSupport
import Synchronization
import SystemPackage

// A clerk in a process of its own: `store-probe DIRECTORY ACCOUNT FIRST COUNT [STOP]` saves COUNT new
// communities, makes a checkpoint now and then, and prints a line for each save that was acknowledged.
// Where somebody else's save takes too long it says so on standard error and tries again, as a clerk
// would. With STOP the process stops itself before the STOP-th call to the disk after it asked for the
// lock.

let arguments = CommandLine.arguments
guard (5...6).contains(arguments.count), let first = Int(arguments[3]),
  let count = Int(arguments[4])
else { exit(64) }
let stop = arguments.count == 6 ? Int(arguments[5]) : nil
let asked = Mutex(Int.max)
let disk = FaultyFileSystem { call in
  if call.name == "lock" { asked.withLock { $0 = call.number } }
  if let stop, call.number - stop == asked.withLock({ $0 }) { raise(SIGSTOP) }
  return nil
}

/// The community of a serial number: 599 in each street.
func community(_ serial: Int) -> ChangeSet {
  var community = Community()
  let street = (serial - 1) / 599 + 1
  community.code = Dated(
    try? DivisionCode(
      text: String(110_105_000_000 + street * 1000 + (serial - 1) % 599 + 1)))
  community.name = Dated("第\(serial)社区居委会")
  community.committee = Dated(.residents)
  return ChangeSet([
    Change(RecordID(.community, -1), isNew: true, community.settings(from: nil))
  ])
}

do throws(StoreError) {
  let at = Instant(seconds: 1_800_000_000)
  let registry = try RegistryDirectory(
    FilePath(arguments[1]), .writing, account: arguments[2], clock: RegistryClock { (at, at.day) },
    files: stop == nil ? PosixFileSystem() : disk, patience: .seconds(2))
  var state = try registry.load().state
  for serial in first..<(first + count) {
    var isSaved = false
    while !isSaved {
      do throws(StoreError) {
        state = try registry.append(community(serial), from: state).state
        isSaved = true
      } catch {
        guard error.exitCode == 75 else { throw error }
        _ = try? FileDescriptor.standardError.writeAll(Array("\(error.words.en)\n".utf8))
      }
    }
    print(serial)
    fflush(nil)
    if serial % 16 == 0 { try registry.checkpoint() }
  }
} catch {
  print(error.words.en)
  exit(error.exitCode)
}
