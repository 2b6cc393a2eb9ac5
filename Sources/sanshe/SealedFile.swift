import Glibc
import RegistryModel
import RegistryStore
import SystemPackage

/// One small JSON object of this program about one registry, kept outside it and sealed: a file that is
/// damaged, foreign or too large is as good as none, and a disk that does not take one is no loss.
struct SealedFile {
  /// The most bytes that are read.
  private static let limit = 1 << 20

  private let path: FilePath

  /// - Parameter directory: of all this program keeps, as XDG names them.
  init(_ name: String, of registry: RegistryIdentity, in directory: FilePath) {
    path = directory.appending("sanshe/\(registry.placeName)/\(name)")
  }

  /// What was kept last.
  func read() -> JSON? {
    guard let bytes = try? Files.read(path, limit: Self.limit), bytes.last == UInt8(ascii: "\n"),
      Seal.isWhole(bytes.dropLast())
    else { return nil }
    return try? JSON(bytes: bytes)
  }

  /// Keeps an object, which must have members, in place of the one before.
  func write(_ json: JSON) {
    var bytes: [UInt8] = []
    json.write(to: &bytes)
    bytes[bytes.count - 1] = UInt8(ascii: ",")  // the seal brings the brace back
    _ = Seal.close(&bytes)
    bytes.append(UInt8(ascii: "\n"))
    let new = FilePath("\(path.string).\(getpid())")
    Files.makeDirectories(path.removingLastComponent())
    guard (try? Files.write(bytes, to: new)) != nil else { return }
    if rename(new.string, path.string) != 0 { unlink(new.string) }
  }

  /// Reads and writes while no other program of this clerk does.
  func alone(_ change: () -> Void) {
    let directory = path.removingLastComponent()
    Files.makeDirectories(directory)
    let handle = open(directory.string, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    // A disk without locks is written to all the same.
    if handle >= 0 { flock(handle, LOCK_EX) }
    change()
    if handle >= 0 { close(handle) }
  }
}
