import RegistryModel

/// What one row says: a record of its values, and what could not be read.
struct RowValues {
  /// A cell whose number is masked, as exports write it.
  struct Masked {
    let column: ImportColumn
    let field: FieldInfo
    let text: String
  }

  /// The row's values, and nothing else.
  private(set) var record: any Record
  private(set) var problems: [Problem] = []
  private(set) var warnings: [ImportRow.Warning] = []
  private(set) var masked: [Masked] = []
  /// Fields the row has a value for, with their columns.
  private var given: [(field: FieldInfo, column: ImportColumn)] = []
  /// The id in the row, and where.
  private(set) var id: (text: String, column: ImportColumn)?
  private let cells: [String: String]
  private let header: ImportHeader
  private let order: Import
  let line: Int

  init(_ raw: CSVRow, _ header: ImportHeader, _ order: Import, _ references: ReferenceFinder) {
    self.header = header
    self.order = order
    line = raw.line
    record = order.kind.schema.make()
    var cells: [String: String] = [:]
    var locators: [String: [String: String]] = [:]
    for column in header.columns {
      let text = SpreadsheetText.value(raw[column.place])
      switch column.use {
      case .id: if !text.isEmpty { id = (text, column) }
      case .field(let field): cells[field.key] = text
      case .locator(let locator):
        locators[locator.reference, default: [:]][locator.field.key] = text
      case .compared, .ignored: continue
      }
      if SpreadsheetText.isShortenedNumber(raw[column.place]) {
        problems.append(Self.shortened(text, line, column))
      }
    }
    if let place = raw.cells.indices.first(where: {
      $0 >= header.width && !raw.cells[$0].tidied.isEmpty
    }) {
      problems.append(
        Problem(
          line: line,
          "the row has \(place + 1) cells, the header \(header.width): put a value that holds a "
            + "separator in quotation marks",
          "本行有 \(place + 1) 格, 表头只有 \(header.width) 格: 含分隔符的内容须加引号"))
    }
    self.cells = cells
    guard problems.isEmpty else { return }
    for column in header.columns {
      if case .field(let field) = column.use {
        enter(cells[field.key] ?? "", field, column, references, locators[field.key] ?? [:])
      }
    }
    enterUnnamed(references, locators)
    record.complete(with: order.state.office)
    compare(raw)
  }

  /// The name the row gives its record.
  var title: String {
    let key =
      switch order.kind {
      case .assignment: "worker"
      default: "name"
      }
    return cells[key] ?? ""
  }

  /// A field's cell as written.
  func written(_ key: String) -> String { cells[key] ?? "" }

  private mutating func enter(
    _ text: String, _ field: FieldInfo, _ column: ImportColumn, _ references: ReferenceFinder,
    _ beside: [String: String]
  ) {
    if field.mask != nil, Mask.isMasked(text) {
      masked.append(Masked(column: column, field: field, text: text))
      return
    }
    var text = text
    if field.refersTo != nil {
      do { text = try references.ids(field, text, beside: beside) } catch {
        let at = error.locator.flatMap { header.column(of: field.key, locator: $0) } ?? column
        problems.append(Problem(line: line, column: at.header, error.words))
        return
      }
    }
    guard !text.isEmpty else { return }
    do {
      try record.enter(text, field, .correction(on: order.today))
      given.append((field, column))
    } catch {
      problems.append(Problem(line: line, column: column.header, error.words))
    }
  }

  /// References that have no column of their own, only locators: a code in place of a name.
  private mutating func enterUnnamed(
    _ references: ReferenceFinder, _ locators: [String: [String: String]]
  ) {
    for field in record.kind.schema.fields where cells[field.key] == nil {
      guard let beside = locators[field.key], let column = header.column(of: field.key) else {
        continue
      }
      enter("", field, column, references, beside)
    }
  }

  /// Columns of fields that are worked out only warn where they say something else.
  private mutating func compare(_ raw: CSVRow) {
    for column in header.columns {
      guard case .compared(let field) = column.use else { continue }
      let text = SpreadsheetText.value(raw[column.place])
      let own = [Language.en, .chinese].map { record.text(field, on: order.today, $0) }
      guard !text.isEmpty, !own[0].isEmpty else { continue }
      let date = (try? CivilDate(text: text))?.description
      if own.contains(text) || date.map(own.contains) == true || own[0] == text + "000" { continue }
      warnings.append(
        ImportRow.Warning(
          rule: "compared-\(field.key)",
          problem: Problem(
            line: line, column: column.header, "worked out from the number it is \(own[0])",
            "由号码推算应为 \(own[1])")))
    }
  }

  /// The stored record with this row's values: which fields change, and what may not.
  ///
  /// An empty cell says nothing; a masked number must be the mask of the one stored.
  func merged(
    into stored: any Record
  ) -> (record: any Record, changed: [FieldInfo], problems: [Problem]) {
    var (record, changed, problems) = (stored, [FieldInfo](), [Problem]())
    for (field, column) in given {
      let day = order.from ?? order.today
      let value = self.record.json(field, on: order.today)
      if value == record.json(field, on: day) { continue }
      changed.append(field)
      if order.from != nil, !field.isDated {
        problems.append(
          Problem(
            line: line, column: column.header,
            "only fields that keep their past change from a day on: \(Self.dated(record, .en))",
            "只有分期字段可自某日起变更: \(Self.dated(record, .chinese))"))
        continue
      }
      let moment = order.from.map { Moment.change(from: $0) } ?? .correction(on: order.today)
      do { try record.put(value, field, moment) } catch {
        problems.append(Problem(line: line, column: column.header, error.words))
      }
    }
    for masked in masked {
      let own = order.state.maskedText(masked.field, of: stored, on: order.today, .en)
      if masked.text.nfkcUpper == own.nfkcUpper { continue }
      problems.append(
        Problem(
          line: line, column: masked.column.header,
          "the masked number is not that of the record: write it in full",
          "隐去的号码与记录不符, 须填完整号码"))
    }
    return (record, changed, problems)
  }

  private static func dated(_ record: any Record, _ language: Language) -> String {
    record.kind.schema.fields.filter(\.isDated).map { $0.label[language] }.joined(separator: ", ")
  }

  private static func shortened(_ text: String, _ line: Int, _ column: ImportColumn) -> Problem {
    Problem(
      line: line, column: column.header,
      "a spreadsheet shortened this number to \(text.nfkcUpper) and its digits are lost: "
        + "make the column text in the original file and save it again",
      "号码被电子表格改成 \(text.nfkcUpper), 位数已丢失: 请在原文件中把该列设为文本后重新保存")
  }
}
