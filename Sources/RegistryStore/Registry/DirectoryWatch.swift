import Glibc
import SystemPackage

/// Wakes its thread when a file of the journal changes, or the registry is no longer where it was.
final class DirectoryWatch {
  private let notifier: Int32

  /// Watches the journal for every change, deleted files included: while a file in it is open, its
  /// directory does not report that it was deleted itself. Watches the registry's directory for files
  /// written in place, and it and its parents for being renamed or deleted.
  init(_ layout: RegistryLayout) throws(StoreError) {
    notifier = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
    let gone = Int32(IN_MOVE_SELF | IN_DELETE_SELF)
    guard notifier >= 0,
      watch(layout.journal, IN_MODIFY | IN_CREATE | IN_MOVED_TO | IN_DELETE | gone),
      watch(layout.root, IN_CLOSE_WRITE | gone)
    else { throw .disk(DiskError(.open, layout.journal, Errno(rawValue: errno))) }
    var above = layout.root.removingLastComponent()
    while !above.components.isEmpty {
      _ = watch(above, gone)  // one that may not be read is not ours to watch
      above.removeLastComponent()
    }
  }

  private func watch(_ path: FilePath, _ what: Int32) -> Bool {
    inotify_add_watch(notifier, path.string, UInt32(what)) >= 0
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
