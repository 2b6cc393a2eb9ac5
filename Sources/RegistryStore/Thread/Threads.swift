import Glibc
import Synchronization

/// Threads of the machine, for the store and for work that is split over the cores.
package enum Threads {
  /// Starts `body` on a thread of its own, which nobody waits for.
  ///
  /// - Parameter isUrgent: false leaves the cores to other threads where they want them.
  package static func start(isUrgent: Bool = true, _ body: @escaping @Sendable () -> Void) {
    let thread = spawn {
      // Linux keeps this by thread.
      if !isUrgent { setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 10) }
      body()
    }
    if let thread { pthread_detach(thread) }
  }

  /// `transform` of every item, in order; items are taken up by `threads` threads, the caller's among
  /// them, but by no more than there are cores.
  static func map<Item: Sendable, Result: Sendable>(
    _ items: [Item], threads: Int, _ transform: @escaping @Sendable (Item) -> Result
  ) -> [Result] {
    let work = Work(items.count) as Work<Result>
    let body: @Sendable () -> Void = {
      while let place = work.next() { work.finish(place, transform(items[place])) }
    }
    let threads = (1..<max(1, min(items.count, threads, cores))).compactMap { _ in spawn(body) }
    body()
    for thread in threads { pthread_join(thread, nil) }
    return work.results()
  }

  /// Cores this process may use.
  static var cores: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  private static func spawn(_ body: @escaping @Sendable () -> Void) -> pthread_t? {
    var thread = pthread_t()
    let box = Unmanaged.passRetained(Box(body))
    let failed = pthread_create(
      &thread, nil,
      { raw in
        guard let raw else { return nil }
        Unmanaged<Box>.fromOpaque(raw).takeRetainedValue().body()
        return nil
      }, box.toOpaque())
    guard failed == 0 else {
      box.release()
      return nil
    }
    return thread
  }

  private final class Box: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// Items not taken up yet, and what came of the others.
  private final class Work<Result: Sendable>: Sendable {
    private let state: Mutex<(next: Int, results: [Result?])>

    init(_ count: Int) {
      state = Mutex((0, Array(repeating: nil, count: count)))
    }

    func next() -> Int? {
      state.withLock { state in
        guard state.next < state.results.count else { return nil }
        defer { state.next += 1 }
        return state.next
      }
    }

    func finish(_ place: Int, _ result: Result) {
      state.withLock { $0.results[place] = result }
    }

    func results() -> [Result] { state.withLock { $0.results.compactMap { $0 } } }
  }
}
