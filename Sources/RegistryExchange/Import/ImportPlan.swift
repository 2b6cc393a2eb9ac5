import RegistryModel

/// What an import would do, row by row; nothing is written before its change set is appended.
public struct ImportPlan: Sendable {
  /// The kind of record every row is.
  public let kind: Kind
  /// How the file's bytes spell its text; nil where that was not found.
  public let encoding: TextEncoding?
  /// The character between cells.
  public let delimiter: Character?
  /// What becomes of each column.
  public let columns: [ImportColumn]
  /// What becomes of each row below the header.
  public let rows: [ImportRow]
  /// All that is wrong: of the file first, then line by line. Empty for an import that can be made.
  public let problems: [Problem]
  /// All changes as one change set, one batch; nil when any row is bad or nothing would change.
  public let changeSet: ChangeSet?

  init(
    kind: Kind, encoding: TextEncoding?, delimiter: Character?, columns: [ImportColumn],
    rows: [ImportRow], changeSet: ChangeSet
  ) {
    self.kind = kind
    self.encoding = encoding
    self.delimiter = delimiter
    self.columns = columns
    self.rows = rows
    var seen: Set<Problem> = []
    problems = rows.flatMap(\.problems).filter { seen.insert($0).inserted }
    self.changeSet = problems.isEmpty && !changeSet.changes.isEmpty ? changeSet : nil
  }

  /// A file that cannot be read at all.
  init(
    kind: Kind, encoding: TextEncoding? = nil, delimiter: Character? = nil, refused: Problem
  ) {
    self.kind = kind
    self.encoding = encoding
    self.delimiter = delimiter
    columns = []
    rows = []
    problems = [refused]
    changeSet = nil
  }
}

extension ImportPlan {
  /// How many rows come to what; the four add up to the number of rows.
  public struct Counts: Hashable, Sendable {
    /// Rows by what becomes of them.
    public internal(set) var new, updated, same, bad: Int
    /// Rows below the header.
    public var rows: Int { new + updated + same + bad }

    /// Counts; what is left out is 0.
    public init(new: Int = 0, updated: Int = 0, same: Int = 0, bad: Int = 0) {
      (self.new, self.updated, self.same, self.bad) = (new, updated, same, bad)
    }
  }

  /// How many rows come to what.
  public var counts: Counts {
    rows.reduce(into: Counts()) { counts, row in
      switch row.outcome {
      case .new: counts.new += 1
      case .updated: counts.updated += 1
      case .same: counts.same += 1
      case .bad: counts.bad += 1
      }
    }
  }

  /// Fields that the rules fill in, in form order, and in how many rows.
  public var filled: [(field: FieldInfo, rows: Int)] {
    var counts = [Int](repeating: 0, count: kind.schema.fields.count)
    for row in rows where row.problems.isEmpty {
      for field in row.filled { counts[field.ordinal] += 1 }
    }
    return zip(kind.schema.fields, counts).filter { $0.1 > 0 }.map { (field: $0.0, rows: $0.1) }
  }

  /// One sentence: the counts, and whether anything would change.
  public var summary: Words {
    let counts = counts
    let sum = Words(
      "\(counts.rows) rows: \(counts.new) new, \(counts.updated) updated, "
        + "\(counts.same) the same, \(counts.bad) refused",
      "共 \(counts.rows) 行: 新增 \(counts.new), 更新 \(counts.updated), 相同 \(counts.same), "
        + "错误 \(counts.bad)")
    if !problems.isEmpty { return sum + Words("; nothing is imported", "; 未导入任何内容") }
    return changeSet == nil ? sum + Words("; nothing changes", "; 没有变化") : sum
  }
}

/// What becomes of one row of a file.
public struct ImportRow: Sendable {
  /// The line it begins on.
  public let line: Int
  /// The record's name as the row says it, to be recognized by.
  public let title: String
  /// What becomes of it.
  public internal(set) var outcome: Outcome
  /// Sentences about what is odd but allowed, by column.
  public internal(set) var warnings: [Warning] = []
  /// Fields that the file says nothing of and the rules fill in.
  public internal(set) var filled: [FieldInfo] = []
  /// Records or rows that may be the same one under another name.
  public internal(set) var twins: [Twin] = []

  /// What a row comes to.
  public enum Outcome: Sendable {
    /// A record is made.
    case new
    /// A record changes in these fields.
    case updated(RecordID, [FieldInfo])
    /// A record, or an earlier line, says the same already.
    case same(Place)
    /// The row cannot be imported.
    case bad([Problem])
  }

  /// Where a record stands: in the registry, or on a line of the file.
  public enum Place: Hashable, Sendable {
    case record(RecordID)
    case line(Int)
  }

  /// One sentence about what is odd, with the rule that says so.
  public struct Warning: Hashable, Sendable {
    /// The rule's key, as a reason for it would be kept.
    public let rule: String
    /// Where, and the sentence.
    public let problem: Problem
  }

  /// A likely twin.
  public struct Twin: Hashable, Sendable {
    /// Where it stands.
    public let place: Place
    /// How alike the names are, in per cent.
    public let likeness: Int
  }

  /// Adds a sentence about the row as a whole.
  mutating func warn(_ rule: String, _ en: String, _ chinese: String) {
    warnings.append(Warning(rule: rule, problem: Problem(line: line, en, chinese)))
  }

  /// What is wrong with it; empty for a good row.
  public var problems: [Problem] {
    if case .bad(let problems) = outcome { problems } else { [] }
  }
}
