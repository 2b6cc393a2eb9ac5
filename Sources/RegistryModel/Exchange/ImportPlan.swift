/// What an import would do, row by row, as a value: nothing is written before its change set is
/// appended. RegistryExchange makes it of a file; screens and commands show it.
public struct ImportPlan: Sendable {
  /// The kind of record every row is.
  public let kind: Kind
  /// The registry the rows met: what the change set is saved from.
  public let base: RegistryState
  /// What is known of the file as a whole.
  public let file: File
  /// What becomes of each row below the header.
  public private(set) var rows: [ImportRow]
  /// How many rows come to what.
  public let counts: Counts
  /// Fields that the rules fill in, in form order, and in how many rows.
  public let filled: [(field: FieldInfo, rows: Int)]
  /// All that is wrong: of the file first, then line by line. Empty for an import that can be made.
  public let problems: [Problem]
  /// What is odd but allowed, line by line.
  public var warnings: [Problem] { rows.flatMap { $0.warnings } }
  /// Problems, then warnings, as people read them: equal ones once.
  public let findings: [ImportFinding]
  /// All changes as one change set, one batch; nil when any row is bad or nothing would change.
  public let changeSet: ChangeSet?
  /// What the good rows would change, and where among it what becomes of a record that is there.
  private var changes: [Change]
  private var places: [RecordID: Int]
  /// The first rows that are left out though no clerk has said so.
  public let leftOut: [ImportRow]
  /// The frozen periods that it reaches into.
  public let frozen: FrozenReach?

  /// How the file is written and what becomes of its columns.
  public struct File: Sendable {
    /// Its name, without directories.
    public var name: String
    /// How its bytes spell its text; nil if that was not found.
    public var encoding: String?
    /// The character between cells.
    public var delimiter: Character?
    /// The names of its sheets that hold something, in their order; empty for a file without sheets.
    public var sheets: [String] = []
    /// The place among them of the one that was read.
    public var sheet = 0
    /// What becomes of each column; known even where no row can be read, as long as there is a header.
    public var columns: [Column] = []
    /// What a clerk decided, or is remembered of these headers.
    public var mapping = ImportMapping()
    /// The number of the record that remembers it; nil if none does.
    public var remembered: RecordID?

    /// A file of which nothing more is known.
    public init(name: String) { self.name = name }
  }

  /// One column of a file and what it is taken for.
  public struct Column: Sendable {
    /// Its header as written, without control characters; `#7` where there is none.
    public let header: String
    /// Its place in a row, from 0.
    public let place: Int
    /// What it is taken for.
    public var use: Use
    /// What says so.
    public var reason = Reason.header
    /// The field it may be though it is not imported; nil if nothing is like it.
    public var likely: Words?
    /// Its first values, three at most, as written.
    public var samples: [String] = []

    /// What says what a column is taken for.
    public enum Reason: Hashable, Sendable {
      /// The header is a name of the field.
      case header
      /// A clerk has decided it, now or with a file before.
      case mapping
      /// The header is much like a name of the field: it is only proposed.
      case likeness
      /// The values are what the field holds: it is only proposed.
      case values
    }

    /// Why a column is left out of which nothing is known.
    public static let unknown = Words("no field has this name", "没有这个字段")

    /// A column.
    public init(header: String, place: Int, use: Use) {
      self.header = header
      self.place = place
      self.use = use
    }

    /// The label of the field it is taken for; nil if it is taken for none.
    public var label: Words? {
      switch use {
      case .field(let field), .compared(let field): field.label
      case .locates(_, _, let label): label
      case .id, .ignored: nil
      }
    }

    /// Whether its cells name the record a row is about.
    public var isID: Bool { if case .id = use { true } else { false } }

    /// What a column is taken for.
    public enum Use: Sendable {
      /// Its cells name the record a row is about.
      case id
      /// Its cells go into this field.
      case field(FieldInfo)
      /// Its cells tell, by a field of the other record, which one a reference field means.
      case locates(reference: String, by: FieldInfo, Words)
      /// Its cells are compared with a field that is worked out from others.
      case compared(FieldInfo)
      /// It is not imported; the words say why.
      case ignored(Words)
    }
  }

  /// A plan of all rows.
  public init(
    _ kind: Kind, _ file: File, from base: RegistryState, rows: [ImportRow], changeSet: ChangeSet
  ) {
    self.init(kind, file, base, rows, refused: nil, changeSet)
  }

  /// A file that cannot be read at all.
  public init(_ kind: Kind, _ file: File, from base: RegistryState, refused: Problem) {
    self.init(kind, file, base, [], refused: refused, nil)
  }

  private init(
    _ kind: Kind, _ file: File, _ base: RegistryState, _ rows: [ImportRow], refused: Problem?,
    _ changeSet: ChangeSet?
  ) {
    self.kind = kind
    self.base = base
    self.file = file
    self.rows = rows
    counts = Counts(rows)
    filled = Self.filled(rows, of: kind)
    leftOut = Array(
      rows.lazy.filter { row in
        if case .skipped(let why) = row.outcome { why != .clerk } else { false }
      }.prefix(8))
    problems = (refused.map { [$0] } ?? []) + rows.flatMap(\.problems)
    findings =
      ImportFinding.all(problems, severity: .hard)
      + ImportFinding.all(rows.lazy.flatMap { $0.warnings }, severity: .soft)
    changes = changeSet?.changes ?? []
    places = Dictionary(
      changes.indices.lazy.filter { [changes] in !changes[$0].isNew }.map { [changes] in
        (changes[$0].id, $0)
      }, uniquingKeysWith: { first, _ in first })
    let isGood = problems.isEmpty && !changes.isEmpty
    self.changeSet = isGood ? changeSet : nil
    frozen = self.changeSet.flatMap(base.frozenReach)
  }

  /// Lets go of the rows, which only a preview needs: a long import is saved without them.
  public mutating func forgetRows() { (rows, changes, places) = ([], [], [:]) }

  /// What would change in a record that is there; nil if nothing would.
  public func change(of id: RecordID) -> Change? { places[id].map { changes[$0] } }

  /// The place of the row that begins on a line; nil if none does.
  public func place(ofLine line: Int) -> Int? {
    var (low, high) = (0, rows.count)
    while low < high {
      let middle = (low + high) / 2
      if rows[middle].line < line { low = middle + 1 } else { high = middle }
    }
    return rows.indices.contains(low) && rows[low].line == line ? low : nil
  }

  private static func filled(
    _ rows: [ImportRow], of kind: Kind
  ) -> [(field: FieldInfo, rows: Int)] {
    var counts = [Int](repeating: 0, count: kind.schema.fields.count)
    for row in rows where row.problems.isEmpty {
      for place in row.filled { counts[place] += 1 }
    }
    return zip(kind.schema.fields, counts).filter { $0.1 > 0 }.map { (field: $0.0, rows: $0.1) }
  }
}

/// What becomes of one row of a file.
public struct ImportRow: Sendable {
  /// The line it begins on.
  public let line: Int
  /// The record's name as the row says it, to be recognized by.
  public let title: String
  /// What becomes of it.
  public var outcome: Outcome
  /// Places in the schema of fields that the file says nothing of and the rules fill in.
  public var filled: [Int] = []
  /// What is wrong with it; empty for a good row.
  public var problems: [Problem] = []
  /// What is odd but allowed.
  public var warnings: [Problem] = []
  /// Its cells as written, by their columns' places; only of rows that are not imported, or have a day in doubt.
  public var cells: [String] = []

  /// A row that makes a record.
  public init(line: Int, title: String) {
    self.line = line
    self.title = title
    outcome = .new
  }

  /// What a row comes to.
  public enum Outcome: Hashable, Sendable {
    /// A record is made.
    case new
    /// A record changes in the fields of these keys.
    case updated(RecordID, [String])
    /// A record, or an earlier line, says the same already.
    case same(Place)
    /// The row cannot be imported.
    case bad
    /// It is left out, for this reason.
    case skipped(Skipping)
  }

  /// Why a row is left out.
  public enum Skipping: Hashable, Sendable {
    /// It adds up the rows above.
    case total
    /// It is a line of text, not a row.
    case note
    /// A clerk has said so.
    case clerk
  }

  /// Where a record is: in the registry, or on a line of the file.
  public enum Place: Hashable, Sendable {
    case record(RecordID)
    case line(Int)
  }

  /// It cannot be imported, for these reasons.
  public mutating func refuse(_ problems: [Problem]) {
    outcome = .bad
    self.problems += problems
  }
}

extension ImportPlan {
  /// How many rows come to what; the five add up to the number of rows.
  public struct Counts: Hashable, Sendable {
    /// Rows by what becomes of them.
    public internal(set) var new, updated, same, bad, skipped: Int
    /// Rows below the header.
    public var rows: Int { new + updated + same + bad + skipped }

    /// Counts; what is left out is 0.
    public init(new: Int = 0, updated: Int = 0, same: Int = 0, bad: Int = 0, skipped: Int = 0) {
      (self.new, self.updated, self.same) = (new, updated, same)
      (self.bad, self.skipped) = (bad, skipped)
    }

    init(_ rows: [ImportRow]) {
      self.init()
      for row in rows {
        switch row.outcome {
        case .new: new += 1
        case .updated: updated += 1
        case .same: same += 1
        case .bad: bad += 1
        case .skipped: skipped += 1
        }
      }
    }
  }
}
