import RegistryModel
import RegistryPlans

extension Report {
  /// What is bought: by year, purchaser and supplier.
  static let purchases = Report(
    "purchases", Words("Purchases", "政府购买服务统计"),
    Words(
      "by year, purchaser and supplier: budgeted, contracted, paid, left, in yuan",
      "按年度、购买主体和承接主体统计预算、合同、已付和结余（元）")
  ) { source in
    let budget = Budget(source.state, on: source.day, past: source.past)
    let years = budget.years.filter { source.period == nil || $0.year == source.period?.year }
    let rows = years.flatMap { year in
      budget.purchasers(of: year.year).flatMap { purchaser in
        budget.suppliers(of: purchaser).map { line in
          MoneyLine(
            year: .year(line), purchaser: .text(purchaser.purchaser),
            supplier: .supplier(line.supplier, in: source), purchases: line)
        }
      }
    }
    let all = Words("all", "合计")
    return ReportContent(
      columns: [
        .text("year", Words("Year", "年度"), 8) { $0.year },
        .text("purchaser", Words("Purchaser", "购买主体"), 14) { $0.purchaser },
        .text("supplier", Words("Supplier", "承接主体"), 14) { $0.supplier },
      ]
        + Budget.Sum.allCases.map { sum in
          .number(sum.rawValue, sum.label, 12) { .value($0.purchases[sum]) }
        }, keys: 3, rows: rows,
      totals: (years + (years.count == 1 ? [] : [budget.all])).map { line in
        MoneyLine(
          year: line.isAll ? .words(all) : .year(line), purchaser: .words(all), supplier: .empty,
          purchases: line)
      },
      notes: [
        Words(
          "A contract belongs to the year in which it was signed, a payment to its budget year; payments are those made by the day.",
          "合同计入签订年度，付款计入预算年度；已付为截至当日的付款。")
      ])
  }
}

private struct MoneyLine {
  let year: ReportTable.Cell
  let purchaser: ReportTable.Cell
  let supplier: ReportTable.Cell
  let purchases: Budget.Line
}

extension ReportTable.Cell {
  fileprivate static func year(_ line: Budget.Line) -> Self {
    .words(line.yearLabel, line.year.map(JSON.int) ?? .null)
  }

  fileprivate static func supplier(_ supplier: Budget.Supplier?, in source: ReportSource) -> Self {
    switch supplier {
    case .organization(let id)?:
      .text(source.state.name(of: id, on: source.day, .chinese))
    case .other(let name)?: .text(name)
    case nil: .words(Words("none yet", "未定"), .null)
    }
  }
}
