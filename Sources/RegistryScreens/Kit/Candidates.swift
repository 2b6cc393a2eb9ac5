import RegistryModel
import TerminalCore

/// Records that a typed text may mean, best first.
struct Candidates: Sendable {
  struct Row: Sendable {
    let id: RecordID
    let name: String
    /// What tells namesakes apart: town, community, workers already there.
    let note: String
  }

  let rows: [Row]
  /// The one record the text means, if there is no doubt.
  let settled: RecordID?

  /// - Parameter limit: at most so many rows.
  init(_ text: String, kind: Kind, limit: Int = 9, _ context: Context) {
    let wanted = text.nfkcUpper
    var ranked: [(rank: Int, columns: Int, id: RecordID, name: String)] = []
    let registry = context.registry
    for stored in registry[kind].rows {
      let name = registry.shortName(of: stored.id, context.language)
      let folded = name.nfkcUpper
      let rank: Int
      if folded == wanted || registry.number(of: stored.id) == wanted {
        rank = 0
      } else if folded.hasPrefix(wanted) {
        rank = 1
      } else if folded.contains(wanted)
        || registry.name(of: stored.id, context.language).nfkcUpper.contains(wanted)
      {
        rank = 2
      } else if registry.number(of: stored.id).contains(wanted) {
        rank = 3
      } else {
        continue
      }
      ranked.append((rank, folded.count, stored.id, name))
    }
    ranked.sort { ($0.rank, $0.columns, $0.id) < ($1.rank, $1.columns, $1.id) }
    let named = registry.records(named: text, kind: kind)
    if let only = named.first, named.count == 1 {
      settled = only
    } else {
      let exact = ranked.prefix { $0.rank == 0 }
      settled = exact.count == 1 ? exact[0].id : ranked.count == 1 ? ranked[0].id : nil
    }
    rows = ranked.prefix(limit).map {
      Row(id: $0.id, name: $0.name, note: Self.note($0.id, context))
    }
  }

  private static func note(_ id: RecordID, _ context: Context) -> String {
    let registry = context.registry
    switch id.kind {
    case .community:
      let town = registry.communities[id.number]?.record.townName ?? ""
      let short =
        ["街道办事处", "地区办事处", "街道", "镇", "乡"].first(where: town.hasSuffix)
        .map { String(town.dropLast($0.count)) } ?? town
      let workers = Set(registry.assignments(of: id, on: context.day).compactMap(\.record.worker))
      return "\(short), " + context.say("\(workers.count) workers", "\(workers.count)人")
    case .organization:
      return registry.organizations[id.number]?.record.community[context.day].map {
        registry.shortName(of: $0, context.language)
      } ?? ""
    case .worker:
      return registry.assignments(of: id, on: context.day).first?.record.community.map {
        registry.shortName(of: $0, context.language)
      } ?? registry.number(of: id)
    case .assignment, .office, .account: return ""
    }
  }
}
