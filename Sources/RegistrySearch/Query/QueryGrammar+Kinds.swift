import RegistryModel

extension QueryGrammar {
  /// The forms as they can be typed about records of these kinds. Of a single kind an example that has a
  /// field the kind lacks takes one of its own that is asked for in the same way; where there is none the
  /// form is left out.
  public static func rows(of kinds: [Kind]) -> [Row] {
    guard kinds.count == 1, let kind = kinds.first else { return rows }
    return rows.compactMap { row in
      guard let en = form(row.form.en, of: kind, .en),
        let chinese = form(row.form.chinese, of: kind, .chinese)
      else { return nil }
      return Row(form: Words(en, chinese), meaning: row.meaning)
    }
  }

  private static func form(_ form: String, of kind: Kind, _ language: Language) -> String? {
    guard let token = QueryToken.tokens(form).first, let name = token.name?.text else {
      return form
    }
    let model = Kind.allCases.lazy.compactMap { QueryField.named(name, of: $0) }.first
    let named = QueryField.named(name, of: kind)
    // A field of the same name may have a code table of its own.
    if let named, named.entry.codes == model?.entry.codes { return form }
    guard let model, !model.isWorkedOut,
      let own = named ?? QueryField.all(of: kind).first(where: { $0.isLike(model) })
    else { return nil }
    let sign = (token.isNegated ? "-" : "") + (token.asksAny ? "!" : "")
    let values = token.value.alternatives.enumerated().map { place, value in
      own.entry.codes.dropFirst(place).first.map {
        language == .en ? $0.word : $0.label.chinese.asQueryText
      } ?? value.text
    }
    return
      "\(sign)\(own.name[language]):\(token.value.isEmpty ? "" : values.joined(separator: ","))"
  }
}

extension QueryField {
  fileprivate var isWorkedOut: Bool {
    if case .derived = source { true } else { false }
  }

  /// Its values are asked for in the same way, and may be shown.
  fileprivate func isLike(_ other: QueryField) -> Bool {
    way == other.way && !isPrivate && !isIdentity && !isWorkedOut
  }
}
