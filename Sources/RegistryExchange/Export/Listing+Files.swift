import RegistryModel

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
    let labels = Set(columns.map { $0.label[language] })
    let locators = Dictionary(
      grouping: Locator.of(kind).filter { !labels.contains($0.label[language]) }, by: \.reference)
    var names = ReferenceNames(for: kind, in: registry, on: day)
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
            let beside = (locators[column.key] ?? []).map {
              ($0, located($0, by: column, of: row, language))
            }
            return [cell(column, row, beside, &names, language)] + beside.map(\.1)
          })
    }
    return writer.bytes
  }

  private func cell(
    _ column: Column, _ row: any AnyStored, _ beside: [(Locator, String)],
    _ names: inout ReferenceNames, _ language: Language
  ) -> String {
    guard let field = kind.schema[column.key], field.refersTo != nil else {
      // Thousands are apart for people only.
      if case .decimal = column.entry { return column.value(of: row)?.string ?? "" }
      return column.text(of: row, language)
    }
    return ids(column, row).map { id in
      names.name(of: id, in: field) {
        Dictionary(uniqueKeysWithValues: beside.map { ($0.0.field.key, $0.1) })
      }
    }.joined(separator: ", ")
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
