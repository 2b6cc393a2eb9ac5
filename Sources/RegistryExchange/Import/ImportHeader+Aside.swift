import RegistryModel

// Rows of a table that are none of its records.
extension ImportHeader {
  /// What a row of totals begins with.
  private static let totals: Set<String> = [
    "合计", "总计", "小计", "共计", "累计", "本页小计", "total", "sum", "subtotal", "grandtotal",
  ]
  /// Bytes of the longest of them, and of brackets and spaces beside it.
  private static let longestTotal = 24
  /// What a line of text below a table begins with.
  private static let notes = [
    "注:", "备注:", "说明:", "附注:", "填报单位", "填表单位", "填报人", "填表人", "制表", "审核", "单位负责人", "负责人:", "填报日期",
    "报出日期",
    "联系人:", "联系电话:", "note:", "notes:",
  ]

  /// Whether a row is a total or a line of text; nil for one of the table.
  func aside(_ row: FileRow, of kind: Kind) -> ImportRow.Skipping? {
    // Asked of every row: no more of it is looked at than tells.
    let filled = row.cells.indices.lazy.filter { !row[$0].tidied.isEmpty }
    guard let first = filled.first, width > 1 else { return nil }
    // The number of a row may stand before it.
    let begins = filled.prefix(2).filter { row[$0].utf8.count <= Self.longestTotal }
      .map { KnownHeaders.key(row[$0]).filter { !"()".contains($0) } }
    if first < 3, begins.contains(where: Self.totals.contains) { return .total }
    let text = row[first].nfkc.tidied.lowercased()
    if Self.notes.contains(where: text.hasPrefix) { return .note }
    // Every printed page has its header.
    if columns.count > 1, columns.allSatisfy({ HeaderNames.clean(row[$0.place]) == $0.header }) {
      return .note
    }
    // A heading of a part of the list: one text, and not where records have their names.
    guard filled.prefix(2).count == 1, width > 2 else { return nil }
    let isNamed = columns.contains { column in
      guard column.place == first else { return false }
      return switch column.use {
      case .field(let field):
        kind.schema.imports.map { $0.title == field.key } ?? true || field.identity != .none
      case .id: true
      case .locates, .compared, .ignored: false
      }
    }
    return isNamed ? nil : .note
  }

  /// What a row calls its record.
  func title(of row: FileRow, _ kind: Kind) -> String {
    let place = columns.first { column in
      if case .field(let field) = column.use {
        field.key == kind.schema.imports?.title
      } else {
        false
      }
    }?.place
    let first = row.cells.first { !$0.tidied.isEmpty } ?? ""
    let own = place.map { SpreadsheetText.value(row[$0]) } ?? ""
    return own.isEmpty ? first.tidied : own
  }
}
