import RegistryModel
import RegistryPlans
import TerminalCore

// What the three communities do here: every line opens what it tells of.
extension DashboardScreen {
  func title(_ work: CommunityWork, of panel: Panel, _ context: Context) -> Words {
    let plural: (Kind, Int) -> Words = { kind, count in
      kind.schema.plural + Words(same: " \(count)")
    }
    switch panel {
    case .programmes: return plural(.programme, work.programmes.count)
    case .carriers:
      return Words("Organizations serving here", "在此服务的社会组织")
        + Words(same: " \(Set(work.carriers.map(\.organization)).count)")
    case .purchases: return plural(.purchase, work.purchases.count)
    case .needs:
      let open = work.needs.count { $0.record.isOpen(on: context.day) }
      return plural(.need, work.needs.count)
        + (open == 0 ? Words(same: "") : Words(", \(open) open", "，待回应 \(open)"))
    default:
      return Words(
        "Activities in \(context.day.year)", "\(context.day.year) 年服务记录")
    }
  }

  func entries(
    _ work: CommunityWork, of panel: Panel, columns: Int, _ context: Context
  ) -> [Entry] {
    let rows: [Row]
    switch panel {
    case .programmes: rows = work.programmes.map { row($0, context) }
    case .carriers: rows = work.carriers.map { row($0, context) }
    case .purchases: rows = work.purchases.map { row($0, context) }
    case .needs: rows = work.needs.map { row($0, context) }
    default: rows = work.done.map { row($0, context) }
    }
    guard !rows.isEmpty else {
      return [Entry(lines: said(Words("None.", "无"), columns: columns, context))]
    }
    return zip(rows, Row.lines(rows, columns: columns, context.metrics)).map { row, line in
      Entry(lines: [line], records: row.records)
    }
  }

  /// A row of a panel: its name has what room the others leave it.
  private struct Row {
    let name: String
    /// The most telling ones first: where there is no room, the last are left out.
    let cells: [String]
    let records: [RecordID]

    static func lines(_ rows: [Row], columns: Int, _ metrics: TextMetrics) -> [StyledLine] {
      let places = rows.map(\.cells.count).max() ?? 0
      var widths = (0..<places).map { place in
        rows.map { metrics.columns(of: $0.cells[place]) }.max() ?? 0
      }
      let longest = rows.map { metrics.columns(of: $0.name) }.max() ?? 0
      let room = { (widths: [Int]) in columns - widths.reduce(0) { $0 + $1 + 2 } }
      while !widths.isEmpty, room(widths) < min(longest, 8) { widths.removeLast() }
      let name = min(longest, room(widths))
      return rows.map { row in
        var line = StyledLine(metrics)
        line.add(row.name, columns: name)
        for (cell, width) in zip(row.cells, widths) {
          line.move(to: line.columns + 1)
          let isNumber = cell.first?.isNumber == true
          line.add(cell, Theme.label, columns: width, isNumber ? .right : .left)
        }
        return line
      }
    }
  }

  private func row(_ stored: Stored<Programme>, _ context: Context) -> Row {
    let status = stored.record.status[context.day]?.row.short[context.language] ?? ""
    let runs = stored.record.runs(on: context.day)
    let progress = runs ? context.registry.progress(of: stored.id, by: context.past) : nil
    return Row(
      name: context.shortName(of: stored.id),
      cells: [status, progress.map { context.say($0.words) } ?? ""], records: [stored.id])
  }

  private func row(_ carrier: CommunityWork.Carrier, _ context: Context) -> Row {
    let programme = context.registry.programmes[carrier.programme.number]?.record
    let part = carrier.isPartner ? Words("partner", "合作") : Words("carrier", "承接")
    return Row(
      name: carrier.organization.map { context.shortName(of: $0) } ?? programme?.carrierName ?? "",
      cells: [context.say(part), context.shortName(of: carrier.programme)],
      records: [carrier.organization ?? carrier.programme])
  }

  private func row(_ stored: Stored<Purchase>, _ context: Context) -> Row {
    let record = stored.record
    let payments = context.registry.payments(of: stored.id, on: context.day)
    let share = payments?.share.map { "\($0.text(context.language))%" }
    return Row(
      name: context.shortName(of: stored.id),
      cells: [
        record.status[context.day]?.row.short[context.language] ?? "",
        share.map { context.say(Words("paid ", "已付 ") + Words(same: $0)) } ?? "",
        record.amount[context.day]?.text(context.language) ?? "",
      ], records: [stored.id])
  }

  private func row(_ stored: Stored<Need>, _ context: Context) -> Row {
    let record = stored.record
    return Row(
      name: record.title ?? "",
      cells: [
        (record.status[context.day] ?? .open).row.short[context.language],
        record.raisedOn.map { $0.text(context.language) } ?? "",
      ], records: [stored.id])
  }

  /// How many are done here, and how many the programmes plan.
  private func row(_ done: CommunityWork.Done, _ context: Context) -> Row {
    let planned = done.planned.map { Words(" of \($0)", "/\($0)") } ?? Words(same: "")
    return Row(
      name: context.say(Words(done.kind.many, done.kind.label.chinese)),
      cells: [context.say(Words(same: "\(done.count)") + planned)],
      records: done.activities)
  }
}
