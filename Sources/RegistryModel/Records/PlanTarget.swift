// A property is described by its row: label, type, hint.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

/// A target of a plan that the office keeps in its registry 指标: the fields of `Target`.
public struct PlanTarget: Record {
  public var plan: RecordID?
  public var code: String?
  public var label: String?
  public var labelEnglish: String?
  public var short: String?
  public var shortEnglish: String?
  public var scope: Scope?
  public var measure: Measure?
  public var aggregate: Aggregate?
  public var atLeast: ExactDecimal?
  public var moreThan: ExactDecimal?
  public var minimum: ExactDecimal?
  public var over: Measure?
  public var per: Int?
  public var unit: String?
  public var unitEnglish: String?
  public var deadline: CivilDate?
  public var tiers: [Tier]?
  public var statuses: [OrganizationStatus]?
  public var roles: [Role]?
  public var licences: [LicenceLevel]?
  public var baselineValue: ExactDecimal?
  public var baselineAsOf: CivilDate?
  public var baselineSource: String?
  public var baselineSourceEnglish: String?
  public var source: String?
  public var sourceEnglish: String?
  public var missing: String?
  public var missingEnglish: String?

  public init() {}

  public static let schema = Schema<PlanTarget>(
    .target, plural: Words("Targets", "指标"), file: "targets", area: nil, life: nil, home: nil,
    sought: .never, keeper: .supervisors, isReported: false, imports: nil,
    [
      .init("Target", "指标", named),
      .init("Number", "目标值", counted),
      .init("What counts", "统计口径", letIn),
      .init("Baseline and source", "基数和依据", told),
    ])

  private static let named: [Field<PlanTarget>] = [
    Field(\.plan, "plan", "Plan", "规划").belongs(to: .plan).column(9, 12),
    Field(\.code, "code", "Target id", "指标编号").required()
      .column(0, 9)
      .hint("P1: letters and digits", "如 P1，用字母和数字"),
    Field(\.label, "label", "Name", "名称").required().searched().column(1, 24)
      .hint("what is asked, in a few words", "用几个字写明要求"),
    Field(\.labelEnglish, "labelEnglish", "Name in English", "英文名称").asked { _, _ in .rare },
    Field(\.short, "short", "Short name", "简称").asked { _, _ in .rare }
      .hint("for a line with little room", "用于较窄处"),
    Field(\.shortEnglish, "shortEnglish", "Short name in English", "英文简称").asked { _, _ in
      .rare
    },
  ]

  private static let counted: [Field<PlanTarget>] = [
    Field(\.scope, "scope", "Scope", "范围").required().column(2, 6),
    Field(\.measure, "measure", "Measure", "统计对象").column(3, 12)
      .hint(
        "empty: no record says it, and what is missing says why",
        "不填即登记信息无法统计，须写明缺什么"),
    Field(\.aggregate, "aggregate", "How it is counted", "计算方式").required()
      .column(4, 6, Words("How", "方式")),
    Field(\.atLeast, "atLeast", "At least", "不少于").column(5, 8).notAdded()
      .asked { target, _ in
        target.moreThan != nil
          ? .skipped(Words("more than is filled in", "已填大于"))
          : target.measure == nil || target.baselineValue != nil ? .optional : .expected
      }
      .hint("the number to reach; empty: there is a baseline only", "目标值，不填则只有基数"),
    Field(\.moreThan, "moreThan", "More than", "大于").column(6, 8).notAdded()
      .asked { _, _ in .rare }
      .hint("in place of at least, where the number itself is not enough", "须超过该数才算达标时填此项，不少于留空"),
    Field(\.minimum, "minimum", "Least of one", "单个下限").notAdded()
      .asked { target, _ in target.asks(target.aggregate == .share, "a share", "占比") }
      .hint("what one record must have to be in a share; empty: 1", "单个须达到的数，不填为 1"),
    Field(\.over, "over", "Over", "分母")
      .asked { target, _ in
        target.aggregate == .ratio && target.measure != nil
          ? .required : target.asks(target.aggregate == .ratio, "a ratio", "比率")
      },
    Field(\.per, "per", "Per", "每").notAdded()
      .asked { target, _ in target.asks(target.aggregate == .ratio, "a ratio", "比率") }
      .hint("100: for each 100 of what it is over; empty: 1", "如 100 即每 100 户，不填为 1"),
    Field(\.unit, "unit", "Unit", "单位").required().column(7, 8)
      .proposed { target, _ in
        target.aggregate == .share ? .string(Target.percent) : nil
      },
    Field(\.unitEnglish, "unitEnglish", "Unit in English", "英文单位").asked { _, _ in .rare },
    Field(\.deadline, "deadline", "Deadline", "期限").column(8, 10)
      .hint("empty: the plan's last day", "不填为规划止日"),
  ]

  private static let letIn: [Field<PlanTarget>] = [
    Field(\.tiers, "tiers", "Tiers", "管理方式")
      .asked { target, _ in target.asksOfOrganizations }
      .hint("empty: registered and filed", "不填为登记和备案"),
    Field(\.statuses, "statuses", "Statuses", "状态")
      .asked { target, _ in target.asksOfOrganizations }
      .hint("empty: active and changing", "不填为正常和变更中"),
    Field(\.roles, "roles", "Posts", "岗位").asked { target, _ in target.asksOfWorkers }
      .hint(
        "with or without a licence; none if only licences are filled in", "有无证书均计入，只填证书则不按岗位"),
    Field(\.licences, "licences", "Licences", "社工证")
      .asked { target, _ in target.asksOfWorkers }
      .hint(
        "in any post but a volunteer's; none if only posts are filled in",
        "除志愿者外任何岗位均计入，只填岗位则不按证书"),
  ]

  private static let told: [Field<PlanTarget>] = [
    Field(\.baselineValue, "baselineValue", "Baseline", "基数").notAdded(),
    Field(\.baselineAsOf, "baselineAsOf", "Baseline of", "基数日期")
      .asked { target, _ in target.asksOfBaseline },
    Field(\.baselineSource, "baselineSource", "Baseline from", "基数来源")
      .asked { target, _ in target.asksOfBaseline },
    Field(
      \.baselineSourceEnglish, "baselineSourceEnglish", "Baseline from, English", "基数来源 (英文)"
    )
    .asked { _, _ in .rare },
    Field(\.source, "source", "Source", "来源").required()
      .hint("the document and its number", "文件名称和文号"),
    Field(\.sourceEnglish, "sourceEnglish", "Source in English", "来源 (英文)").asked { _, _ in
      .rare
    },
    Field(\.missing, "missing", "What is missing", "缺什么")
      .asked { target, _ in
        target.measure == nil
          ? .required : .skipped(Words("records say it", "登记信息可以统计"))
      }
      .hint("what the records would have to hold", "登记信息须有哪些内容"),
    Field(\.missingEnglish, "missingEnglish", "Missing, in English", "缺什么 (英文)").asked {
      _, _ in .rare
    },
  ]

  public static let kindSchema = KindSchema(schema)

  public static let rules: [Rule<PlanTarget>] = [
    Rule(
      1011, "target-read", .hard(with: "plan", "start", "end"), "this target cannot be counted",
      "该指标无法统计"
    ) { unreadable($0) },
    Rule(
      1012, "target-twice", .hard, "another target of the plan has this id", "该规划另一指标已用此编号"
    ) { twins($0) },
    Rule(
      1013, "target-deadline", .soft, "the deadline is after the plan's last day", "期限晚于规划止日"
    ) { late($0) },
  ]

  /// What a plan file with this target would be refused for.
  private static func unreadable(_ context: RuleContext<PlanTarget>) -> [Violation] {
    let target = context.record
    guard let plan = target.plan.flatMap({ context.state.officePlans[$0.number]?.record }),
      let start = plan.start, let end = plan.end, target.isFilled
    else { return [] }
    do throws(PlanError) {
      _ = try Target(json: target.planFile, number: 1, start: start, end: end)
      return []
    } catch {
      return [error.violation(in: kindSchema)]
    }
  }

  private static func late(_ context: RuleContext<PlanTarget>) -> [Violation] {
    guard let deadline = context.record.deadline,
      let end = context.record.plan.flatMap({ context.state.officePlans[$0.number]?.record.end }),
      deadline > end
    else { return [] }
    return [Violation("deadline")]
  }

  private static func twins(_ context: RuleContext<PlanTarget>) -> [Violation] {
    guard let plan = context.record.plan,
      let other = context.state.targets(of: plan).first(where: {
        $0.id != context.id && $0.record.code == context.record.code
      })
    else { return [] }
    let code = context.record.code ?? ""
    return [
      Violation(
        "code",
        detail: Words(
          "the plan has another target \(code): \(other.record.label ?? "")",
          "该规划已有指标 \(code)：\(other.record.label ?? "")"), other: other.id)
    ]
  }

  /// Id and name.
  public static func name(
    of stored: Stored<PlanTarget>, in state: RegistryState, on day: CivilDate, _ language: Language
  ) -> String {
    let label = (language == .en ? stored.record.labelEnglish : nil) ?? stored.record.label
    return [stored.record.code, label].compactMap { $0 }.joined(separator: " ")
  }

  /// Of which plan.
  public static func note(
    of stored: Stored<PlanTarget>, in state: RegistryState, on day: CivilDate, _ language: Language
  ) -> String { stored.record.plan.map { state.shortName(of: $0, on: day, language) } ?? "" }

  /// As a plan file has it: there a number that is not asked for is said to be none, and of posts and licences
  /// those that are not filled in beside the others.
  var planFile: JSON {
    var members = planMembers
    if atLeast == nil, moreThan == nil { members.append(JSON.Member("atLeast", .null)) }
    if roles == nil, licences != nil { members.append(JSON.Member("roles", [])) }
    if licences == nil, roles != nil { members.append(JSON.Member("licences", [])) }
    return .object(members)
  }

  private func asks(_ holds: Bool, _ en: String, _ chinese: String) -> Requirement {
    holds ? .optional : .skipped(Words("only for \(en)", "仅用于\(chinese)"))
  }

  private var asksOfOrganizations: Requirement {
    asks(
      measures.contains(where: \.countsOrganizations), "targets that count organizations",
      "统计社会组织的指标")
  }

  private var asksOfWorkers: Requirement {
    asks(measures.contains(where: \.countsWorkers), "targets that count workers", "统计社区工作者的指标")
  }

  private var asksOfBaseline: Requirement {
    baselineValue == nil ? .skipped(Words("there is no baseline", "没有基数")) : .required
  }

  private var measures: [Measure] { [measure, over].compactMap { $0 } }
}

extension RegistryState {
  /// 指标 of the office's plans.
  public var targets: Table<PlanTarget> {
    get { self[PlanTarget.self] }
    set { self[PlanTarget.self] = newValue }
  }
}
