import RegistryModel
import RegistrySearch

/// How many records each view shows. Counted off the loop, since a view may look at every record of a
/// city; true for one state and one day, and shown for no other.
public struct ViewCounts: Sendable {
  private var registry: RegistryState?
  private var day: CivilDate?
  private var counts: [RecordID: Int] = [:]

  /// Nothing is counted yet.
  init() {}

  /// Counts what was asked for.
  public init(_ order: Order) {
    registry = order.counted.registry
    day = order.counted.summary.day
    for view in order.views { counts[view.id] = order.count(view.record) }
  }

  /// What is to be counted, for whichever thread does it.
  public struct Order: Sendable {
    let views: [Stored<View>]
    let counted: Counted
    let search: SearchMemo

    /// nil where its query cannot be read.
    fileprivate func count(_ view: View) -> Int? {
      guard let query = try? view.parsed else { return nil }
      return search.count(query, in: counted.registry, on: counted.summary.day)
    }
  }

  /// They are those of this registry on the day it is counted for.
  func areOf(_ counted: Counted) -> Bool {
    day == counted.summary.day && registry?.isSame(as: counted.registry) == true
  }

  /// What a view shows; nil where that is not known for this state.
  func count(of view: RecordID, _ context: Context) -> Int? {
    areOf(context.counted) ? counts[view] : nil
  }
}

extension View {
  /// What it looks for.
  var parsed: Query? {
    get throws(QueryError) {
      guard let list else { return nil }
      return try Query(query ?? "", kind: list)
    }
  }

  /// Why its query cannot be read.
  var queryError: QueryError? {
    do throws(QueryError) { _ = try parsed } catch { return error }
    return nil
  }
}

// Counts are asked for while a screen shows them, and again when they are true no more.
extension AppState {
  mutating func countViews() -> [Effect] {
    guard screens.contains(where: \.showsViewCounts), !memory.isCountingViews,
      !memory.viewCounts.areOf(memory.counted)
    else { return [] }
    memory.isCountingViews = true
    return [
      .countViews(
        ViewCounts.Order(
          views: registry.views(for: session.login), counted: memory.counted,
          search: memory.search))
    ]
  }
}
