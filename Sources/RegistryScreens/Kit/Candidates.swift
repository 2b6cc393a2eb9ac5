import RegistryModel
import RegistrySearch
import TerminalCore

/// Records that a typed text may mean, best first.
struct Candidates: Sendable {
  struct Row: Sendable {
    let id: RecordID
    let name: String
    /// How else than by what was typed it was met; empty if it was so.
    let way: String
    /// What tells namesakes apart: town, community, workers already there.
    let note: String

    /// Both, where there are both.
    var notes: String { [way, note].filter { !$0.isEmpty }.joined(separator: ", ") }
    /// The text after the name.
    var noteText: String { notes.isEmpty ? "  " : "(\(notes))  " }
    /// Without what tells namesakes apart.
    var bare: Row { Row(id: id, name: name, way: way, note: "") }
    /// The whole, after its digit.
    func text(_ digit: Int) -> String { "\(digit) \(name)\(noteText)" }
  }

  let rows: [Row]
  /// How many records fit, those beyond the limit included.
  let total: Int
  /// The one record the text means, if there is no doubt.
  let settled: RecordID?

  /// - Parameter limit: at most so many rows.
  init(_ text: String, kind: Kind, limit: Int = 9, _ context: Context) {
    let found = Self.found(text, kind, context)
    total = found.count
    let first = (0..<min(total, max(limit, 2))).map { place in
      (id: found[place], fit: found.fit(at: place) ?? .worst)
    }
    // What only sounds like it, or is misspelled, is for people to decide.
    let meant = first.prefix { $0.fit.way <= .apart }
    let exact = meant.prefix { $0.fit.isExact }
    settled = exact.count == 1 ? exact[0].id : meant.count == 1 ? meant[0].id : nil
    rows = first.prefix(limit).map { id, fit in
      Row(
        id: id, name: context.shortName(of: id),
        way: (fit.isFormer ? Words("formerly", "原名或原代码") : fit.way.note).map(context.say) ?? "",
        note: [Self.place(of: id, context), Self.staff(of: id, context)].filter { !$0.isEmpty }
          .joined(separator: ", "))
    }
  }

  /// Why the text names no record yet.
  var doubt: Words {
    switch rows.count {
    case 0: Words("no such record", "没有这条记录")
    case 1: Words("only similar: press its digit", "仅为近似，请按数字选择")
    default: Words("several match: press the digit of one", "有多条符合，请按数字选择")
    }
  }

  /// All records that a text may mean, best first.
  static func found(_ text: String, _ kind: Kind, _ context: Context) -> Found {
    let find = { context.find(Query(words: $0, kind: kind), isForgiving: true) }
    guard kind == .community, case let short = CommunityName(text).short, short != text else {
      return find(text)
    }
    // 安居社区 and 安居社区居委会 mean 安居 too.
    return find(text).joined(with: find(short))
  }

  /// How many work in a community, whatever they count for; empty if nobody does.
  private static func staff(of id: RecordID, _ context: Context) -> String {
    guard id.kind == .community else { return "" }
    let count = Set(context.registry.assignments(of: id, on: context.day).map(\.record.worker))
      .count
    if count == 0 { return "" }
    return context.say("\(count) \(count == 1 ? "worker" : "workers")", "\(count) 人")
  }

  /// Where a record belongs, which tells it from its namesakes.
  static func place(of id: RecordID, _ context: Context) -> String {
    context.registry[id]?.note(in: context.registry, on: context.day, context.language) ?? ""
  }
}

extension Fit.Way {
  /// What is said of a record that was met so; nil if nothing has to be.
  var note: Words? {
    switch self {
    case .direct, .apart: nil
    case .sameSound: Words("sounds alike", "同音")
    case .slip: Words("similar", "近似")
    }
  }
}
