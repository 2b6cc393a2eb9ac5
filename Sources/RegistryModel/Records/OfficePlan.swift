// A property is described by its row: label, type, hint.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

/// A plan that the office keeps in its registry 规划: one of its own, or one that takes the place of the program's.
/// Its targets are rows; what they say together is read as a plan file is (`Plan`).
public struct OfficePlan: Record {
  public var code: String?
  public var title: String?
  public var titleEnglish: String?
  public var start: CivilDate?
  public var end: CivilDate?
  public var source: String?
  public var sourceEnglish: String?

  public init() {}

  public static let schema = Schema<OfficePlan>(
    .plan, plural: Words("Plans", "规划"), file: "plans", area: nil, life: nil, home: nil,
    sought: .byWord, keeper: .supervisors, isReported: false, imports: nil,
    [
      .init(
        "Plan", "规划",
        [
          Field(\.code, "code", "Plan id", "规划编号").required().unique()
            .column(0, 12)
            .hint(
              "such as 2026-2030; replaces the program's plan with this id",
              "如 2026-2030，代替程序自带的同编号规划"),
          Field(\.title, "title", "Title", "名称").required().searched().column(1, 40),
          Field(\.titleEnglish, "titleEnglish", "Title in English", "英文名称").searched()
            .hint("empty: the title above", "不填则用上面的名称"),
          Field(\.start, "start", "First day", "起日").required().column(2, 10),
          Field(\.end, "end", "Last day", "止日").required().column(3, 10),
          Field(\.source, "source", "Source", "来源").required()
            .hint("the document and its number", "文件名称和文号"),
          Field(\.sourceEnglish, "sourceEnglish", "Source in English", "来源 (英文)")
            .hint("empty: the source above", "不填则用上面的来源"),
        ])
    ])

  public static let kindSchema = KindSchema(schema)

  public static let rules: [Rule<OfficePlan>] = [
    Rule(1001, "plan-read", .hard, "this plan cannot be used", "该规划无法使用") { unreadable($0) }
  ]

  /// What a plan file like it would be refused for; what is wrong with a target its own rule says.
  private static func unreadable(_ context: RuleContext<OfficePlan>) -> [Violation] {
    guard context.record.isFilled else { return [] }
    if context.state.targets(of: context.id).isEmpty {
      return [
        Violation("code", detail: Words("a plan has at least one target", "规划至少要有一项指标"))
      ]
    }
    do throws(PlanError) {
      _ = try Plan(json: context.state.planFile(context.record, as: context.id))
      return []
    } catch {
      return error.target == nil ? [error.violation(in: kindSchema)] : []
    }
  }

  /// Its id.
  public static func name(
    of stored: Stored<OfficePlan>, in state: RegistryState, on day: CivilDate, _ language: Language
  ) -> String { stored.record.code ?? "" }

  /// Its title.
  public static func note(
    of stored: Stored<OfficePlan>, in state: RegistryState, on day: CivilDate, _ language: Language
  ) -> String {
    (language == .en ? stored.record.titleEnglish : nil) ?? stored.record.title ?? ""
  }
}

extension RegistryState {
  /// 规划 that the office keeps here.
  public var officePlans: Table<OfficePlan> {
    get { self[OfficePlan.self] }
    set { self[OfficePlan.self] = newValue }
  }

  /// The targets of a plan, in the order of their numbers.
  func targets(of plan: RecordID) -> [Stored<PlanTarget>] {
    guard let field = PlanTarget.kindSchema["plan"] else { return [] }
    return targets.holding(plan.description, in: field)
  }

  /// A plan of the office as a plan file has it.
  func planFile(_ plan: OfficePlan, as id: RecordID) -> JSON {
    .object(
      plan.planMembers + [JSON.Member("targets", .array(targets(of: id).map(\.record.planFile)))])
  }

  /// The plans that the office keeps here: each as it is read, or why it cannot be.
  public var readPlans: [(code: String, plan: Result<Plan, PlanError>)] {
    officePlans.inUse.compactMap { stored in
      guard let code = stored.record.code else { return nil }
      return (
        code,
        Result { () throws(PlanError) -> Plan in
          try Plan(json: planFile(stored.record, as: stored.id))
        }
      )
    }
  }
}
