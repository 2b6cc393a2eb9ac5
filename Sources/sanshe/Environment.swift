import Glibc
import RegistryModel
import RegistryStore
import SystemPackage

/// What the machine says of the user and the process.
enum Environment {
  static subscript(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }

  /// Tells this build of the program from any other: its file, by size and by when it was made.
  static var program: String {
    var facts = stat()
    guard stat("/proc/self/exe", &facts) == 0 else { return "" }
    let made = facts.st_mtim
    return "\(facts.st_size) \(made.tv_sec).\(made.tv_nsec) \(facts.st_ino)"
  }

  /// Where a program of this name is, as a shell finds it.
  static func program(named name: String) -> FilePath? {
    (Self["PATH"] ?? "/usr/bin:/bin").split(separator: ":").lazy
      .map { FilePath(String($0)).appending(name) }
      .first { access($0.string, X_OK) == 0 }
  }

  private static var home: FilePath { FilePath(Self["HOME"] ?? "/tmp") }

  /// A path as typed: `~` is the home directory, as in a shell.
  static func expanded(_ path: String) -> String {
    path == "~" || path.hasPrefix("~/") ? home.string + path.dropFirst() : path
  }

  /// `$XDG_DATA_HOME`, or its default.
  static var dataDirectory: FilePath {
    Self["XDG_DATA_HOME"].map { FilePath($0) } ?? home.appending(".local/share")
  }

  /// `$XDG_CACHE_HOME`, or its default.
  static var cacheDirectory: FilePath {
    Self["XDG_CACHE_HOME"].map { FilePath($0) } ?? home.appending(".cache")
  }

  /// `$XDG_STATE_HOME`, or its default.
  static var stateDirectory: FilePath {
    Self["XDG_STATE_HOME"].map { FilePath($0) } ?? home.appending(".local/state")
  }
}

/// The machine's clock.
enum SystemClock {
  /// This moment in UTC.
  static var instant: Instant { RegistryClock.machine.at }

  /// Today where the office is.
  static var today: CivilDate { RegistryClock.machine.today }

  /// `2026-11-24 14:32`, where the office is.
  static func text(_ instant: Instant) -> String {
    let local = LocalTime(instant)
    return "\(local.day.text(.en)) \(two(local.hour)):\(two(local.minute))"
  }

  /// `14:32`, where the office is.
  static var time24: String {
    let now = LocalTime(instant)
    return "\(two(now.hour)):\(two(now.minute))"
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

/// Whole files, as commands read and write them.
enum Files {
  static func exists(_ path: FilePath) -> Bool {
    path.withPlatformString { access($0, F_OK) == 0 }
  }

  /// All bytes of a regular file, at most `limit`: a pipe or device would be read without end.
  static func read(_ path: FilePath, limit: Int = 256 << 20) throws(DiskError) -> [UInt8] {
    let files = PosixFileSystem()
    let file = try files.open(path, .reading)
    defer { files.close(file) }
    do throws(DiskError) { return try files.readAll(file, limit: limit) } catch {
      throw error.at(path)
    }
  }

  /// A new file, readable by its owner alone, or where `replacing` an old one replaced in one step, with
  /// its permissions: where the disk is full the old one stays whole. A device or pipe is written to.
  ///
  /// - Errors: `.fileExists` where there is one that is not to be replaced.
  static func put(_ bytes: [UInt8], at path: FilePath, replacing: Bool) throws(Errno) {
    var facts = stat()
    let isThere = stat(path.string, &facts) == 0
    if isThere, facts.st_mode & S_IFMT != S_IFREG { return try write(bytes, to: path) }
    if isThere, !replacing { throw .fileExists }
    // Behind a link, what it leads to is replaced.
    let target = isThere ? resolved(path) : path
    let new = FilePath("\(target.string).\(UInt64.random(in: .min ... .max)).new")
    do {
      let file = try FileDescriptor.open(
        new, .writeOnly, options: [.create, .exclusiveCreate], permissions: .ownerReadWrite)
      do {
        try file.closeAfter {
          _ = try file.writeAll(bytes)
          if isThere { fchmod(file.rawValue, facts.st_mode & 0o777) }
          guard fsync(file.rawValue) == 0 else { throw Errno(rawValue: errno) }
          // One that came meanwhile is as little to be lost.
          try PosixFileSystem().rename(new, to: target, replacing: replacing)
        }
      } catch {
        unlink(new.string)
        throw error
      }
    } catch { throw error as? Errno ?? (error as? DiskError)?.cause ?? .ioError }
  }

  /// Why `put` would fail at once, as far as that can be known before; nil if nothing speaks against it.
  static func fault(at path: FilePath, replacing: Bool) -> Errno? {
    var facts = stat()
    if stat(path.string, &facts) == 0 {
      switch facts.st_mode & S_IFMT {
      case S_IFDIR: return .isDirectory
      case S_IFREG: return replacing ? nil : .fileExists
      default: return nil
      }
    }
    let parent = path.removingLastComponent()
    return access(parent.isEmpty ? "." : parent.string, W_OK) == 0 ? nil : Errno(rawValue: errno)
  }

  /// The registry among whose own files a path is; nil if it is in none.
  static func registry(around path: FilePath) -> FilePath? {
    var place = resolved(exists(path) ? path : path.removingLastComponent())
    if place.isEmpty { place = resolved(".") }
    while true {
      if exists(place.appending("registry.json")), exists(place.appending("journal")) {
        return place
      }
      guard place.removeLastComponent() else { return nil }
    }
  }

  /// That a path is among a registry's own files; nil if it is in none.
  static func registryRefusal(of path: FilePath) -> Words? {
    registry(around: path).map {
      .of(
        path,
        Words("is inside the registry \($0); choose another place", "位于登记库 \($0) 内，请另选位置"))
    }
  }

  private static func resolved(_ path: FilePath) -> FilePath {
    guard let real = realpath(path.string, nil) else { return path }
    defer { free(real) }
    return FilePath(String(cString: real))
  }

  /// A new file, or an old one replaced, readable by its owner alone.
  static func write(_ bytes: [UInt8], to path: FilePath) throws(Errno) {
    do {
      let file = try FileDescriptor.open(
        path, .writeOnly, options: [.create, .truncate], permissions: .ownerReadWrite)
      _ = try file.closeAfter { try file.writeAll(bytes) }
    } catch { throw error as? Errno ?? .ioError }
  }
}

extension Files {
  /// Makes a directory and those it is in, for its owner alone.
  static func makeDirectories(_ path: FilePath) {
    guard !path.isEmpty, !exists(path) else { return }
    makeDirectories(path.removingLastComponent())
    path.withPlatformString { _ = mkdir($0, 0o700) }
  }

  /// Names in a directory; empty if there is none.
  static func names(in directory: FilePath) -> [String] {
    guard let stream = directory.withPlatformString({ opendir($0) }) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      names.append(
        withUnsafeBytes(of: entry.pointee.d_name) { raw in
          String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
        })
    }
    return names.filter { $0 != "." && $0 != ".." }
  }
}
