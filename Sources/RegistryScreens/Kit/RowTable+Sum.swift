import RegistryModel
import TerminalCore

// What the rows of a table add up to, beside what their owner has.
extension RowTable {
  /// Something of it is added up.
  var hasSum: Bool { !rows.isEmpty && Self.fields(of: owned).contains { $0.sum != nil } }

  /// The sum of a field over the rows, as they are typed; nil if no row has a value.
  func sum(of field: FieldInfo, _ context: Context) -> SignedYuan? {
    .sum(
      rows.filter { !$0.isBlank }.compactMap { $0.completed(context).json(field, on: context.day) })
  }
}

extension RowLayout {
  /// Draws the sums below their columns, and before them how they compare with the owner's field.
  func drawSum(
    of table: RowTable, in owner: RecordEditor, on canvas: inout Canvas, in line: Area,
    _ context: Context
  ) {
    var (words, style) = (context.say("Sum", "合计"), Theme.label)
    for (place, field) in RowTable.fields(of: table.owned).enumerated() {
      guard let sum = field.sum, let total = table.sum(of: field, context) else { continue }
      if let cell = cells.first(where: { $0.field == place }) {
        put(total.text(context.language), Theme.head, in: cell, on: &canvas, line)
      } else if sum.beside != nil {
        words += " " + total.text(context.language)
      }
      guard let beside = sum.beside.flatMap({ owner.kind.schema[$0] }),
        let value = owner.completed(context).json(beside, on: context.day),
        let whole = SignedYuan.sum([value])
      else { continue }
      let rest = whole - total
      if rest.units == 0 {
        words += context.say(Words(same: " = ") + beside.label)
      } else {
        let amount = SignedYuan(units: abs(rest.units)).text(context.language)
        words +=
          rest.units > 0
          ? context.say(", \(amount) short", ", 少 \(amount)")
          : context.say(", \(amount) over", ", 多 \(amount)")
        style = Theme.warning
      }
    }
    let summed = cells.first { RowTable.fields(of: table.owned)[$0.field].sum != nil }
    let room = (summed?.column ?? line.columns) - Self.marks - 1
    canvas.put(
      canvas.metrics.truncated(words, to: max(0, room)), row: line.row,
      column: line.column + Self.marks, style: style)
  }
}
