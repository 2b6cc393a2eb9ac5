import RegistryModel

extension Kind {
  /// Whether clerks look for records of the kind among all others.
  var sought: Sought { schema.sought }

  /// The kinds that clerks look for among all others, on the screen and on the command line.
  public static let searched = allCases.filter { $0.sought != .never }
}

extension RegistryState {
  /// What words find a record by: its names, then every field whose row says that it is searched, and
  /// the names of the records it names; of a dated field the value last known, and of one that names its
  /// record those before.
  func searchTexts(of stored: any AnyStored) -> [SearchText] {
    let record = stored.content
    let name = name(of: stored.id, on: .distantFuture, .chinese)
    let short = shortName(of: stored.id, on: .distantFuture, .chinese)
    let isPerson = record.kind.schema["name"]?.isPerson ?? false
    let core = record.kind == .community ? coreName(of: stored.id, on: .distantFuture) : nil
    var texts = [
      SearchText(.name, name, core: core?.short ?? short, stem: core?.stem, isPerson: isPerson)
    ]
    if !name.hasPrefix(short), !name.hasSuffix(short) {
      texts.append(SearchText(.shortName, short))
    }
    for field in record.kind.schema.fields where field.isSearched || field.refersTo != nil {
      if field.identity != .none {
        texts += record.former(field, on: .distantFuture).compactMap(\.string).map {
          SearchText(.former(field.ordinal), $0)
        }
      }
      let text = text(field, of: record, on: .distantFuture, .chinese)
      if text.isEmpty || text == name || text == short { continue }
      let source: TextSource =
        field.identity == .none ? .field(field.ordinal) : .number(field.ordinal)
      let values =
        field.entry.isList
        ? text.split(whereSeparator: { ",、".contains($0) }).map { String($0).tidied } : [text]
      for value in values {
        texts.append(
          SearchText(source, value, isPerson: field.namesPerson, mask: field.mask))
        if field.mask == .phone, let local = withoutAreaCode(value) {
          texts.append(SearchText(source, local, mask: .phone))
        }
      }
    }
    return texts + rowTexts(of: stored.id)
  }

  /// What is searched of its rows: they are found as part of their owner.
  private func rowTexts(of owner: RecordID) -> [SearchText] {
    ownership.kinds(of: owner.kind).enumerated().flatMap { place, owned in
      let fields = owned.kind.schema.fields.filter(\.isSearched)
      return rows(owned, of: owner).flatMap { row in
        fields.compactMap { field in
          let text = text(field, of: row.content, on: .distantFuture, .chinese)
          return text.isEmpty ? nil : SearchText(.row(place), text, mask: field.mask)
        }
      }
    }
  }

  /// A phone number as it is dialled at the office: it is whole without the area code, too.
  private func withoutAreaCode(_ number: String) -> String? {
    guard let code = office.areaCode, !code.isEmpty, number.hasPrefix("\(code)-") else {
      return nil
    }
    return String(number.dropFirst(code.count + 1))
  }
}

extension Entry {
  /// Several values in one text, with commas between.
  fileprivate var isList: Bool {
    switch self {
    case .list, .records, .choices: true
    default: false
    }
  }
}
