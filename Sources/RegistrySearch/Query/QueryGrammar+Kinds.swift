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
    let same = QueryField.named(name, of: kind)
    if let same, token.value.alternatives.allSatisfy({ same.mayBe($0.text) }) { return form }
    guard let own = same ?? like(name, of: kind) else { return nil }
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

extension QueryGrammar {
  /// A field of the kind that is asked for as one of this name of another kind.
  private static func like(_ name: String, of kind: Kind) -> QueryField? {
    let model = Kind.allCases.lazy.compactMap { QueryField.named(name, of: $0) }.first
    guard let model, !model.isWorkedOut else { return nil }
    return QueryField.all(of: kind).first { $0.isLike(model) }
  }
}

extension QueryField {
  /// A value as it is written may be one of the field's: those of a code table are known.
  fileprivate func mayBe(_ value: String) -> Bool {
    entry.codes.isEmpty
      || entry.codes.contains { [$0.word, $0.label.chinese.asQueryText].contains(value) }
  }

  fileprivate var isWorkedOut: Bool {
    if case .derived = source { true } else { false }
  }

  /// Its values are asked for in the same way, and may be shown.
  fileprivate func isLike(_ other: QueryField) -> Bool {
    way == other.way && !isPrivate && !isIdentity && !isWorkedOut
  }
}
