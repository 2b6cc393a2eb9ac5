import RegistryModel

extension QueryField {
  /// What a table shows of a kind unless told otherwise: the name, then what lists show, the most telling
  /// first.
  public static func listed(of kind: Kind) -> [QueryField] {
    let listed = kind.schema.fields.filter { $0.column != nil }
    let name = listed.filter { $0.key == "name" }
    let rest = listed.filter { $0.key != "name" }
      .sorted { ($0.column?.place ?? 0, $0.ordinal) < ($1.column?.place ?? 0, $1.ordinal) }
    return (name + rest).map { QueryField(source: .field($0)) }
  }

  /// What the columns of a list show; the number people know is each of the fields it is made of.
  ///
  /// - Parameter keys: those a newer program knows are left out.
  public static func shown(_ keys: [String], of kind: Kind) -> [QueryField] {
    let all = all(of: kind)
    let keys = keys.flatMap { key in
      kind.schema.heads.first { $0.key == key && !$0.madeOf.isEmpty }?.madeOf ?? [key]
    }
    return keys.compactMap { key in all.first { $0.key == key } }
  }

  /// Everything that is entered of records of a kind, or follows from it.
  public static func entered(of kind: Kind) -> [QueryField] {
    kind.schema.fields.map { QueryField(source: .field($0)) }
  }

  /// It is worked out from what a plan counts.
  public var asksPlan: Bool {
    if case .derived(let column) = source { column.basis == .plan } else { false }
  }

  /// The column of a table that shows it, as seen from `view`.
  func column(from view: Viewpoint, isMasked: Bool) -> Listing.Column {
    switch source {
    case .field(let field):
      return Listing.Column(field, of: view.registry, on: view.day, isMasked: isMasked)
    case .derived(let column):
      return Listing.Column(
        key: column.key, title: column.title, label: column.label, width: column.columns,
        entry: column.entry,
        isAmount: column.isAdded && (column.entry == .whole || column.entry == Yuan.entry)
      ) { stored in
        column.value(stored, view)
      } words: { stored, language in
        column.text(column.value(stored, view), from: view, language)
      }
    }
  }
}

extension Listing {
  /// A table of what was found, as seen from `view`.
  ///
  /// - Parameter isMasked: personal numbers are; to show them needs a role and is logged by the caller.
  public init(
    _ kind: Kind, _ ids: [RecordID], _ fields: [QueryField], from view: Viewpoint,
    isMasked: Bool = true
  ) {
    self.init(
      kind, ids, fields.map { $0.column(from: view, isMasked: isMasked) }, of: view.registry,
      on: view.day, isMasked: isMasked)
  }
}

extension SearchMemo {
  /// The columns people name, apart at commas: keys, short names or labels in either language. With a plus
  /// before them they come beside the usual ones.
  ///
  /// - Errors: a name that no field of the kind has, or one that cannot be answered from `view`.
  public func columns(
    _ text: String, of kind: Kind, beside usual: [QueryField]
  ) throws(QueryError) -> [QueryField] {
    let isBeside = text.first?.twin == "+"
    var fields = isBeside ? usual : []
    let names = isBeside ? text.dropFirst() : text[...]
    for part in names.split(whereSeparator: { $0.twin == "," }) {
      let name = String(part).tidied
      guard let field = QueryField.named(name, of: kind) else {
        let offset = text.distance(from: text.startIndex, to: part.startIndex)
        throw QueryError(unknown: name, at: offset, of: [kind], pinyin())
      }
      if !fields.contains(where: { $0.key == field.key }) { fields.append(field) }
    }
    return fields
  }
}
