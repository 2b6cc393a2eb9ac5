import CIsolation
import Glibc
import Synchronization

/// A thread that has for itself what otherwise belongs to the whole process, so that no other test
/// sees it: a umask, a disk mounted. Programs it starts and threads it makes share that.
public enum Isolated {
  /// Runs `body` under a umask.
  public static func withUmask<T: Sendable>(
    _ mask: mode_t, _ body: @escaping @Sendable () throws -> T
  ) throws -> T {
    try onThread {
      guard unshare(Int32(unshare_umask)) == 0 else { throw Failure("no umask of its own") }
      umask(mask)
      return try body()
    }
  }

  /// Runs `body` with a small empty disk in memory at `path`, a directory; gone afterwards.
  ///
  /// - Errors: the machine does not let this user mount; ask `mayMount` before.
  public static func withDisk<T: Sendable>(
    at path: String, bytes: Int, _ body: @escaping @Sendable () throws -> T
  ) throws -> T {
    try onThread {
      guard isApart, mount("sanshe", path, "tmpfs", 0, "size=\(bytes),mode=0700") == 0 else {
        throw Failure("no disk of its own")
      }
      return try body()
    }
  }

  /// Whether the machine lets this user mount.
  public static let mayMount: Bool = {
    let isMounted = try? onThread {
      isApart && mount("sanshe", "/tmp", "tmpfs", 0, "size=4096") == 0
    }
    return isMounted == true
  }()

  /// Mounts of this thread are seen by no other from here on.
  private static var isApart: Bool {
    unshare(Int32(unshare_mounts)) == 0
      && mount("none", "/", nil, UInt(MS_REC | MS_PRIVATE), nil) == 0
  }

  /// Makes the disk at `path` of `withDisk` read-only, or writable again, or larger.
  public static func remount(_ path: String, isReadOnly: Bool, bytes: Int? = nil) -> Bool {
    let flags = UInt(MS_REMOUNT | (isReadOnly ? MS_RDONLY : 0))
    let options = bytes.map { "size=\($0)" } ?? ""
    let deadline = ContinuousClock.now + .seconds(10)
    while mount("sanshe", path, "tmpfs", flags, options) != 0 {
      // A program that another test starts holds what is open here until it has begun.
      guard errno == EBUSY, ContinuousClock.now < deadline else { return false }
      sched_yield()
    }
    return true
  }

  private static func onThread<T: Sendable>(
    _ body: @escaping @Sendable () throws -> T
  ) throws -> T {
    let box = Box { try body() }
    var thread = pthread_t()
    let raw = Unmanaged.passRetained(box).toOpaque()
    let failed = pthread_create(
      &thread, nil,
      { raw in
        guard let raw else { return nil }
        Unmanaged<AnyWork>.fromOpaque(raw).takeUnretainedValue().run()
        return nil
      }, raw)
    defer { Unmanaged<AnyWork>.fromOpaque(raw).release() }
    guard failed == 0 else { throw Failure("no thread") }
    pthread_join(thread, nil)
    guard let result = box.result.withLock({ $0 }) else { throw Failure("no result") }
    return try result.get()
  }

  private class AnyWork {
    func run() {}
  }

  private final class Box<T: Sendable>: AnyWork {
    let result = Mutex<Result<T, any Error>?>(nil)
    private let body: @Sendable () throws -> T

    init(_ body: @escaping @Sendable () throws -> T) { self.body = body }

    override func run() {
      let done = Result { try body() }
      result.withLock { $0 = done }
    }
  }

  private struct Failure: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
  }
}
