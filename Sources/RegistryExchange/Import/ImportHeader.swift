import RegistryModel

/// The header row of a file, each of its columns matched to a field.
struct ImportHeader: Sendable {
  /// The row's place among the rows; titles may stand above it.
  let place: Int
  let line: Int
  private(set) var columns: [ImportColumn]

  /// The first of the top rows in which the most headers are known.
  init(_ rows: [CSVRow], kind: Kind) throws(Problem) {
    let known = KnownHeaders(kind)
    var best = (place: 0, count: 0)
    for (place, row) in rows.prefix(10).enumerated() {
      let count = row.cells.count { known.knows(ImportColumn.key($0)) }
      if count > best.count { best = (place, count) }
    }
    guard best.count > 0 else {
      let example = { (language: Language) in
        kind.schema.fields.prefix(3).map { $0.label[language] }.joined(separator: ", ")
      }
      throw Problem(
        line: rows.first?.line ?? 1,
        "no column header is known; expected are for example \(example(.en))",
        "没有认识的列名; 列名如 \(example(.chinese))")
    }
    place = best.place
    line = rows[place].line
    columns = known.columns(rows[place])
    nameBareColumns(rows)
    try checkKeys(of: kind)
  }

  /// Columns without a header that hold something are listed by their number.
  private mutating func nameBareColumns(_ rows: [CSVRow]) {
    let width = rows[place...].reduce(0) { max($0, $1.cells.count) }
    let named = Set(columns.map(\.place))
    for column in 0..<width where !named.contains(column) {
      guard rows[place...].contains(where: { !$0[column].tidied.isEmpty }) else { continue }
      columns.append(
        ImportColumn(
          header: "#\(column + 1)", place: column,
          use: .ignored(Words("it has no header", "没有列名"))))
    }
  }

  /// A row must say which record it is about.
  private func checkKeys(of kind: Kind) throws(Problem) {
    let ways: [[String]] =
      switch kind {
      case .community: [["code"]]
      case .organization: [["name"], ["uscc"], ["filingNumber"]]
      case .worker: [["name"], ["idNumber"]]
      case .view: [["name"]]
      default: [["worker"], ["community"], ["role"], ["since"]]
      }
    let isEnough = { (keys: [String]) in keys.allSatisfy { column(of: $0) != nil } }
    if kind == .assignment {
      guard let missing = ways.joined().first(where: { column(of: $0) == nil }) else { return }
      throw missingColumn(kind, missing)
    }
    if !ways.contains(where: isEnough) { throw missingColumn(kind, ways[0][0]) }
  }

  /// The one sentence about a column that is not there.
  func missingColumn(_ kind: Kind, _ key: String) -> Problem {
    guard let field = kind.schema[key] else { return Problem(line: line, Words(same: key)) }
    let others = ([field.key] + field.headers).joined(separator: ", ")
    return Problem(
      line: line, column: field.label.en == field.label.chinese ? field.key : nil,
      "the column \(field.label.en) is missing (also known as \(field.label.chinese), \(others))",
      "缺少列\(field.label.chinese) (也可写作 \(field.label.en), \(others))")
  }

  /// The column that a field, or a reference field's locator, is read from.
  func column(of key: String) -> ImportColumn? {
    columns.first { column in
      switch column.use {
      case .field(let field): field.key == key
      case .locator(let locator): locator.reference == key
      case .compared, .ignored: false
      }
    }
  }
}

extension ImportHeader {
  /// Keys of the fields that have a column: an empty cell leaves them empty.
  var said: Set<String> {
    Set(
      columns.compactMap { column in
        switch column.use {
        case .field(let field): field.key
        case .locator(let locator): locator.reference
        case .compared, .ignored: nil
        }
      })
  }

  /// The column of a reference field's locator.
  func column(of reference: String, locator key: String) -> ImportColumn? {
    columns.first { column in
      guard case .locator(let locator) = column.use else { return false }
      return locator.reference == reference && locator.field.key == key
    }
  }
}

/// Which headers a kind's files may have.
private struct KnownHeaders {
  private let kind: Kind
  /// Keys and labels; then the headers of other programs and offices.
  private var names: [[String: FieldInfo]] = [[:], [:]]
  private var locators: [String: Locator] = [:]

  init(_ kind: Kind) {
    self.kind = kind
    for field in kind.schema.fields {
      let own = [field.key, field.label.en, field.label.chinese]
      for name in own {
        names[0][ImportColumn.key(name)] = names[0][ImportColumn.key(name)] ?? field
      }
      for name in field.headers {
        names[1][ImportColumn.key(name)] = names[1][ImportColumn.key(name)] ?? field
      }
    }
    for locator in Locator.of(kind) {
      let own = [locator.label.en, locator.label.chinese] + locator.headers
      for name in own {
        locators[ImportColumn.key(name)] = locators[ImportColumn.key(name)] ?? locator
      }
    }
  }

  func knows(_ key: String) -> Bool {
    names.contains { $0[key] != nil } || locators[key] != nil
  }

  /// The row's columns that have a header; a field goes to the best and leftmost that names it.
  func columns(_ row: CSVRow) -> [ImportColumn] {
    var columns = row.cells.enumerated().compactMap { place, cell in
      let header = String(
        String.UnicodeScalarView(
          cell.tidied.unicodeScalars.filter { $0.properties.generalCategory != .control }))
      return header.isEmpty
        ? nil : ImportColumn(header: header, place: place, use: .ignored(Self.unknown))
    }
    var taken: [String: String] = [:]
    for names in names {
      for at in columns.indices {
        guard case .ignored = columns[at].use,
          let field = field(columns[at].header, in: names)
        else { continue }
        if let other = taken[field.key] {
          columns[at].use = .ignored(
            field.label + Words(" is read from column \(other)", "已取自 \(other) 列"))
        } else {
          columns[at].use = field.isComputed ? .compared(field) : .field(field)
          taken[field.key] = columns[at].header
        }
      }
    }
    var located: Set<String> = []
    for at in columns.indices {
      guard case .ignored = columns[at].use else { continue }
      let key = ImportColumn.key(columns[at].header)
      if let locator = locators[key], located.insert(locator.field.key).inserted {
        columns[at].use = .locator(locator)
      } else if key == "id" {
        columns[at].use = .ignored(
          Words("ids are given by the registry", "编号由系统给出"))
      }
    }
    return columns
  }

  /// The field a header names; a remark in brackets counts only where no unit may stand in it.
  private func field(_ header: String, in names: [String: FieldInfo]) -> FieldInfo? {
    if let field = names[ImportColumn.key(header)] { return field }
    let bare = header.nfkc.prefix { $0 != "(" }
    guard let field = names[ImportColumn.key(String(bare))] else { return nil }
    switch field.entry {
    case .decimal, .whole: return nil
    default: return field
    }
  }

  private static var unknown: Words { Words("no field has this name", "没有这个字段") }
}
