import RegistryModel

extension Kind {
  /// Whether clerks look for records of the kind among all others.
  var sought: Sought {
    switch self {
    case .community, .organization, .worker, .view: .byWord
    // One word leads to the worker or the community, whose name it has.
    case .assignment: .bySeveral
    case .office, .account: .never
    }
  }

  /// By what records are looked for among those of all kinds.
  enum Sought: Sendable {
    /// By a word; by several or conditions alone; by nothing.
    case byWord, bySeveral, never
  }

  /// The kinds that clerks look for among all others, on the screen and on the command line.
  public static let searched = allCases.filter { $0.sought != .never }
}

extension RegistryState {
  /// What words find a record by: its names, then every field whose row says that it is searched, and
  /// the names of the records it names; of a dated field the value last known.
  func searchTexts(of stored: any AnyStored) -> [SearchText] {
    let record = stored.content
    let name = name(of: stored.id, .chinese)
    let short = shortName(of: stored.id, .chinese)
    let isPerson = record.kind.schema["name"]?.isPerson ?? false
    var texts = [SearchText(.name, name, core: short, isPerson: isPerson)]
    if !name.hasPrefix(short), !name.hasSuffix(short) {
      texts.append(SearchText(.shortName, short))
    }
    for field in record.kind.schema.fields where field.isSearched || field.refersTo != nil {
      let text = text(field, of: record, on: .distantFuture, .chinese)
      if text.isEmpty || text == name || text == short { continue }
      let source: TextSource =
        field.identity == .none ? .field(field.ordinal) : .number(field.ordinal)
      if field.entry.isList {
        texts += text.split(whereSeparator: { ",、".contains($0) }).map {
          SearchText(source, String($0).tidied)
        }
      } else {
        texts.append(SearchText(source, text, isPerson: field.namesPerson))
      }
    }
    return texts
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
