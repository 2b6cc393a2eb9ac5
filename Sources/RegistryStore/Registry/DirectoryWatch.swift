import Glibc
import SystemPackage

/// Wakes its thread when a file of a directory changes.
final class DirectoryWatch {
  private let notifier: Int32

  /// Watches for writes, new files and renames in `path`.
  init(_ path: FilePath) throws(StoreError) {
    notifier = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
    guard notifier >= 0,
      inotify_add_watch(
        notifier, path.string, UInt32(IN_MODIFY | IN_CREATE | IN_MOVED_TO)) >= 0
    else { throw .disk(DiskError(.open, path, Errno(rawValue: errno))) }
  }

  deinit { close(notifier) }

  /// Waits until something changed, `wake` can be read, or the time is over.
  func wait(_ wake: FileDescriptor, _ timeout: Duration?) -> WaitEnd {
    var waiting = [
      pollfd(fd: wake.rawValue, events: Int16(POLLIN), revents: 0),
      pollfd(fd: notifier, events: Int16(POLLIN), revents: 0),
    ]
    let ready = poll(&waiting, nfds_t(waiting.count), timeout.milliseconds)
    if ready > 0, waiting[0].revents != 0 { return .woken }
    guard ready > 0 else { return ready == 0 ? .timeout : .woken }
    var drained = [UInt8](repeating: 0, count: 4096)
    while Glibc.read(notifier, &drained, drained.count) > 0 {}
    return .news
  }
}
