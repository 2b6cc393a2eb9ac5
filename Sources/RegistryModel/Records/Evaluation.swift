// A property is described by its row: label, type, hint.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

/// What a third party found of a purchase 评估.
public struct Evaluation: Record {
  public var purchase: RecordID?
  public var stage: EvaluationStage?
  public var heldOn: CivilDate?
  public var score: Percent?
  public var grade: Grade?
  public var evaluator: String?
  public var note: String?

  public init() {}

  public static let schema = Schema<Evaluation>(
    .evaluation, plural: Words("Evaluations", "评估"), file: "evaluations", area: nil,
    life: Life(since: { $0.heldOn }, until: { _ in nil }), home: nil, sought: .never,
    keeper: .clerks, isReported: false,
    imports: Imports(
      title: "purchase", columns: [["purchase", "stage", "heldOn"]],
      keys: [
        RowKey("purchase") { evaluation, _ in
          guard let purchase = evaluation.purchase, let stage = evaluation.stage,
            let on = evaluation.heldOn
          else { return [] }
          return ["\(purchase) \(stage.rawValue) \(on)"]
        }
      ], twins: nil),
    [
      .init(
        "Evaluation", "评估",
        [
          Field(\.purchase, "purchase", "Purchase", "购买服务").belongs(to: .purchase).column(5, 20)
            .headers("合同编号", "采购计划编号"),
          Field(\.stage, "stage", "Stage", "评估阶段").required().column(0, 9).headers("阶段", "评估类型"),
          Field(\.heldOn, "heldOn", "Held on", "评估日期").required().column(1, 10).headers("评估时间"),
          Field(\.score, "score", "Score", "得分").merged(in: .assessment).column(2, 6).notAdded()
            .headers("评估得分", "分数").hint("0 to 100", "0 至 100 分"),
          Field(\.grade, "grade", "Grade", "等次").required().merged(in: .assessment).column(3, 10)
            .toldOfRow()
            .headers("评估等次", "评估结果", "评估等级")
            .proposed { evaluation, _ in evaluation.score.map { Grade.proposed(by: $0).json } }
            .hint("from 90 excellent, 80 good, 70 pass, 60 basic", "90 分起优秀，80 良好，70 合格，60 基本合格"),
          Field(\.evaluator, "evaluator", "Evaluated by", "评估方").searched().column(4, 16).headers(
            "评估机构", "第三方"),
          Field(\.note, "note", "Improvements", "整改要求").long().headers("整改意见", "备注"),
        ])
    ])

  public static let kindSchema = KindSchema(schema)

  public static let rules: [Rule<Evaluation>] = [
    Rule(
      841, "evaluation-before-term", .soft, "the evaluation is before the contract's first day",
      "评估日期早于合同履行起始日"
    ) { context in
      guard let on = context.record.heldOn, let id = context.record.purchase,
        let since = context.state.purchases[id.number]?.record.since,
        on.lastDay < since.firstDay
      else { return [] }
      let told = Words("evaluated \(on), the contract begins \(since)", "\(on) 评估，合同自 \(since) 起履行")
      return [Violation("heldOn", detail: told, other: id)]
    }
  ]

  /// `final 2026-12-01`.
  public static func name(
    of stored: Stored<Evaluation>, in state: RegistryState, on day: CivilDate, _ language: Language
  ) -> String {
    [stored.record.stage?.text(language), stored.record.heldOn?.text(language)]
      .compactMap { $0 }.joined(separator: " ")
  }

  /// With the number of its purchase.
  public static func shortName(
    of stored: Stored<Evaluation>, in state: RegistryState, on day: CivilDate, _ language: Language
  ) -> String {
    state.name(ofRow: stored.id, on: day, name(of: stored, in: state, on: day, language))
  }

  /// Of which purchase.
  public static func note(
    of stored: Stored<Evaluation>, in state: RegistryState, on day: CivilDate,
    _ language: Language
  ) -> String { stored.record.purchase.map { state.shortName(of: $0, on: day, language) } ?? "" }
}

extension RegistryState {
  /// 评估, the evaluations of purchases.
  public var evaluations: Table<Evaluation> {
    get { self[Evaluation.self] }
    set { self[Evaluation.self] = newValue }
  }

  /// The evaluations of a purchase.
  public func evaluations(of purchase: RecordID) -> [Stored<Evaluation>] {
    guard let field = Evaluation.kindSchema["purchase"] else { return [] }
    return evaluations.holding(purchase.description, in: field)
  }
}
