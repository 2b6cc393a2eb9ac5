import RegistryModel

extension ReportTable {
  /// What is different in the same report counted again, a line a cell: a table like any other.
  public func difference(to now: ReportTable) -> ReportTable {
    var lines: [[Cell]] = []
    for part in [\ReportTable.rows, \.totals] {
      let (before, after) = (Lines(self, self[keyPath: part]), Lines(now, now[keyPath: part]))
      let keys = before.order + after.order.filter { before.cells[$0] == nil }
      let columns =
        self.columns
        + now.columns.filter { column in
          !self.columns.contains { $0.key == column.key }
        }
      for key in keys {
        for column in columns {
          let pair = [before, after].map { $0.cells[key]?[column.key] ?? .empty }
          if pair[0] == pair[1] { continue }
          lines.append([key.name(before, after), .words(column.title)] + pair)
        }
      }
    }
    let column = { (key: String, title: Words, width: Int) in
      Column(key: key, title: title, width: width, alignment: .left)
    }
    return ReportTable(
      report: report, title: title + Words(": frozen and now", "：冻结数与现数"), head: head,
      columns: [
        column("row", Words("Row", "行"), 24), column("column", Words("Column", "列"), 16),
        column("frozen", Words("Frozen", "冻结数"), 14), column("now", Words("Now", "现数"), 14),
      ], keys: 2, rows: lines, totals: [],
      notes: [
        lines.isEmpty
          ? Words("Nothing is different.", "没有差异。")
          : Words(
            "Counted again on \(now.head.made.text(.en)).",
            "现数为 \(now.head.made.text(.chinese)) 重新统计。")
      ], draw: { [] })
  }

  /// Rows by what they are of, which columns say it; of two alike the first is the first.
  private struct Lines {
    struct Key: Hashable {
      let values: [JSON]
      let occurrence: Int

      /// As people read it.
      func name(_ before: Lines, _ after: Lines) -> Cell {
        .words(before.names[self] ?? after.names[self] ?? Words(same: ""))
      }
    }

    private(set) var order: [Key] = []
    private(set) var cells: [Key: [String: Cell]] = [:]
    private(set) var names: [Key: Words] = [:]

    init(_ table: ReportTable, _ rows: [[Cell]]) {
      var counts: [[JSON]: Int] = [:]
      for row in rows {
        let heads = row.prefix(table.keys)
        let values = heads.map(\.json)
        counts[values, default: 0] += 1
        let key = Key(values: values, occurrence: counts[values] ?? 1)
        order.append(key)
        cells[key] = Dictionary(
          zip(table.columns.map(\.key), row), uniquingKeysWith: { first, _ in first })
        let texts = heads.map(\.text).filter { !$0.en.isEmpty }
        names[key] = texts.dropFirst().reduce(texts.first) { ($0 ?? $1) + Words(same: " / ") + $1 }
      }
    }
  }
}
