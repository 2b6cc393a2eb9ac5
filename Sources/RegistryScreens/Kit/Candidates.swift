import RegistryModel
import RegistrySearch
import TerminalCore

/// Records that a typed text may mean, best first.
struct Candidates: Sendable {
  struct Row: Sendable {
    let id: RecordID
    let name: String
    /// What tells namesakes apart: town, community, workers already there.
    let note: String

    /// The note as it stands behind the name.
    var noteText: String { note.isEmpty ? "  " : "(\(note))  " }
    /// Without its note.
    var bare: Row { Row(id: id, name: name, note: "") }
    /// The whole, behind its digit.
    func text(_ digit: Int) -> String { "\(digit) \(name)\(noteText)" }
  }

  let rows: [Row]
  /// How many records fit, those beyond the limit included.
  let total: Int
  /// The one record the text means, if there is no doubt.
  let settled: RecordID?

  /// - Parameter limit: at most so many rows.
  init(_ text: String, kind: Kind, limit: Int = 9, _ context: Context) {
    let registry = context.registry
    // 安居社区 and 安居社区居委会 mean 安居 too.
    let spellings = kind == .community ? [text, CommunityName(text).short] : [text]
    var fits: [RecordID: Fit] = [:]
    for spelling in Set(spellings) {
      let found = context.search.find(
        Query(words: spelling, kind: kind), in: registry, on: context.day, isForgiving: true)
      for place in 0..<found.count {
        fits[found[place]] = min(fits[found[place]] ?? .worst, found.fit(at: place) ?? .worst)
      }
    }
    let ranked = fits.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map {
      (id: $0.key, fit: $0.value)
    }
    total = ranked.count
    // What only sounds like it, or is misspelled, is for people to decide.
    let meant = ranked.prefix { $0.fit.way <= .apart }
    let exact = meant.prefix { $0.fit.isExact }
    settled = exact.count == 1 ? exact[0].id : meant.count == 1 && total == 1 ? meant[0].id : nil
    rows = ranked.prefix(limit).map {
      Row(
        id: $0.id, name: registry.shortName(of: $0.id, context.language),
        note: Self.note($0.id, context))
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
      let count = workers.count
      let said = context.say("\(count) \(count == 1 ? "worker" : "workers")", "\(count)人")
      return [short, count == 0 ? "" : said].filter { !$0.isEmpty }.joined(separator: ", ")
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
