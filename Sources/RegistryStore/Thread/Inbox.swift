import Glibc
import Synchronization
import SystemPackage

/// Requests on their way to a thread, and the pipe that wakes it.
package final class Inbox<Request: Sendable>: Sendable {
  private let requests = Mutex<[Request]>([])
  private let bell: FileDescriptor
  /// Can be read while there are requests.
  let wake: FileDescriptor

  package init() throws(StoreError) {
    do { (wake, bell) = try FileDescriptor.pipe() } catch {
      throw .disk(DiskError(.open, nil, error as? Errno ?? .ioError))
    }
  }

  deinit {
    try? wake.close()
    try? bell.close()
  }

  package func put(_ request: Request) {
    requests.withLock { requests in
      requests.append(request)
      // One byte however many wait, so the pipe never fills and the caller never blocks.
      if requests.count == 1 { _ = try? bell.writeAll([1]) }
    }
  }

  /// All requests there are, in order.
  package func take() -> [Request] {
    requests.withLock { requests in
      guard !requests.isEmpty else { return [] }
      withUnsafeTemporaryAllocation(byteCount: 1, alignment: 1) { byte in
        _ = try? wake.read(into: byte)
      }
      defer { requests = [] }
      return requests
    }
  }

  /// Waits until there are requests or the time is over; no timeout waits without end.
  package func wait(_ timeout: Duration?) {
    var waiting = pollfd(fd: wake.rawValue, events: Int16(POLLIN), revents: 0)
    while poll(&waiting, 1, timeout.milliseconds) < 0, errno == EINTR {}
  }
}

extension Duration? {
  /// As poll takes it; below zero waits without end.
  var milliseconds: Int32 {
    guard let (seconds, attoseconds) = self?.components else { return -1 }
    return Int32(clamping: seconds * 1000 + attoseconds / 1_000_000_000_000_000)
  }
}
