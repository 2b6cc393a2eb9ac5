import RegistryModel

/// What one row says: a record of its values, and what could not be read.
struct RowValues {
  /// A cell whose number is masked, as exports write it.
  struct Masked {
    let column: ImportPlan.Column
    let field: FieldInfo
    let text: String
  }

  /// The row's values, and nothing else.
  private(set) var record: any Record
  private(set) var problems: [Problem] = []
  private(set) var warnings: [Problem] = []
  private(set) var masked: [Masked] = []
  /// The id in the row, and where.
  private(set) var id: (text: String, column: ImportPlan.Column)?
  /// Fields the row has a value for, with their columns.
  private var given: [(field: FieldInfo, column: ImportPlan.Column)] = []
  /// What the cells hold, by their columns' places among the header's.
  private let cells: [String]
  private let raw: FileRow
  private let header: ImportHeader
  private let mapping: ImportMapping
  private let order: Import

  /// - Parameter raw: what a clerk has mended in it is in place.
  init(
    _ raw: FileRow, _ header: ImportHeader, _ mapping: ImportMapping, _ order: Import,
    _ references: inout ReferenceFinder
  ) {
    self.raw = raw
    self.header = header
    self.mapping = mapping
    self.order = order
    record = order.kind.schema.make()
    cells = header.columns.map { SpreadsheetText.value(raw[$0.place]) }
    checkShape()
    guard problems.isEmpty else { return }
    for (place, column) in header.columns.enumerated() {
      switch column.use {
      case .id where !cells[place].isEmpty: id = (cells[place], column)
      case .field(let field): enter(cells[place], field, column, &references)
      case .id, .locates, .compared, .ignored: break
      }
    }
    enterUnnamed(&references)
    for (field, text) in header.constants {
      let column = ImportPlan.Column(header: field.key, place: -1, use: .field(field))
      enter(text, field, column, &references)
    }
    record.fillDefaults(from: order.state.office)
    compare()
  }

  /// Numbers that a spreadsheet has shortened, and cells that no column has.
  private mutating func checkShape() {
    for column in header.columns where SpreadsheetText.isShortenedNumber(raw[column.place]) {
      if case .ignored = column.use { continue }
      problems.append(
        Problem(
          line: raw.line, column: column.header, value: raw[column.place].tidied,
          "a spreadsheet shortened this number and its digits are lost: make the column text in "
            + "the original file and save it again",
          "号码被电子表格缩写，位数已丢失：请在原文件中把该列设为文本后重新保存"))
    }
    guard raw.cells.count > header.width,
      let place = raw.cells.indices[header.width...].first(where: { !raw.cells[$0].tidied.isEmpty })
    else { return }
    problems.append(
      Problem(
        line: raw.line, value: raw.cells[place],
        "the row has \(place + 1) cells, the header \(header.width): put a value that holds a "
          + "separator in quotation marks",
        "本行有 \(place + 1) 格，表头只有 \(header.width) 格：含分隔符的内容须加引号"))
  }

  /// Something about a cell of this row.
  func problem(_ column: ImportPlan.Column, rule: String? = nil, _ words: Words) -> Problem {
    Problem(
      line: raw.line, column: column.header, field: column.label,
      value: header.written(column, in: raw), rule: rule, words)
  }

  /// The line it is on.
  var line: Int { raw.line }

  /// What tells it from a row that says something else; what is not imported, such as a number of the row, aside.
  var digest: Int {
    var hasher = Hasher()
    for (place, column) in header.columns.enumerated() where place < cells.count {
      if case .ignored = column.use { continue }
      hasher.combine(cells[place])
    }
    return hasher.finalize()
  }

  /// The name the row gives its record.
  var title: String { order.kind.schema.imports.map { written($0.title) } ?? "" }

  /// A field's cell as written.
  func written(_ key: String) -> String {
    let place = header.columns.firstIndex { column in
      if case .field(let field) = column.use { field.key == key } else { false }
    }
    return place.map { cells[$0] } ?? ""
  }

  /// What the locators of a reference field say.
  private func beside(_ field: FieldInfo) -> [String: String] {
    var beside: [String: String] = [:]
    for (place, column) in header.columns.enumerated() {
      if case .locates(field.key, let other, _) = column.use {
        beside[other.key] = CellText(cells[place], number: nil).text(for: other)
      }
    }
    return beside
  }

  private mutating func enter(
    _ text: String, _ field: FieldInfo, _ column: ImportPlan.Column,
    _ references: inout ReferenceFinder
  ) {
    if field.mask != nil, Mask.isMasked(text) {
      masked.append(Masked(column: column, field: field, text: text))
      return
    }
    var text = read(text, field, column)
    if field.refersTo != nil {
      let beside = beside(field)
      let written = [text] + beside.values
      do { text = try references.ids(field, text, beside: beside) } catch {
        let at = error.locator.flatMap { header.column(of: field.key, locator: $0) } ?? column
        problems.append(problem(at, error.words))
        return
      }
      if let id = RecordID(text), let former = references.former(id, written) {
        warnings.append(problem(column, rule: "former", former))
      }
    }
    guard !text.isEmpty else { return }
    do {
      try record.enter(text, field, .correction(on: order.today))
      given.append((field, column))
    } catch {
      problems.append(problem(column, error.words))
    }
  }

  /// The rule of a day that may have been meant otherwise.
  static let uncertain = "uncertain-date"

  /// What a cell means: the word a clerk gave for it, else the text as offices write such values.
  private mutating func read(
    _ text: String, _ field: FieldInfo, _ column: ImportPlan.Column
  ) -> String {
    if let meant = mapping.values[field.key]?[text] { return meant }
    let cell = CellText(text, number: raw.number(column.place))
    if let doubt = cell.uncertainMonth(of: field) ?? cell.uncertainDay(of: field) {
      warnings.append(problem(column, rule: Self.uncertain, doubt))
    }
    let value = cell.text(for: field)
    guard case .decimal = field.entry, let unit = header.units[column.place],
      value.utf8.last.map({ (0x30...0x39).contains($0) }) == true
    else { return value }
    return value + unit
  }

  /// References that have no column of their own, only locators: a code in place of a name.
  private mutating func enterUnnamed(_ references: inout ReferenceFinder) {
    for (field, column) in header.unnamed { enter("", field, column, &references) }
  }

  /// Columns of fields that are worked out only warn where they say something else.
  private mutating func compare() {
    for (place, column) in header.columns.enumerated() {
      guard case .compared(let field) = column.use else { continue }
      let text = cells[place]
      let own = [Language.en, .chinese].map { record.text(field, on: order.today, $0) }
      guard !text.isEmpty else { continue }
      if own[0].isEmpty {
        warnings.append(
          problem(
            column, rule: "not-kept-\(field.key)",
            Words(
              "it follows from other fields, which are empty here: it is not kept",
              "此项由其他项推算，而本行未填其他项，不予保存")))
        continue
      }
      let date = (try? CivilDate(text: text))?.description
      if own.contains(text) || date.map(own.contains) == true || own[0] == text + "000" { continue }
      warnings.append(
        problem(
          column, rule: "compared-\(field.key)",
          Words("from the number it is \(own[0])", "由号码推算应为 \(own[1])")))
    }
  }

  /// The stored record with this row's values: which fields change, what the record was called once, and
  /// what may not be.
  ///
  /// An empty cell says nothing; a masked number must be the mask of the one stored.
  func merged(
    into stored: any Record, as known: RecordID
  ) -> (record: any Record, changed: [FieldInfo], former: [Problem], problems: [Problem]) {
    var (record, changed, problems) = (stored, [FieldInfo](), [Problem]())
    var former: [Problem] = []
    for (field, column) in given {
      let day = order.from ?? order.today
      let value = self.record.json(field, on: order.today)
      if value == record.json(field, on: day) { continue }
      // What a record is called, or was once, says which one is meant, and is not to be changed by that.
      if let value, field.isDated, field.identity != .none {
        let isPast = stored.former(field, on: order.today).contains(value)
        let isKey = id == nil && field.identity == .unique
        if isPast, isKey || order.from == nil {
          let words = order.state.words(
            forNaming: known, by: value.string ?? "", on: order.today)
          if let words { former.append(problem(column, rule: "former", words)) }
        }
        if isKey || isPast && order.from == nil { continue }
      }
      changed.append(field)
      if order.from != nil, !field.isDated {
        problems.append(
          problem(
            column,
            Words(
              "only dated fields can change from a date: \(Self.dated(record, .en))",
              "只有保留历史的字段可自某日起变更：\(Self.dated(record, .chinese))")))
        continue
      }
      let moment = order.from.map { Moment.change(from: $0) } ?? .correction(on: order.today)
      do { try record.put(value, field, moment) } catch {
        problems.append(problem(column, error.words))
      }
    }
    for masked in masked {
      let own = order.state.maskedText(masked.field, of: stored, on: order.today, .en)
      if masked.text.nfkcUpper == own.nfkcUpper { continue }
      problems.append(
        problem(
          masked.column,
          Words(
            "the masked number does not match the record: write it in full",
            "隐去的号码与记录不符，须填完整号码")))
    }
    return (record, changed, former, problems)
  }

  private static func dated(_ record: any Record, _ language: Language) -> String {
    record.kind.schema.fields.filter(\.isDated).map { $0.label[language] }.joined(separator: ", ")
  }
}
