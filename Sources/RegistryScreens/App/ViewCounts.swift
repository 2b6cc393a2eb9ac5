import RegistryModel
import RegistrySearch

/// How many records each view shows. Counted off the loop, since a view may look at every record of a
/// city; true as seen from one viewpoint, and shown for no other.
public struct ViewCounts: Sendable {
  private var view: Viewpoint?
  private var counts: [RecordID: Int] = [:]

  /// Nothing is counted yet.
  init() {}

  /// Counts what was asked for.
  public init(_ order: Order) {
    view = order.view
    for stored in order.views {
      guard let query = try? stored.record.parsed(order.search) else { continue }
      counts[stored.id] = order.search.find(query, from: order.view).count
    }
  }

  /// What is to be counted, for whichever thread does it.
  public struct Order: Sendable {
    let views: [Stored<View>]
    let view: Viewpoint
    let search: SearchMemo
  }

  /// They are as seen from here.
  func areOf(_ view: Viewpoint) -> Bool {
    self.view.map {
      $0.day == view.day && $0.today == view.today && $0.registry.isSame(as: view.registry)
    } ?? false
  }

  /// What a view shows; nil if that is not known for what is on screen.
  func count(of view: RecordID, _ context: Context) -> Int? {
    areOf(context.viewpoint) ? counts[view] : nil
  }
}

extension View {
  /// What it looks for; nil if it does not say of what.
  func parsed(_ search: SearchMemo) throws(QueryError) -> Query? {
    guard let list = list?.kind else { return nil }
    return try search.query(query ?? "", list)
  }
}

// Counts are asked for while a screen shows them, and again when they are true no more.
extension AppState {
  mutating func countViews() -> [Effect] {
    guard screens.contains(where: \.showsViewCounts), !memory.isCountingViews else { return [] }
    let context = context
    if memory.viewCounts.areOf(context.viewpoint) { return [] }
    memory.isCountingViews = true
    return [
      .countViews(
        ViewCounts.Order(
          views: registry.views(for: session.login), view: context.viewpoint, search: memory.search)
      )
    ]
  }
}
