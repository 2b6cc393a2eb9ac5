/// The kinds of record a registry keeps: one more is its file in `Records`, a case here and its row below.
public enum Kind: String, CaseIterable, Hashable, Sendable {
  case community, organization, worker, assignment, office, account, view
  case need, programme, activity
  case purchase, line, instalment, evaluation, inspection
  case period, plan, target
  case mapping

  /// The row of each kind, and the type of its record: what a visitor does is compiled for every one of
  /// them, so that nothing is looked up while it is done.
  @inlinable
  public func visit<Visitor: KindVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) -> Visitor.Output {
    switch self {
    case .community: try visitor.visit(Community.self, KindRow(1, "m", "Community", "社区"))
    case .organization:
      try visitor.visit(Organization.self, KindRow(2, "o", "Organization", "社会组织"))
    case .worker: try visitor.visit(Worker.self, KindRow(3, "w", "Worker", "社区工作者"))
    case .assignment: try visitor.visit(Assignment.self, KindRow(4, "a", "Assignment", "任职"))
    case .office: try visitor.visit(Office.self, KindRow(5, "f", "Office", "本单位"))
    case .account: try visitor.visit(Account.self, KindRow(6, "u", "Account", "账号"))
    case .view: try visitor.visit(View.self, KindRow(7, "v", "View", "视图"))
    case .need: try visitor.visit(Need.self, KindRow(8, "n", "Need", "需求"))
    case .programme:
      try visitor.visit(Programme.self, KindRow(9, "p", "Programme", "服务项目"))
    case .activity: try visitor.visit(Activity.self, KindRow(10, "s", "Activity", "服务记录"))
    case .purchase: try visitor.visit(Purchase.self, KindRow(11, "c", "Purchase", "购买服务"))
    case .line: try visitor.visit(PurchaseLine.self, KindRow(12, "l", "Line", "明细"))
    case .instalment: try visitor.visit(Instalment.self, KindRow(13, "i", "Instalment", "付款"))
    case .evaluation: try visitor.visit(Evaluation.self, KindRow(14, "e", "Evaluation", "评估"))
    case .inspection: try visitor.visit(Inspection.self, KindRow(15, "y", "Inspection", "年检"))
    case .period: try visitor.visit(Period.self, KindRow(16, "q", "Period", "期间"))
    case .plan: try visitor.visit(OfficePlan.self, KindRow(17, "t", "Plan", "规划"))
    case .target: try visitor.visit(PlanTarget.self, KindRow(18, "g", "Target", "指标"))
    case .mapping: try visitor.visit(Mapping.self, KindRow(19, "x", "Mapping", "列对照"))
    }
  }
}

/// What is done with a kind whose record's type is known.
public protocol KindVisitor {
  associatedtype Output
  associatedtype Failure: Error

  /// Does it for the kind whose records these are.
  mutating func visit<R: Record>(_ type: R.Type, _ row: KindRow) throws(Failure) -> Output
}

/// What the row of a kind says.
public struct KindRow: Sendable {
  /// The number in the code table: from 1 in the order of the cases, never used again.
  @usableFromInline let number: Int
  /// The letter before the number in an id: m12, o7.
  @usableFromInline let letter: Unicode.Scalar
  @usableFromInline let en: StaticString
  @usableFromInline let chinese: StaticString

  /// A row: number, letter and names.
  @inlinable
  init(_ number: Int, _ letter: Unicode.Scalar, _ en: StaticString, _ chinese: StaticString) {
    (self.number, self.letter, self.en, self.chinese) = (number, letter, en, chinese)
  }
}

extension Kind {
  /// Its place among all kinds, from 0.
  @inlinable var place: Int {
    var place = Place()
    return visit(&place)
  }

  @usableFromInline struct Place: KindVisitor {
    @inlinable init() {}
    @inlinable func visit<R: Record>(_ type: R.Type, _ row: KindRow) -> Int { row.number - 1 }
  }

  /// The type of its records.
  public var type: any Record.Type { Self.all[place].type }
  /// The letter before the number in an id: m12, o7.
  public var letter: Character { Self.all[place].letter }
  /// Its fields, and what else its record says of all.
  public var schema: KindSchema { Self.schemas[place] }

  private static let all = allCases.map { kind in
    var reading = Reading()
    return kind.visit(&reading)
  }
  private static let schemas = all.map { $0.type.kindSchema }

  private struct Reading: KindVisitor {
    func visit<R: Record>(
      _ type: R.Type, _ row: KindRow
    ) -> (type: any Record.Type, row: KindRow, letter: Character) {
      (type, row, Character(row.letter))
    }
  }
}

/// The kinds as a code table: what a view is a list of.
extension Kind: Code {
  /// Number and names of each kind.
  public static let entries = allCases.map { kind in
    let row = all[kind.place].row
    return kind.row(row.number, row.en.description, row.chinese.description)
  }
  /// Number and names.
  public var row: CodeEntry { Self.entries[place] }

  /// Kinds as commands name them: many.
  public static var aliases: [String: Kind] {
    Dictionary(allCases.map { ($0.schema.plural.en, $0) }) { first, _ in first }
  }

  /// The kind a person or command names: English or Chinese, singular or plural.
  public init?(named name: String) {
    let wanted = name.lowercased()
    guard
      let kind = Kind.allCases.first(where: { kind in
        [kind.schema.label, kind.schema.plural].contains {
          $0.en.lowercased() == wanted || $0.chinese == wanted
        }
      })
    else { return nil }
    self = kind
  }
}
