import RegistryModel

/// A file at its first row, the sheet of it chosen.
struct OpenedFile {
  /// Its rows, from the first.
  let rows: RowSource
  /// The first of them, as a header needs them.
  let top: [FileRow]
  /// How many lines there are to read.
  let lines: Int

  /// Opens what has come in, and says in `file` what it is.
  init(
    _ content: ImportFile, _ known: KnownHeaders, _ order: Import, _ file: inout ImportPlan.File
  ) throws(Problem) {
    switch content {
    case .text(let bytes):
      if case .named(let name) = order.sheet {
        throw Problem(
          value: name, "the file is text and has no sheets; leave the sheet out",
          "文件是文本，没有工作表，请不要指定工作表")
      }
      let text = try TextDecoding(bytes)
      file.encoding = text.encoding.name
      let reader = CSVReader(text.utf8, isHeader: known.knows)
      file.delimiter = reader.delimiter
      rows = .text(reader)
      top = try rows.top()
      lines = text.utf8.count { $0 == UInt8(ascii: "\n") } + 1
    case .sheets(let source):
      let (format, sheets) = try SheetTop.all(in: try source.sheets())
      file.encoding = format.rawValue
      file.sheets = sheets.map(\.name)
      let place = try Self.choice(of: sheets, known, order)
      file.sheet = place
      let answer = try source.rows(of: sheets[place].number)
      rows = .sheet(SheetReader(answer))
      top = sheets[place].rows
      lines = answer.count { $0 == UInt8(ascii: "\n") }
    }
  }

  /// The sheet asked for, else the one of which most headers are known.
  private static func choice(
    of sheets: [SheetTop], _ known: KnownHeaders, _ order: Import
  ) throws(Problem) -> Int {
    switch order.sheet {
    case .place(let place) where sheets.indices.contains(place): return place
    case .named(let name):
      // Spreadsheets know no two sheets whose names differ in case alone.
      let sought = name.tidied.lowercased()
      let place =
        sheets.firstIndex { $0.name.tidied.lowercased() == sought } ?? Int(name).map { $0 - 1 }
      if let place, sheets.indices.contains(place) { return place }
      let names = sheets.map(\.name).joined(separator: ", ")
      throw Problem(
        value: name, "the file has no such sheet; it has \(names)", "文件中没有这个工作表，有: \(names)")
    case .place, nil: break
    }
    guard !sheets.isEmpty else { throw Problem("the file has no rows", "文件中没有内容") }
    var (fitting, best, most) = ([Int](), 0, 0)
    for (place, sheet) in sheets.enumerated() {
      guard let (names, mapping, _) = try? order.names(among: sheet.rows, known) else { continue }
      let header = try? ImportHeader(names, known: known, mapping: mapping)
      if let header, header.problem == nil, !sheet.isHidden { fitting.append(place) }
      let count = names.cells.count { known.knows($0) || mapping.columns[$0] != nil }
      if count > most { (best, most) = (place, count) }
    }
    // Exports give each kind a sheet of its own.
    let label = known.kind.schema.plural
    if let own = fitting.first(where: { [label.en, label.chinese].contains(sheets[$0].name) }) {
      return own
    }
    guard fitting.count < 2 else {
      let names = fitting.map { sheets[$0].name }.joined(separator: ", ")
      throw Problem(
        "several sheets fit; say which one is meant: \(names)", "多个工作表都符合，请指明其一: \(names)")
    }
    return fitting.first ?? best
  }
}
