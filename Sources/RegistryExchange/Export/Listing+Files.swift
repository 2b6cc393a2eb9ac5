import RegistryModel

extension Listing {
  /// An array of objects: the id, then every column that has a value. Keys, and words of code tables, as in
  /// the files; personal numbers are masked.
  public var json: JSON { .array(rows.map(json)) }

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
    let labels = Set(columns.map { $0.label[language] })
    let locators = Dictionary(
      grouping: Locator.of(kind).filter { !labels.contains($0.label[language]) }, by: \.reference)
    let names = UniqueNames(for: kind, in: registry)
    var writer = CSVWriter(for: reader)
    writer.append(
      ["id"]
        + columns.flatMap { column in
          [column.label[language]] + (locators[column.key] ?? []).map { $0.label[language] }
        })
    for row in rows {
      writer.append(
        [row.id.description]
          + columns.flatMap { column in
            [cell(column, row, names, language)]
              + (locators[column.key] ?? []).map { located($0, by: column, of: row, language) }
          })
    }
    return writer.bytes
  }

  private func cell(
    _ column: Column, _ row: any AnyStored, _ names: UniqueNames, _ language: Language
  ) -> String {
    switch column.entry {
    case .record, .records: ids(column, row).map(names.name).joined(separator: ", ")
    default: column.text(of: row, language)
    }
  }

  /// What a locator column says of the record that `column` refers to.
  private func located(
    _ locator: Locator, by column: Column, of row: any AnyStored, _ language: Language
  ) -> String {
    guard let id = ids(column, row).first, let other = registry[id] else { return "" }
    return Column(locator.field, of: registry, on: day, isMasked: isMasked)
      .text(of: other, language)
  }

  private func ids(_ column: Column, _ row: any AnyStored) -> [RecordID] {
    let value = column.value(of: row)
    return (value?.array ?? [value].compactMap { $0 }).compactMap { $0.string }.compactMap {
      RecordID($0)
    }
  }
}
