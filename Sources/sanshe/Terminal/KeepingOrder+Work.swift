import RegistryModel
import RegistryPostgres
import RegistryScreens
import RegistryStore
import SystemPackage

// Each has a handle of its own: that of the store's thread belongs to it.

extension BackupsOrder {
  /// Looks which there are.
  func done(at place: RegistryLocation) -> Result {
    do throws(StoreError) {
      let backups = try place.backups()
      return Result(
        registry: place.name, count: backups.count,
        newest: backups.first.map { Kept($0.backup, at: $0.path) })
    } catch {
      return Result(registry: place.name, fault: error.words(time: SystemClock.text))
    }
  }
}

extension BackupOrder {
  /// Writes the file; one that is there is left alone.
  func done(at place: RegistryLocation, _ report: WorkReport) throws(Cancelled) -> Result {
    let path = FilePath(typed: path)
    if let refusal = Files.refusal(at: path) { return .refused(refusal) }
    do throws(StoreError) {
      let registry = try place.open(.reading)
      _ = try registry.load()
      let backup = try registry.backup(to: path, report.store)
      return .written(Kept(backup, at: path), leftOut: backup.leftOut)
    } catch {
      return .refused(try error.reason(at: path))
    }
  }
}

extension CheckOrder {
  /// Reads and compares everything.
  func done(at place: RegistryLocation, _ report: WorkReport) throws(Cancelled) -> Result {
    let plans = PlanFiles(of: place).library.problems.map { Line($0, .soft) }
    do throws(StoreError) {
      let found = try place.openForCheck(readOnly: isReadOnly).check(report.store)
      return Result(lines: plans + found.lines(all: false), isDamaged: !found.damage.isEmpty)
    } catch {
      let lines = [Line(try error.reason(at: ""), .hard)]
      if case .damaged = error { return Result(lines: lines, isDamaged: true) }
      return Result(lines: lines, isDamaged: false)
    }
  }
}

extension RestoreOrder {
  /// Makes a registry of the backup, beside the one on screen.
  func done(_ report: WorkReport) throws(Cancelled) -> Result {
    let file = FilePath(typed: self.file)
    let directory = FilePath(typed: self.directory)
    guard Files.exists(file) else {
      return .refused(Words("there is no such file", "没有这个文件"), isFile: true)
    }
    if Files.registry(around: directory) != nil {
      return .refused(Words("inside a registry; type another place", "位于登记库内，请另选位置"), isFile: false)
    }
    var place = RegistryLocation.directory(directory)
    if PostgresAddress.names(self.directory) {
      do throws(AddressError) { place = try RegistryLocation(self.directory) } catch {
        return .refused(error.words, isFile: false)
      }
    }
    do throws(StoreError) {
      let backup = try place.restore(file, group: nil, report.store)
      return .restored(
        directory: place.name, office: backup.office, Kept(backup, at: file))
    } catch {
      let isFile = error.isAbout(file)
      return .refused(try error.reason(at: isFile ? file : directory), isFile: isFile)
    }
  }
}

extension Kept {
  fileprivate init(_ backup: Backup, at path: FilePath) {
    self.init(path: path.string, at: backup.at, seq: backup.seq)
  }
}

extension WorkReport {
  /// Tells how far work of the store is.
  fileprivate func store(_ progress: WorkProgress) throws(StoreError) {
    do throws(Cancelled) { try self(progress) } catch { throw .cancelled }
  }
}

extension StoreError {
  /// Why it could not be done; `path` was typed and stands above.
  fileprivate func reason(at path: FilePath) throws(Cancelled) -> Words {
    switch self {
    case .cancelled: throw Cancelled()
    case .exists: Files.words(.fileExists)
    case .damaged(path, let line, let damage):
      (line.map { Words("line \($0): ", "第 \($0) 行: ") } ?? Words(same: "")) + damage.words
    case .occupied: Words("not empty; type a new directory", "目录不是空的，请另填新目录")
    case .disk(let error) where error.path?.removingLastComponent() == path.removingLastComponent():
      Files.words(error.cause)
    default: words(time: SystemClock.text)
    }
  }

  /// It is this file that cannot be used.
  fileprivate func isAbout(_ file: FilePath) -> Bool {
    switch self {
    case .damaged(file, _, _), .newerFormat(file, _), .newerKind(file, _, _): true
    case .disk(let error): error.path == file
    default: false
    }
  }
}
