import RegistryModel
import RegistryPlans

/// A line of Review: what is due of one sort, or the records in which one rule does not hold.
struct ReviewRow: Sendable {
  /// What the cursor stays on when lines come and go.
  enum Key: Hashable, Sendable {
    case due(Due.Sort)
    case found(Review.Key)
  }

  /// A record of the line.
  struct Item: Sendable {
    let record: RecordID
    /// The key of the field to go to; nil: opening it is enough.
    let field: String?
    /// When it is or was due.
    var day: CivilDate?
    /// What is wrong, where the line does not say it.
    var detail: Words?
  }

  let key: Key
  let label: Words
  let items: [Item]
  /// Of the first record.
  var day: CivilDate?
  /// What is to be paid in all.
  var amount: Yuan?
  /// It must be put right; false: it is a question.
  let isHard: Bool
  /// Somebody has said why it is right.
  var isAccepted = false
  /// The soft rule under which a reason is kept; nil where none can be given.
  var rule: String?

  /// What the records are.
  var kind: Kind {
    switch key {
    case .due(let sort): sort.kind
    case .found(let key): key.kind
    }
  }

  var records: [RecordID] { items.map(\.record) }

  init(_ line: Due.Line) {
    (key, label, day, amount) = (.due(line.sort), line.label, line.first, line.amount)
    isHard = line.sort.severity == .hard
    // Of a hard rule nobody says that it is right.
    rule = line.sort == .programmesPastEnd ? line.sort.rule : nil
    items = line.items.map {
      Item(record: $0.record, field: line.sort.field, day: $0.day)
    }
  }

  init(_ line: Review.Line) {
    let name = line.key.kind.schema.plural + Words(": ", "：") + line.sentence
    key = .found(line.key)
    isHard = line.key.severity == .hard
    isAccepted = line.key.isAccepted
    label = isAccepted ? name + Words(" (explained)", " (已说明)") : name
    rule = isHard ? nil : line.key.rule
    items = line.items.map { item in
      Item(
        record: item.record, field: item.field,
        detail: item.reason.map { Words(same: $0) } ?? item.detail)
    }
  }

  /// All lines: what must be put right, what is asked, at the foot what is explained. What is due is said once,
  /// where a rule finds the same.
  static func all(_ due: Due, _ review: Review?) -> [ReviewRow] {
    let found = (review?.lines ?? []).map { line in
      ReviewRow(line.key.isAccepted ? line : line.without(due.records(of: line.key)))
    }
    let rows = (due.lines.map { ReviewRow($0) } + found).filter { !$0.items.isEmpty }
    let open = rows.filter { !$0.isAccepted }
    return open.filter(\.isHard) + open.filter { !$0.isHard } + rows.filter(\.isAccepted)
  }
}

extension Due {
  /// The records of which a line says what the rule finds.
  fileprivate func records(of key: Review.Key) -> Set<RecordID> {
    let lines = lines.filter {
      $0.sort.rule == key.rule && $0.sort.kind == key.kind
        && (key.field == nil || key.field == $0.sort.field)
    }
    return Set(lines.flatMap(\.records))
  }
}
