import RegistryExchange
import RegistryModel
import RegistryReports
import RegistryScreens
import SheetLines

extension ReportTable {
  /// Where a report goes.
  enum Destination { case terminal, program, file }

  /// The report as it is written; text is in pages, unless it is read on a terminal.
  func bytes(
    _ format: ReportFormat, _ language: Language, columns: Int, to destination: Destination
  ) throws(Problem) -> [UInt8] {
    switch format {
    case .xlsx: return try workbook(language)
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
  private func workbook(_ language: Language) throws(Problem) -> [UInt8] {
    let plan = head.plan.map { [$0.title[language]] } ?? []
    let foot = head.foot.map { "\($0.label[language])\(Words(": ", "：")[language])\($0.value)" }
    let heading = Workbook.Heading(
      sheet: title[language],
      lines: [title[language], "\(head.office)  \(head.time[language])"] + plan,
      notes: notes.map { $0[language] } + foot)
    return try SheetProgram.workbook(title: title[language], author: head.office) {
      (workbook) throws(Problem) in
      try workbook.add(
        heading,
        columns: self.columns.indices.map { (self.columns[$0].title[language], format(of: $0)) },
        rows: rows.map { cells($0, language) }, totals: totals.map { cells($0, language) })
    }
  }

  /// Every number of the column is a share; where only some are, these are text.
  private func isShare(_ place: Int) -> Bool {
    let texts = (rows + totals).map { $0[place].text.en }.filter { $0.contains { $0.isNumber } }
    return !texts.isEmpty && texts.allSatisfy { $0.hasSuffix("%") }
  }

  /// How the numbers of a column are shown: with as many decimal places as on the screen.
  private func format(of place: Int) -> ColumnFormat {
    guard self.columns[place].alignment == .right else { return .text }
    let texts = (rows + totals).map { $0[place].text.en }
    let places = texts.map { text in
      text.contains(".") ? text.drop { $0 != "." }.count { $0.isNumber } : 0
    }.max()
    if isShare(place) { return places == 0 ? .percent : .percentOnePlace }
    // Figures of several units, one below the other.
    if texts.contains(where: { $0.hasSuffix("%") }) { return .number }
    return switch places {
    case nil, 0: .grouped
    case 1: .onePlace
    case 2: .amount
    default: .number
    }
  }

  private func cells(_ cells: [Cell], _ language: Language) -> [Workbook.Cell] {
    cells.enumerated().map { place, cell in
      let column = self.columns[place]
      let number = cell.json.int.map(String.init) ?? cell.json.string
      guard column.alignment == .right, let number else { return .text(cell.text[language]) }
      if cell.text.en.hasSuffix("%") {
        return isShare(place) ? .share(ofHundred: number) : .text(cell.text[language])
      }
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
