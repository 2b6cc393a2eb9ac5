import RegistryExchange
import RegistryModel
import RegistryReports
import RegistryScreens

extension ReportTable {
  /// Where a report goes.
  enum Destination { case terminal, program, file }

  /// The report as it is written; text is in pages, unless it is read on a terminal.
  func bytes(
    _ format: ReportFormat, _ language: Language, columns: Int, to destination: Destination
  ) throws(Problem) -> [UInt8] {
    switch format {
    case .xlsx: return try SheetProgram.workbook(of: workbook(language).bytes)
    case .json: return Output.bytes(of: json)
    case .html: return Array(html(language).utf8)
    case .csv: return csv(language, for: destination == .file ? .spreadsheet : .program)
    case .text:
      let pages = ReportText(self, language, columns: columns)
        .pages(of: destination == .terminal ? nil : Paper.lines)
      return Array(Paper.text(of: pages).utf8)
    }
  }

  /// As it is shown, its numbers to be reckoned with; whose it is and of when above it.
  private func workbook(_ language: Language) -> Workbook {
    var workbook = Workbook(title: title[language], author: head.office)
    let plan = head.plan.map { [$0.title[language]] } ?? []
    let foot = head.foot.map { "\($0.label[language])\(Words(": ", "：")[language])\($0.value)" }
    workbook.add(
      Workbook.Heading(
        sheet: title[language],
        lines: [title[language], "\(head.office)  \(head.time[language])"] + plan,
        notes: notes.map { $0[language] } + foot),
      columns: self.columns.map { ($0.title[language], $0.alignment == .left ? .text : .number) },
      rows: rows.map { cells($0, language) }, totals: totals.map { cells($0, language) })
    return workbook
  }

  private func cells(_ cells: [Cell], _ language: Language) -> [Workbook.Cell] {
    zip(self.columns, cells).map { column, cell in
      let number = cell.json.int.map(String.init) ?? cell.json.string
      guard column.alignment == .right, let number else { return .text(cell.text[language]) }
      return .text(number, isNumber: true)
    }
  }

  /// As it is shown, its numbers as programs read them; totals at the end.
  private func csv(_ language: Language, for reader: CSVWriter.Reader) -> [UInt8] {
    var writer = CSVWriter(for: reader)
    writer.append(columns.map { $0.title[language] })
    // What they hold is counted or worked out: digits, a point and a sign.
    let numbers = Set(columns.indices.filter { columns[$0].alignment == .right })
    for cells in rows + totals {
      writer.append(
        zip(columns, cells).map { column, cell in
          column.alignment == .left
            ? cell.text[language] : cell.json.int.map(String.init) ?? cell.json.string ?? ""
        }, numbers: numbers)
    }
    return writer.bytes
  }
}
