import RegistryModel

extension Query {
  /// The query as it reads in a language, which reads the same again: names of fields and of values
  /// in words, whatever was typed for them.
  public func text(_ language: Language) -> String {
    let words = words.map(\.asQueryText) + unwanted.map { "-" + $0.asQueryText }
    return (words + terms.map { $0.text(language) }).joined(separator: " ")
  }
}

extension Query.Term {
  fileprivate func text(_ language: Language) -> String {
    let name = field.name[language].asQueryText
    let sign = isNegated ? "-" : ""
    if case .any = condition { return "\(sign)!\(name)" }
    return "\(sign)\(name):\(condition.text(language))"
  }
}

extension FieldCondition {
  fileprivate func text(_ language: Language) -> String {
    switch self {
    case .empty, .any: ""
    case .anyOf(let sought): sought.map { $0.text(language) }.joined(separator: ",")
    case .range(let low?, nil) where low.isStrict: ">" + low.value.text(language)
    case .range(nil, let high?) where high.isStrict: "<" + high.value.text(language)
    case .range(let low, let high):
      "\(low?.value.text(language) ?? "")..\(high?.value.text(language) ?? "")"
    }
  }
}

extension SoughtValue {
  /// The value as a query takes it.
  fileprivate func text(_ language: Language) -> String {
    switch self {
    case .number(let number): number.description
    case .days(let day): day.text(.en)
    case .flag(let flag): flag.text(language)
    case .entries(let entries):
      entries.map { language == .en ? $0.word : $0.label.chinese.asQueryText }
        .joined(separator: ",")
    case .text(let text), .record(let text, _): text.asQueryText
    case .masked(let number): number.text.asQueryText
    }
  }
}
