import RegistryModel

/// What becomes of a row, as a preview groups them: in this order.
enum ImportPart: CaseIterable, Sendable {
  case bad, updated, new, same, skipped

  init(_ outcome: ImportRow.Outcome) {
    self =
      switch outcome {
      case .bad: .bad
      case .updated: .updated
      case .new: .new
      case .same: .same
      case .skipped: .skipped
      }
  }

  /// What its number is called.
  var label: Words {
    switch self {
    case .bad: Words("To fix", "须改正")
    case .updated: Words("Updated", "更新")
    case .new: Words("New", "新增")
    case .same: Words("Same", "相同")
    case .skipped: Words("Left out", "不导入")
    }
  }

  /// How many rows it has.
  func count(in counts: ImportPlan.Counts) -> Int {
    switch self {
    case .bad: counts.bad
    case .updated: counts.updated
    case .new: counts.new
    case .same: counts.same
    case .skipped: counts.skipped
    }
  }
}

/// The lines of a preview: what a colleague's save has made different, what is odd, equal ones once, then every row.
struct ImportLines: Sendable {
  /// What a line tells.
  enum Line: Equatable {
    /// Something else becomes of the row at this place than before.
    case changed(Int)
    /// A finding of the plan.
    case finding(Int)
    /// A row of the plan.
    case row(Int)
  }

  /// Rows named of those that are different now.
  private static var named: Int { 8 }

  private var changed: [Int] = []
  private var findings: [Int] = []
  private var rows: [Int] = []

  /// How many there are.
  var count: Int { changed.count + findings.count + rows.count }

  init() {}

  /// All lines of a plan, or only the rows of a part.
  init(_ plan: ImportPlan, changed: [Int], only part: ImportPart?) {
    var parts: [ImportPart: [Int]] = [:]
    for (place, row) in plan.rows.enumerated() {
      parts[ImportPart(row.outcome), default: []].append(place)
    }
    if let part {
      rows = parts[part] ?? []
      return
    }
    self.changed = Array(changed.prefix(Self.named))
    // What is wrong with a row stands in its line.
    findings = plan.findings.indices.filter {
      plan.rows.isEmpty || plan.findings[$0].severity == .soft
    }
    let bad = parts.removeValue(forKey: .bad) ?? []
    rows = bad + ImportPart.allCases.flatMap { parts[$0] ?? [] }
    isBad = bad.count
  }

  /// The rows to fix stand above what is odd.
  private var isBad = 0

  /// The line at a place.
  subscript(place: Int) -> Line? {
    var place = place
    if place < 0 { return nil }
    if place < changed.count { return .changed(changed[place]) }
    place -= changed.count
    if place < isBad { return .row(rows[place]) }
    place -= isBad
    if place < findings.count { return .finding(findings[place]) }
    place += isBad - findings.count
    return place < rows.count ? .row(rows[place]) : nil
  }

  /// The line of a row.
  func place(of row: Int) -> Int? {
    rows.firstIndex(of: row).map { $0 + changed.count + ($0 < isBad ? 0 : findings.count) }
  }
}
