// A property is described by its row: label, type, hint.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

/// What the yearly inspection of an organization found 年检, or that it has reported 年报.
public struct Inspection: Record {
  public var organization: RecordID?
  public var year: Int?
  public var result: InspectionResult?
  public var heldOn: CivilDate?
  public var note: String?

  public init() {}

  public static let schema = Schema<Inspection>(
    .inspection, plural: Words("Inspections", "年检"), file: "inspections", area: nil,
    life: Life(since: { $0.firstDay }, until: { _ in nil }), home: nil, sought: .never,
    keeper: .clerks, isReported: false,
    imports: Imports(
      title: "organization", columns: [["organization", "year"]],
      keys: [
        RowKey("organization") { inspection, _ in
          guard let organization = inspection.organization, let year = inspection.year else {
            return []
          }
          return ["\(organization) \(year)"]
        }
      ], twins: nil),
    [
      .init(
        "Inspection", "年检",
        [
          Field(\.organization, "organization", "Organization", "社会组织")
            .belongs(to: .organization).column(4, 20)
            .headers(
              "统一社会信用代码", "社会信用代码", "信用代码", "备案编号", "名称", "组织名称", "社会组织名称", "单位名称"),
          Field(\.year, "year", "Year", "年检年度").required().merged(in: .inspection).column(0, 8)
            .toldOfRow().notAdded().headers("年度", "年检年份", "年报年度")
            .hint("the year that was inspected", "所检查的年度"),
          Field(\.result, "result", "Result", "年检结果").required().merged(in: .inspection)
            .column(1, 10).toldOfRow().headers("年检结论", "年报情况"),
          Field(\.heldOn, "heldOn", "Held on", "年检日期").column(2, 10).headers("检查日期", "年报日期"),
          Field(\.note, "note", "Note", "备注").column(3, 24).long(),
        ])
    ])

  public static let kindSchema = KindSchema(schema)

  public static let rules: [Rule<Inspection>] = [
    Rule(
      211, "inspection-twice", .hard, "one inspection a year: change the other one",
      "每年度只有一次年检，请修改已有的一条"
    ) { context in
      guard let organization = context.record.organization, let year = context.record.year,
        let other = context.state.inspections(of: organization).first(where: {
          $0.id != context.id && $0.record.year == year
        })
      else { return [] }
      let told = Words(
        "\(year) is already inspected (\(other.id)): change that one",
        "\(year) 年度已有年检 (\(other.id))，请修改该条")
      return [Violation("year", detail: told, other: other.id)]
    },
    Rule(
      212, "inspection-in-future", .hard, "the year is in the future", "年检年度晚于今年"
    ) { context in
      guard let year = context.record.year, year > context.today.year else { return [] }
      let told = Words("\(year) is in the future", "\(year) 年度尚未开始")
      return [Violation("year", detail: told)]
    },
  ]

  /// `2019 passed`.
  public static func name(
    of stored: Stored<Inspection>, in state: RegistryState, on day: CivilDate, _ language: Language
  ) -> String {
    [stored.record.year?.description, stored.record.result?.text(language)]
      .compactMap { $0 }.joined(separator: " ")
  }

  /// With the number of its organization.
  public static func shortName(
    of stored: Stored<Inspection>, in state: RegistryState, on day: CivilDate, _ language: Language
  ) -> String {
    state.name(ofRow: stored.id, on: day, name(of: stored, in: state, on: day, language))
  }

  /// Of which organization.
  public static func note(
    of stored: Stored<Inspection>, in state: RegistryState, on day: CivilDate,
    _ language: Language
  ) -> String {
    stored.record.organization.map { state.shortName(of: $0, on: day, language) } ?? ""
  }

  /// The day it was held, else the last of its year: before that nobody can know its result.
  private var firstDay: CivilDate? { heldOn ?? year.flatMap { CivilDate(year: $0) } }
}

extension RegistryState {
  /// 年检, the inspections of organizations.
  public var inspections: Table<Inspection> {
    get { self[Inspection.self] }
    set { self[Inspection.self] = newValue }
  }

  /// The inspections of an organization.
  public func inspections(of organization: RecordID) -> [Stored<Inspection>] {
    guard let field = Inspection.kindSchema["organization"] else { return [] }
    return inspections.holding(organization.description, in: field)
  }

  /// The last year's inspection of an organization that is known on `day`.
  public func lastInspection(of organization: RecordID, on day: CivilDate) -> Inspection? {
    inspections(of: organization).map(\.record).filter { $0.hasBegun(by: day) }
      .max { ($0.year ?? 0) < ($1.year ?? 0) }
  }
}
