import RegistryModel
import SheetLines

extension Listing {
  /// An array of objects: the id, then every column that has a value. Keys, and words of code tables, as in
  /// the files; personal numbers are masked.
  public var json: JSON { .array(rows.map(json)) }

  /// Whose personal numbers a file of it holds in full, and in which fields; a CSV file has those of
  /// records that a row refers to as well.
  public var shownInFull: [Access] {
    guard !isMasked else { return [] }
    let own = kind.schema.fields.filter { field in
      field.mask != nil && columns.contains { $0.key == field.key }
    }
    let located = Locator.of(kind).filter { locator in
      locator.field.mask != nil && columns.contains { $0.key == locator.reference }
    }
    var (order, keys): ([RecordID], [RecordID: [String]]) = ([], [:])
    func note(_ field: FieldInfo, _ stored: any AnyStored) {
      guard stored.json(field, on: day) != nil else { return }
      if keys[stored.id] == nil { order.append(stored.id) }
      if keys[stored.id]?.contains(field.key) != true {
        keys[stored.id, default: []].append(field.key)
      }
    }
    for row in rows {
      for field in own { note(field, row) }
      for locator in located {
        let column = columns.first { $0.key == locator.reference }
        guard let column, let other = ids(column, row).first.flatMap({ registry[$0] }) else {
          continue
        }
        note(locator.field, other)
      }
    }
    return order.map { Access($0, keys[$0] ?? []) }
  }

  /// One row of it.
  public func json(of row: any AnyStored) -> JSON {
    var members = [JSON.Member("id", row.id.json)]
    for column in columns {
      if let value = column.value(of: row) { members.append(JSON.Member(column.key, value)) }
    }
    return .object(members)
  }

  /// A CSV file that imports again unchanged: the id, then every column, beside a reference what tells
  /// which record is meant.
  public func csv(_ language: Language, for reader: CSVWriter.Reader) -> [UInt8] {
    let columns = fileColumns(language)
    var names = ReferenceNames(in: registry, on: day)
    var writer = CSVWriter(for: reader)
    writer.append(columns.map { $0.header })
    for row in rows {
      writer.append(columns.map { text($0, of: row, &names, language) })
    }
    return writer.bytes
  }

  /// The same as a sheet of a workbook: numbers and whole days are such.
  ///
  /// - Parameter lines: what is printed above it, the title first.
  public func add(
    to workbook: inout Workbook, _ lines: [String], _ language: Language
  ) throws(Problem) {
    let columns = fileColumns(language)
    var names = ReferenceNames(in: registry, on: day)
    try workbook.add(
      Workbook.Heading(sheet: kind.schema.plural[language], lines: lines),
      columns: columns.map { ($0.header, $0.format) },
      rows: rows.lazy.map { row in
        columns.map { column -> Workbook.Cell in
          let text = text(column, of: row, &names, language)
          switch column.entry {
          case .date: return (try? CivilDate(text: text)).map { .date($0) } ?? .text(text)
          case .whole, .decimal: return .text(text, isNumber: true)
          default: return .text(text)
          }
        }
      })
  }

  /// A column of a file.
  private struct FileColumn {
    let header: String
    /// Nil: the id.
    let column: Column?
    /// What it tells of the record that the column refers to; nil: the column itself.
    var told: Column?
    /// What stands beside it, of those records.
    var beside: [Column] = []

    var entry: Entry? { told == nil ? column?.entry : nil }

    var format: ColumnFormat {
      switch entry {
      case .date: .date
      case .whole: .whole
      case .decimal(let places): places == 2 ? .amount : .number
      default: .text
      }
    }
  }

  /// The id, then every column, each reference with its locators behind it.
  private func fileColumns(_ language: Language) -> [FileColumn] {
    let labels = Set(columns.map { $0.label[language] })
    let locators = Dictionary(
      grouping: Locator.of(kind).filter { !labels.contains($0.label[language]) }, by: \.reference)
    return [FileColumn(header: "id", column: nil)]
      + columns.flatMap { column in
        let beside = (locators[column.key] ?? []).map {
          ($0.label, Column($0.field, of: registry, on: day, isMasked: isMasked))
        }
        return [FileColumn(header: column.label[language], column: column, beside: beside.map(\.1))]
          + beside.map { FileColumn(header: $0[language], column: column, told: $1) }
      }
  }

  private func text(
    _ shown: FileColumn, of row: any AnyStored, _ names: inout ReferenceNames, _ language: Language
  ) -> String {
    guard let column = shown.column else { return row.id.description }
    if let told = shown.told { return located(told, by: column, of: row, language) }
    guard let field = kind.schema[column.key], field.refersTo != nil else {
      // Thousands are apart for people only.
      if case .decimal = column.entry { return column.value(of: row)?.string ?? "" }
      return column.text(of: row, language)
    }
    return ids(column, row).map { id in
      names.name(of: id, in: field) {
        Dictionary(
          uniqueKeysWithValues: shown.beside.map {
            ($0.key, located($0, by: column, of: row, language))
          })
      }
    }.joined(separator: ", ")
  }

  /// What `told` says of the record that `column` refers to.
  private func located(
    _ told: Column, by column: Column, of row: any AnyStored, _ language: Language
  ) -> String {
    ids(column, row).first.flatMap { registry[$0] }.map { told.text(of: $0, language) } ?? ""
  }

  private func ids(_ column: Column, _ row: any AnyStored) -> [RecordID] {
    let value = column.value(of: row)
    return (value?.array ?? [value].compactMap { $0 }).compactMap { $0.string }.compactMap {
      RecordID($0)
    }
  }
}
