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
    let filled = Array(row.cells.indices.lazy.filter { !row[$0].tidied.isEmpty }.prefix(2))
    guard let first = filled.first, width > 1 else { return nil }
    // The number of a row may stand before it.
    if first < 3, filled.contains(where: { Self.isTotal(row[$0]) }) { return .total }
    if Self.isNote(row[first]) { return .note }
    // Every printed page has its header.
    if columns.count > 1, columns.allSatisfy({ Self.isHeader(row[$0.place], of: $0) }) {
      return .note
    }
    // A heading of a part of the list: one text, and not where records have their names.
    guard filled.count == 1, width > 2 else { return nil }
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

  private static func isTotal(_ cell: String) -> Bool {
    let mayBe =
      cell.utf8.count <= longestTotal
      && cell.unicodeScalars.contains {
        $0 == "计" || $0.properties.isAlphabetic && ($0.isASCII || $0.value >= 0xFF00)
      }
    return mayBe && totals.contains(KnownHeaders.key(cell).filter { !"()".contains($0) })
  }

  private static let noteStarts = Set(notes.compactMap(\.unicodeScalars.first) + ["N", "Ｎ", "ｎ"])

  private static func isNote(_ cell: String) -> Bool {
    let first = cell.unicodeScalars.first { !$0.properties.isWhitespace }
    guard let first, noteStarts.contains(first) else { return false }
    let text = cell.nfkc.tidied.lowercased()
    return notes.contains(where: text.hasPrefix)
  }

  private static func isHeader(_ cell: String, of column: ImportPlan.Column) -> Bool {
    // What is cleaned away is not in the middle of a text that is longer.
    cell.utf8.count >= column.header.utf8.count && HeaderNames.clean(cell) == column.header
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
