import RegistryExchange
import RegistryModel

extension Listing {
  /// The table as it is written; in a workbook the rows that belong to its records follow on sheets of their
  /// own.
  ///
  /// - Parameters:
  ///   - asked: what it was found by, as it was typed.
  ///   - isFile: people open it; false: a program reads it.
  func bytes(
    _ format: ExportFormat, _ language: Language, asked: String, isFile: Bool
  ) throws(Problem) -> [UInt8] {
    switch format {
    case .json: return Output.bytes(of: json)
    case .csv: return csv(language, for: isFile ? .spreadsheet : .program)
    case .gbk:
      // GBK has no mark.
      return try GBKText.bytes(of: Array(csv(language, for: .spreadsheet).dropFirst(3)))
    case .xlsx:
      let office = registry.office.name ?? ""
      let plural = kind.schema.plural
      let title = (Words(same: office) + Words(" \(plural.en)", plural.chinese))[language]
      let time = Words("as of \(day.text(.en))", "截至 \(day.text(.chinese))")[language]
      let query = asked.isEmpty ? [] : [Words("found by: \(asked)", "查询: \(asked)")[language]]
      return try SheetProgram.workbook(title: title, author: office) { (workbook) throws(Problem) in
        try add(to: &workbook, [title, time] + query, language)
        for owned in owned {
          try owned.add(to: &workbook, [owned.kind.schema.plural[language], time], language)
        }
      }
    }
  }

  /// The rows that belong to the records, a table a kind that has any.
  private var owned: [Listing] {
    Ownership.declared.kinds(of: kind).compactMap { owned in
      let ids = rows.flatMap { registry.rows(owned, of: $0.id).map(\.id) }
      return ids.isEmpty ? nil : Listing(owned.kind, ids, of: registry, on: day, isMasked: isMasked)
    }
  }
}
