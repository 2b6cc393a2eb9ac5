import RegistryScreens
import Synchronization

/// What the Overview has counted, kept for the next robot of the same registry: nearly all begin on one of a few
/// samples, and look at something else.
final class CountedOnce: Sendable {
  static let overviews = CountedOnce()
  private static let kept = 6
  private let results = Mutex<[(order: OverviewOrder, result: OverviewOrder.Result)]>([])

  /// The result of an order, counted if nobody asked the same.
  func result(of order: OverviewOrder) -> OverviewOrder.Result {
    let known = results.withLock { $0.first { $0.order.isSame(as: order) }?.result }
    if let known { return known }
    let result = order.done
    results.withLock { results in
      results.append((order, result))
      if results.count > Self.kept { results.removeFirst() }
    }
    return result
  }
}
