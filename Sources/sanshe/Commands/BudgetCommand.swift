import ArgumentParser
import RegistryModel
import RegistryPlans
import TerminalCore

/// What is budgeted for services, contracted and paid, by year and purchaser.
struct BudgetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "budget",
    Words(
      "Purchases by year and purchaser: budgeted, contracted, paid, left.",
      "购买服务按年度和购买主体的预算、合同、已付和预算结余。"),
    discussion: Words(
      "In yuan. A contract belongs to the year in which it was signed, a payment to its budget year, a "
        + "budget without a contract to the year in which the service is to begin. What is left is the budget "
        + "that is not contracted. --json has the purchases behind each sum.",
      "单位元。合同计入签订年度，付款计入预算年度，尚未签约的预算计入计划开始的年度。预算结余为预算减合同金额。"
        + "--json 列出各项数据对应的采购。"))

  @OptionGroup var options: CommonOptions<Use.Values>

  @Option(
    help: ArgumentHelp("Only this year.", "只看该年度。", valueName: "year"))
  var year: Int?

  @Flag(help: .json)
  var json = false

  func run() throws {
    try reporting {
      let registry = try OpenRegistry(options)
      let budget = Budget(
        registry.state, on: registry.day, past: registry.day.ifPast(on: registry.today))
      let years = budget.years.filter { year == nil || $0.year == year }
      if json { return Output.json(budget.json(years)) }
      let rows = years.flatMap { [$0] + budget.purchasers(of: $0.year) }
      for row in Self.texts(rows, registry.language) { Output.line(row) }
    }
  }

  /// A line a row below the headings: sums flush right, the purchaser at the end.
  private static func texts(_ rows: [Budget.Line], _ language: Language) -> [String] {
    let metrics = TextMetrics()
    let headings =
      [Words("Year", "年度")] + Budget.Sum.allCases.map(\.label) + [Words("Purchaser", "购买主体")]
    let cells = rows.map { row in
      [row.yearLabel[language]] + Budget.Sum.allCases.map { row[$0].text(language) }
        + [row.purchaser ?? Words("all", "合计")[language]]
    }
    let table = [headings.map { $0[language] }] + cells
    let widths = (0..<headings.count - 1).map { place in
      table.map { metrics.columns(of: $0[place]) }.max() ?? 0
    }
    return table.map { cells in
      let sums = zip(cells, widths).map { metrics.padded($0, to: $1, alignment: .right) }
      return (sums + cells.suffix(1)).joined(separator: "  ")
    }
  }
}

extension Budget {
  /// `{"asOf","years":[{"year":2026,"budgeted":"2400000.00","contracted","paid","left","purchases":{"budgeted":["c1",…],…},"purchasers":[{"purchaser",…}]}]}`
  fileprivate func json(_ years: [Line]) -> JSON {
    .object(
      of: ("asOf", day.json),
      (
        "years",
        .array(
          years.map { line in
            .object(
              [.init("year", line.year.map { .int($0) } ?? .null)] + line.members + [
                .init(
                  "purchasers",
                  .array(
                    purchasers(of: line.year).map {
                      .object([.init("purchaser", .string($0.purchaser ?? ""))] + $0.members)
                    }))
              ])
          })
      ))
  }
}

extension Budget.Line {
  /// Its sums, and the ids of the purchases behind each.
  fileprivate var members: [JSON.Member] {
    let sums = Budget.Sum.allCases
    return sums.map { .init($0.rawValue, self[$0].json) } + [
      .init(
        "purchases",
        .object(sums.map { .init($0.rawValue, .array(purchases($0).map(\.json))) }))
    ]
  }
}
