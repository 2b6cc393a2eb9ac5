import RegistryModel

/// What a file calls its columns: one row or, where an upper row names groups of columns, two.
struct HeaderNames: Sendable {
  /// The last line of it.
  let line: Int
  /// The names by place; empty where a column has none.
  let cells: [String]

  /// The row, or the two, among the top rows in which most names are known; else the first that looks like a
  /// header at all.
  init(among top: [FileRow], known: KnownHeaders, mapping: ImportMapping) throws(Problem) {
    guard let first = top.first else {
      throw Problem("the file has no rows", "文件中没有内容")
    }
    let single = top.map { HeaderNames($0) }
    // Two rows only where they tell more than one.
    let double = zip(top, top.dropFirst()).map { HeaderNames($0, over: $1, known) }
    var best: (names: HeaderNames, count: Int)?
    for names in single + double {
      let count = names.cells.count { known.knows($0) || mapping.columns[Self.clean($0)] != nil }
      if count > best?.count ?? 0 { best = (names, count) }
    }
    self = best?.names ?? HeaderNames(top.first(where: Self.looksLikeHeader) ?? first)
  }

  /// One row is the header.
  private init(_ row: FileRow) {
    line = row.line
    cells = row.cells
  }

  /// Two rows are: a name below one that groups columns, such as 负责人 over 姓名 and 电话.
  ///
  /// In a file without merged cells a group reaches up to the next one's name.
  private init(_ upper: FileRow, over lower: FileRow, _ known: KnownHeaders) {
    let width = max(upper.cells.count, lower.cells.count)
    var cells: [String] = []
    var group = ""
    for place in 0..<width {
      let own = upper[place].tidied
      let under = lower[place].tidied
      if let shared = upper.beside[place] {
        group = shared.tidied
      } else if !own.isEmpty {
        group = own
      } else if under.isEmpty {
        group = ""
      }
      if under.isEmpty || under == group {
        cells.append(own)
      } else {
        cells.append([group + under, under, own].first(where: known.knows) ?? group + under)
      }
    }
    (line, self.cells) = (lower.line, cells)
  }

  private static func looksLikeHeader(_ row: FileRow) -> Bool {
    let filled = row.cells.map(\.tidied).filter { !$0.isEmpty }
    return filled.count > 1
      && !filled.contains { $0.utf8.allSatisfy { (0x2B...0x39).contains($0) } }
  }

  /// A name as people may see it.
  static func clean(_ cell: String) -> String {
    String(
      String.UnicodeScalarView(
        cell.tidied.unicodeScalars.filter { $0.properties.generalCategory != .control }))
  }

  /// The columns that have a name, or are `mapping`'s by their number, not yet read as anything; a name that comes
  /// again has its place beside it.
  func columns(_ mapping: ImportMapping) -> [ImportPlan.Column] {
    var seen: Set<String> = []
    return cells.enumerated().compactMap { place, cell in
      var header = Self.clean(cell)
      if header.isEmpty {
        header = Self.number(place)
        guard mapping.columns[header] != nil else { return nil }
      }
      let isFirst = seen.insert(header).inserted
      return ImportPlan.Column(
        header: isFirst ? header : "\(header) #\(place + 1)", place: place,
        use: .ignored(ImportPlan.Column.unknown))
    }
  }

  /// What a column without a name is called.
  static func number(_ place: Int) -> String { "#\(place + 1)" }

  /// That nothing is known of any column.
  func unknown(_ known: KnownHeaders) -> Problem {
    let example = { (language: Language) in
      known.kind.schema.fields.prefix(3).map { $0.label[language] }.joined(separator: ", ")
    }
    return Problem(
      line: line, "no column header is known; use for example \(example(.en))",
      "没有可识别的列名；列名如 \(example(.chinese))")
  }

  /// That two columns have one known name, and nobody has said which holds the value.
  func twice(_ known: KnownHeaders, _ mapping: ImportMapping) -> Problem? {
    var seen: [String: Int] = [:]
    for (place, cell) in cells.enumerated() {
      let header = Self.clean(cell)
      guard known.knows(header) else { continue }
      let key = KnownHeaders.key(header)
      if let first = seen[key], mapping.columns["\(header) #\(place + 1)"] == nil {
        return Problem(
          line: line, column: header,
          "columns \(first + 1) and \(place + 1) have this name: rename or remove one",
          "第 \(first + 1) 列与第 \(place + 1) 列同名：请改名或删去一列")
      }
      seen[key] = seen[key] ?? place
    }
    return nil
  }
}
