import RegistryModel
import Synchronization

/// A piece of work off the loop, as a value: what is to be done. A screen asks for it by a step and
/// hears how far it is and what came of it; `sanshe` binds it to a function by a row of its table.
public protocol WorkOrder: Sendable {
  /// What comes of it.
  associatedtype Result: Sendable
}

/// What a screen hears of work it asked for.
public enum WorkNews: Sendable {
  /// Work that takes long tells how far it is.
  case progress(WorkProgress)
  case done(WorkResult)

  /// What came of an order; nil if this is news of something else.
  func result<Order: WorkOrder>(of order: Order.Type) -> Order.Result? {
    if case .done(let result) = self { result.value as? Order.Result } else { nil }
  }
}

/// What came of an order, its type forgotten on the way.
public struct WorkResult: Sendable {
  fileprivate let value: any Sendable

  /// The result of such an order.
  public init<Order: WorkOrder>(of order: Order.Type, _ value: Order.Result) {
    self.value = value
  }
}

/// Something large that is given away: whoever opens the parcel frees it, not who lets go last.
public final class Parcel: Sendable {
  private let content: Mutex<(any Sendable)?>

  init(_ content: any Sendable) { self.content = Mutex(content) }

  /// Takes what is in it.
  public func open() -> (any Sendable)? { content.withLock { $0.take() } }
}

// Work belongs to the screen that asked: it is given up with it, and when that asks again.
extension AppState {
  /// Asks for work; the screen's work so far is given up.
  mutating func ask(for order: any WorkOrder, at depth: Int) -> Effect {
    giveUpWork { $0 == depth }
    defer { memory.nextTag += 1 }
    memory.requests[memory.nextTag] = Request(depth: depth, isWork: true)
    return .work(order, tag: memory.nextTag)
  }

  /// Asks for what the screens in sight need for what they show now, once: a box leaves what is below it in sight.
  mutating func orderWork() -> [Effect] {
    let context = context
    return (page...(screens.count - 1)).compactMap { place in
      guard let order = screens[place].work(context),
        !memory.requests.values.contains(where: { $0.isWork && $0.depth == place })
      else { return nil }
      return ask(for: order, at: place)
    }
  }

  /// Gives up the work of screens.
  mutating func giveUpWork(of screens: (Int) -> Bool) {
    for (tag, asked) in memory.requests where asked.isWork && asked.depth.map(screens) == true {
      memory.requests[tag] = nil
      memory.givenUp.append(tag)
    }
  }

  /// Tells the threads what was given up.
  mutating func cancelWork() -> [Effect] {
    defer { memory.givenUp = [] }
    return memory.givenUp.sorted().map { .cancelWork(tag: $0) }
  }

  /// Gives news to the screen that asked; of what was given up nobody hears.
  mutating func receive(_ news: WorkNews, tag: Int) -> [Effect] {
    guard let depth = memory.requests[tag]?.depth else { return [] }
    if case .done = news { memory.requests[tag] = nil }
    let steps = screens[depth].receive(.work(tag: tag, news), context)
    return carryOut(steps, from: depth)
  }
}
