import RegistryModel

/// The header of a file, each of its columns matched to a field.
struct ImportHeader: Sendable {
  /// The last line of it: the rows are below.
  let line: Int
  private(set) var columns: [ImportPlan.Column]
  /// Cells of the header row, or of the widest row of a sheet, whose cells are where they are: a separator in a
  /// text may make a row of it too long.
  private(set) var width: Int
  /// Fields that have no column and the same text in every row.
  let constants: [(field: FieldInfo, text: String)]
  /// Reference fields that have no column of their own, only locators, and the first of these.
  let unnamed: [(field: FieldInfo, column: ImportPlan.Column)]
  /// Keys of the fields that have a column: an empty cell leaves them empty.
  let said: Set<String>
  /// Columns without a header; they are listed once something is in them.
  private(set) var bare: Set<Int>
  /// Of what the bare numbers of columns are, by place.
  let units: [Int: String]
  /// Why no row can be read by it.
  private(set) var problem: Problem?

  /// Names read as columns of fields.
  ///
  /// - Parameters:
  ///   - top: the first rows, for samples.
  ///   - today: columns that no name tells may be what they are like, as of this day; nil: nobody asks.
  ///   - isTaken: they are taken for it.
  init(
    _ names: HeaderNames, known: KnownHeaders, mapping: ImportMapping, top: [FileRow] = [],
    proposing today: CivilDate? = nil, isTaken: Bool = false
  ) throws(Problem) {
    line = names.line
    columns = known.columns(names, mapping)
    try mapping.check(of: known.kind, against: columns)
    for at in columns.indices {
      columns[at].samples = Self.samples(of: columns[at].place, in: top, below: line)
    }
    if let today {
      var proposed = columns
      ColumnProposals(known, on: today).propose(&proposed, top.filter { $0.line > names.line })
      if isTaken {
        columns = proposed
      } else {
        for (at, column) in proposed.enumerated() where column.reason != columns[at].reason {
          columns[at].likely = column.label
        }
      }
    }
    width = names.cells.count
    units = Dictionary(
      columns.compactMap { column in
        HeaderUnit.amount(in: column.header).map { (column.place, $0) }
      }, uniquingKeysWith: { first, _ in first })
    constants = try Self.constants(mapping, of: known.kind, columns)
    unnamed = Self.unnamed(of: known.kind, in: columns)
    said = Set(
      columns.compactMap { column in
        switch column.use {
        case .field(let field): field.key
        case .locates(let reference, _, _): reference
        case .id, .compared, .ignored: nil
        }
      } + constants.map(\.field.key))
    bare = Set(0..<width).subtracting(columns.map(\.place))
    let isKnown = columns.contains { if case .ignored = $0.use { false } else { true } }
    problem =
      (isKnown ? nil : names.unknown(known)) ?? names.twice(known, mapping)
      ?? missing(of: known.kind)
  }

  /// The first values of a column.
  private static func samples(of place: Int, in top: [FileRow], below line: Int) -> [String] {
    let texts = top.lazy.filter { $0.line > line }.map { SpreadsheetText.value($0[place]) }
    return Array(texts.filter { !$0.isEmpty }.prefix(3))
  }

  private static func constants(
    _ mapping: ImportMapping, of kind: Kind, _ columns: [ImportPlan.Column]
  ) throws(Problem) -> [(field: FieldInfo, text: String)] {
    var constants: [(field: FieldInfo, text: String)] = []
    for (key, text) in mapping.constants.sorted(by: { $0.key < $1.key }) {
      guard let field = kind.schema[key], !field.isComputed else {
        throw Problem(
          value: key, "the mapping's constants name a field that there is not",
          "列对照的 constants 中没有这个字段")
      }
      // A column says it row by row.
      let hasColumn = columns.contains {
        if case .field(let other) = $0.use { other.key == key } else { false }
      }
      if !hasColumn { constants.append((field, text)) }
    }
    return constants
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
  ///
  /// - Parameter isSheet: it has columns beyond its header.
  mutating func note(bareCellsOf row: FileRow, isSheet: Bool) {
    if isSheet, row.cells.count > width {
      bare.formUnion(width..<row.cells.count)
      width = row.cells.count
    }
    for place in bare where !row[place].tidied.isEmpty {
      bare.remove(place)
      columns.append(
        ImportPlan.Column(
          header: HeaderNames.number(place), place: place,
          use: .ignored(Words("it has no header", "没有列名"))))
    }
  }

  /// A row must say which record it is about.
  private func missing(of kind: Kind) -> Problem? {
    guard let ways = kind.schema.imports?.columns, !columns.contains(where: \.isID) else {
      return nil
    }
    let missing = ways.map { way in
      way.first { key in column(of: key) == nil && !constants.contains { $0.field.key == key } }
    }
    guard missing.allSatisfy({ $0 != nil }), let first = missing.first ?? nil else { return nil }
    return missingColumn(kind, first)
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

  /// A row with what a clerk has typed in place of what is written.
  func mended(_ row: FileRow, _ mends: ImportMends) -> FileRow {
    guard !mends.cells.isEmpty else { return row }
    var row = row
    for column in columns {
      let cell = ImportMends.Cell(line: row.line, header: column.header)
      if let text = mends.cells[cell] { row.mend(column.place, text) }
    }
    return row
  }

  /// A cell as people may see it again: private numbers masked, what is too short for one is none.
  func written(_ column: ImportPlan.Column, in row: FileRow) -> String {
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
  static func key(_ header: String) -> String {
    header.nfkc.lowercased().filter { !$0.isWhitespace && !"*:?\"'_".contains($0) }
  }

  /// Whether a column headed so is read.
  func knows(_ header: String) -> Bool {
    let key = Self.key(header)
    return names.contains { $0[key] != nil } || locators[key] != nil || key == Self.id
  }

  /// The fields one of whose names a header is much like, and how much, in per cent: it holds the name, or
  /// has most of its pairs of characters.
  func likeness(of header: String, atLeast: Int) -> [String: Int] {
    let key = Self.key(header)
    var likeness: [String: Int] = [:]
    for (name, field) in names.joined() where name.count > 1 {
      let pairs = Pairs(key).likeness(to: Pairs(name))
      // The longest name it holds tells most.
      let like = key.count > 1 && key.contains(name) ? 100 + name.count : pairs
      if like >= atLeast { likeness[field.key] = max(like, likeness[field.key] ?? 0) }
    }
    return likeness
  }

  /// Whether a column headed so is a field of the kind's own.
  private func reads(_ header: String) -> Bool { names.contains { field(header, in: $0) != nil } }

  /// The columns that have a header: as a clerk decided, else a field goes to the best and leftmost that
  /// names it.
  func columns(_ names: HeaderNames, _ mapping: ImportMapping) -> [ImportPlan.Column] {
    var columns = names.columns(mapping)
    var taken: [String: String] = [:]
    for at in columns.indices {
      guard let target = mapping.columns[columns[at].header] else { continue }
      columns[at].reason = .mapping
      columns[at].use = use(target, &taken, columns[at].header)
    }
    for names in self.names {
      for at in columns.indices {
        guard columns[at].reason != .mapping, case .ignored = columns[at].use,
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
      guard columns[at].reason != .mapping, case .ignored = columns[at].use else { continue }
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

  /// What a decided column is read as.
  private func use(
    _ target: ImportMapping.Target, _ taken: inout [String: String], _ header: String
  ) -> ImportPlan.Column.Use {
    switch target {
    case .id: return .id
    case .ignored: return .ignored(Words("left out", "不导入"))
    case .field(let key):
      guard let field = kind.schema[key] else { return .ignored(ImportPlan.Column.unknown) }
      if let other = taken[key] {
        return .ignored(field.label + Words(" is read from column \(other)", "已取自 \(other) 列"))
      }
      taken[key] = header
      return field.isComputed ? .compared(field) : .field(field)
    case .locator(let reference, let by):
      let all = Locator.of(kind)
      guard let locator = all.first(where: { $0.reference == reference && $0.field.key == by })
      else { return .ignored(ImportPlan.Column.unknown) }
      return .locates(reference: reference, by: locator.field, locator.label)
    }
  }

  /// The field a header names; a remark in brackets counts only where no unit may be in it.
  private func field(_ header: String, in names: [String: FieldInfo]) -> FieldInfo? {
    if let field = names[Self.key(header)] { return field }
    let bare = header.nfkc.prefix { $0 != "(" }
    guard let field = names[Self.key(String(bare))] else { return nil }
    switch field.entry {
    case .decimal: return HeaderUnit.amount(in: header) == nil ? nil : field
    case .whole: return HeaderUnit.bracket(of: header).map(CellText.isCount) == true ? field : nil
    default: return field
    }
  }
}
