import RegistryModel

/// The header row of a file, each of its columns matched to a field.
struct ImportHeader: Sendable {
  let line: Int
  private(set) var columns: [ImportPlan.Column]
  /// Cells of the header row: what is beyond them in a row has no column.
  let width: Int
  /// Reference fields that have no column of their own, only locators, and the first of these.
  let unnamed: [(field: FieldInfo, column: ImportPlan.Column)]
  /// Keys of the fields that have a column: an empty cell leaves them empty.
  let said: Set<String>
  /// Columns without a header; they are listed once something is in them.
  private(set) var bare: Set<Int>

  /// The first of the top rows in which the most headers are known; their rest is read as rows.
  init(_ top: [CSVRow], known: KnownHeaders) throws(Problem) {
    let counts = top.map { row in row.cells.count { known.knows($0) } }
    guard let most = counts.max(), most > 0, let place = counts.firstIndex(of: most) else {
      let example = { (language: Language) in
        known.kind.schema.fields.prefix(3).map { $0.label[language] }.joined(separator: ", ")
      }
      throw Problem(
        line: top.first?.line ?? 1,
        "no column header is known; use for example \(example(.en))",
        "没有可识别的列名；列名如 \(example(.chinese))")
    }
    let row = top[place]
    line = row.line
    columns = try known.columns(row)
    width = row.cells.count
    unnamed = Self.unnamed(of: known.kind, in: columns)
    said = Set(
      columns.compactMap { column in
        switch column.use {
        case .field(let field): field.key
        case .locates(let reference, _, _): reference
        case .id, .compared, .ignored: nil
        }
      })
    bare = Set(0..<width).subtracting(columns.map(\.place))
    try checkKeys(of: known.kind)
  }

  private static func unnamed(
    of kind: Kind, in columns: [ImportPlan.Column]
  ) -> [(field: FieldInfo, column: ImportPlan.Column)] {
    var named: Set<String> = []
    for column in columns {
      if case .field(let field) = column.use { named.insert(field.key) }
    }
    return kind.schema.fields.filter { !named.contains($0.key) }.compactMap { field in
      let locator = columns.first { column in
        if case .locates(field.key, _, _) = column.use { true } else { false }
      }
      return locator.map { (field, $0) }
    }
  }

  /// Lists a column without a header once something is in it, by its number.
  mutating func note(bareCellsOf row: CSVRow) {
    for place in bare where !row[place].tidied.isEmpty {
      bare.remove(place)
      columns.append(
        ImportPlan.Column(
          header: "#\(place + 1)", place: place, use: .ignored(Words("it has no header", "没有列名"))))
    }
  }

  /// A row must say which record it is about.
  private func checkKeys(of kind: Kind) throws(Problem) {
    guard let ways = kind.schema.imports?.columns, !columns.contains(where: \.isID) else { return }
    let missing = ways.map { way in way.first { column(of: $0) == nil } }
    if missing.allSatisfy({ $0 != nil }), let first = missing.first ?? nil {
      throw missingColumn(kind, first)
    }
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
  func column(of key: String) -> ImportPlan.Column? {
    columns.first { column in
      switch column.use {
      case .field(let field): field.key == key
      case .locates(let reference, _, _): reference == key
      case .id, .compared, .ignored: false
      }
    }
  }
}

extension ImportHeader {
  /// The column of a reference field's locator.
  func column(of reference: String, locator key: String) -> ImportPlan.Column? {
    columns.first { column in
      guard case .locates(reference, let field, _) = column.use else { return false }
      return field.key == key
    }
  }

  /// A cell as people may see it again: private numbers masked, what is too short for one is none.
  func written(_ column: ImportPlan.Column, in row: CSVRow) -> String {
    let text = SpreadsheetText.value(row[column.place])
    let mask: Mask? =
      switch column.use {
      case .field(let field), .compared(let field), .locates(_, let field, _): field.mask
      case .id, .ignored: nil
      }
    guard let mask, text.count > 7, !Mask.isMasked(text) else { return text }
    return mask.masked(text)
  }
}

/// Which headers a kind's files may have.
struct KnownHeaders {
  /// The key of the column that names records themselves.
  private static let id = "id"

  let kind: Kind
  /// Keys and labels; then the headers of other programs and offices.
  private var names: [[String: FieldInfo]] = [[:], [:]]
  private var locators: [String: Locator] = [:]

  init(_ kind: Kind) {
    self.kind = kind
    for field in kind.schema.fields {
      let own = [field.key, field.label.en, field.label.chinese]
      for name in own {
        names[0][Self.key(name)] = names[0][Self.key(name)] ?? field
      }
      for name in field.headers {
        names[1][Self.key(name)] = names[1][Self.key(name)] ?? field
      }
    }
    for locator in Locator.of(kind) {
      let own = [locator.label.en, locator.label.chinese] + locator.headers
      for name in own {
        locators[Self.key(name)] = locators[Self.key(name)] ?? locator
      }
    }
  }

  /// The header, cleaned for comparing: width, case, spaces and marks of required fields aside.
  private static func key(_ header: String) -> String {
    header.nfkc.lowercased().filter { !$0.isWhitespace && !"*:?\"'_".contains($0) }
  }

  /// Whether a column headed so is read.
  func knows(_ header: String) -> Bool {
    let key = Self.key(header)
    return names.contains { $0[key] != nil } || locators[key] != nil || key == Self.id
  }

  /// Whether a column headed so is a field of the kind's own.
  private func reads(_ header: String) -> Bool { names.contains { field(header, in: $0) != nil } }

  /// The row's columns that have a header; a field goes to the best and leftmost that names it.
  func columns(_ row: CSVRow) throws(Problem) -> [ImportPlan.Column] {
    var columns: [ImportPlan.Column] = row.cells.enumerated().compactMap { place, cell in
      let header = String(
        String.UnicodeScalarView(
          cell.tidied.unicodeScalars.filter { $0.properties.generalCategory != .control }))
      return header.isEmpty
        ? nil
        : ImportPlan.Column(header: header, place: place, use: .ignored(ImportPlan.Column.unknown))
    }
    try checkTwice(columns, line: row.line)
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
      let key = Self.key(columns[at].header)
      if let locator = locators[key], located.insert(locator.field.key).inserted {
        columns[at].use = .locates(
          reference: locator.reference, by: locator.field, locator.label)
      } else if key == Self.id {
        columns[at].use = .id
      } else if let owned = Ownership.declared.kinds(of: kind).first(where: {
        KnownHeaders($0.kind).reads(columns[at].header)
      }) {
        let rows = owned.kind.schema.plural
        columns[at].use = .ignored(
          Words(
            "it belongs to \(rows.en.lowercased()): import them from this file with "
              + "sanshe import \(rows.en.lowercased())",
            "属于\(rows.chinese)，请用 sanshe import \(rows.en.lowercased()) 从本文件另行导入"))
      }
    }
    return columns
  }

  /// Two columns of one name: nobody can tell which holds the value.
  private func checkTwice(_ columns: [ImportPlan.Column], line: Int) throws(Problem) {
    var seen: [String: Int] = [:]
    for column in columns where knows(column.header) {
      let key = Self.key(column.header)
      if let first = seen[key] {
        throw Problem(
          line: line, column: column.header,
          "columns \(first + 1) and \(column.place + 1) have this name: rename or remove one",
          "第 \(first + 1) 列与第 \(column.place + 1) 列同名：请改名或删去一列")
      }
      seen[key] = column.place
    }
  }

  /// The field a header names; a remark in brackets counts only where no unit may be in it.
  private func field(_ header: String, in names: [String: FieldInfo]) -> FieldInfo? {
    if let field = names[Self.key(header)] { return field }
    let bare = header.nfkc.prefix { $0 != "(" }
    guard let field = names[Self.key(String(bare))] else { return nil }
    switch field.entry {
    case .decimal, .whole: return nil
    default: return field
    }
  }
}
