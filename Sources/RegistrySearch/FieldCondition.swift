import RegistryModel

/// What a query asks of one field: a value, a range, or emptiness.
enum FieldCondition: Sendable {
  /// The field is empty (`field:` with nothing behind it).
  case empty
  /// Between the bounds, both inclusive unless strict.
  case range(Bound?, Bound?)
  /// One of the alternatives, which `,` separates.
  case anyOf([String])

  /// One end of a range.
  struct Bound: Sendable {
    let text: String
    let isStrict: Bool
  }

  init(_ value: String, of field: FieldInfo) {
    let value = value.nfkcUpper
    if value.isEmpty {
      self = .empty
    } else if let (low, high) = value.firstRange(of: "..").map({
      (value[..<$0.lowerBound], value[$0.upperBound...])
    }) {
      let bound = { (text: Substring) in
        text.isEmpty ? nil : Bound(text: String(text), isStrict: false)
      }
      self = .range(bound(low), bound(high))
    } else if let sign = value.first, sign == "<" || sign == ">" {
      let rest = value.dropFirst()
      let isStrict = !rest.hasPrefix("=")
      let bound = Bound(text: String(isStrict ? rest : rest.dropFirst()), isStrict: isStrict)
      self = sign == "<" ? .range(nil, bound) : .range(bound, nil)
    } else {
      self = .anyOf(value.split(separator: ",").map(String.init))
    }
  }

  func holds(
    _ field: FieldInfo, of record: any Record, in registry: RegistryState, on day: CivilDate
  ) -> Bool {
    let json = record.json(field, on: day)
    switch self {
    case .empty: return json == nil
    case .range(let low, let high):
      guard let json else { return false }
      if let low, !Self.isOrdered(low, json, isLow: true) { return false }
      if let high, !Self.isOrdered(high, json, isLow: false) { return false }
      return true
    case .anyOf(let wanted):
      guard let json else { return false }
      return wanted.contains { Self.fits($0, json, field, record, registry, day) }
    }
  }

  private static func fits(
    _ wanted: String, _ json: JSON, _ field: FieldInfo, _ record: any Record,
    _ registry: RegistryState, _ day: CivilDate
  ) -> Bool {
    let values = json.array ?? [json]
    switch field.entry {
    case .choice(let entries), .choices(let entries):
      return values.contains { value in
        guard let entry = entries.first(where: { $0.word == value.string }) else { return false }
        return String(entry.number) == wanted || entry.word.nfkcUpper == wanted
          || entry.label.en.nfkcUpper.hasPrefix(wanted)
          || entry.label.chinese.nfkcUpper.contains(wanted)
      }
    case .whole, .decimal:
      return values.contains { Self.number($0) == (try? ExactDecimal(text: wanted)) }
    case .date:
      return values.contains { $0.string?.hasPrefix(wanted) == true }
    case .flag, .record, .records, .text, .longText, .code, .list:
      if values.contains(where: { $0.string == wanted.lowercased() }) { return true }
      return [Language.en, .chinese].contains {
        registry.text(field, of: record, on: day, $0).nfkcUpper.contains(wanted)
      }
    }
  }

  /// Numbers compare as numbers, everything else (dates, codes) as text.
  private static func isOrdered(_ bound: Bound, _ json: JSON, isLow: Bool) -> Bool {
    let order: Int
    if let number = number(json), let limit = try? ExactDecimal(text: bound.text) {
      order = number < limit ? -1 : number == limit ? 0 : 1
    } else {
      let text = json.string ?? ""
      order = text < bound.text ? -1 : text == bound.text ? 0 : 1
    }
    return order == 0 ? !bound.isStrict : (order > 0) == isLow
  }

  private static func number(_ json: JSON) -> ExactDecimal? {
    switch json {
    case .int(let number): ExactDecimal(number)
    case .string(let text): try? ExactDecimal(text: text)
    default: nil
    }
  }
}
