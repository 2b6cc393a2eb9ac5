import RegistryModel

/// What a query asks of one field: emptiness, a range, or one of several values.
///
/// Values are read by the field's type when the query is read, so that a slip is a sentence and not
/// an empty list.
enum FieldCondition: Sendable {
  /// The field is empty (`field:` with nothing behind it).
  case empty
  /// Between the bounds, both inclusive unless strict.
  case range(Bound?, Bound?)
  /// One of the alternatives, which `,` separates.
  case anyOf([SoughtValue])

  /// One end of a range.
  struct Bound: Sendable {
    let value: SoughtValue
    let isStrict: Bool
  }

  init(_ text: String, of field: FieldInfo) throws(FieldError) {
    let text = text.nfkcUpper
    if text.isEmpty {
      self = .empty
    } else if let dots = text.firstRange(of: "..") {
      let (low, high) = (text[..<dots.lowerBound], text[dots.upperBound...])
      self = .range(
        low.isEmpty ? nil : try Self.bound(low, isStrict: false, field),
        high.isEmpty ? nil : try Self.bound(high, isStrict: false, field))
    } else if let sign = text.first, sign == "<" || sign == ">" {
      let rest = text.dropFirst()
      let isStrict = rest.first != "="
      let bound = try Self.bound(isStrict ? rest : rest.dropFirst(), isStrict: isStrict, field)
      self = sign == "<" ? .range(nil, bound) : .range(bound, nil)
    } else {
      var sought: [SoughtValue] = []
      for part in text.split(separator: ",") {
        sought.append(try SoughtValue(String(part), of: field))
      }
      guard !sought.isEmpty else {
        throw FieldError("at least one value is expected", "至少填一项")
      }
      self = .anyOf(sought)
    }
  }

  private static func bound(
    _ text: Substring, isStrict: Bool, _ field: FieldInfo
  ) throws(FieldError) -> Bound {
    let value = try SoughtValue(String(text), of: field)
    guard value.isOrdered else {
      throw FieldError("this field has no order, so no ranges", "此项没有大小次序, 不能用范围")
    }
    return Bound(value: value, isStrict: isStrict)
  }

  func holds(
    _ field: FieldInfo, of record: any Record, in registry: RegistryState, on day: CivilDate
  ) -> Bool {
    let json = record.json(field, on: day)
    let values = json.map { $0.array ?? [$0] } ?? []
    switch self {
    case .empty: return values.isEmpty
    case .range(let low, let high):
      return values.contains { value in
        low.map { $0.admits(value, isLow: true, field) } ?? true
          && high.map { $0.admits(value, isLow: false, field) } ?? true
      }
    case .anyOf(let sought):
      return sought.contains { wanted in
        values.contains { wanted.fits($0, field, in: registry) }
      }
    }
  }
}

extension FieldCondition.Bound {
  /// A value that cannot be compared lies in no range.
  fileprivate func admits(_ json: JSON, isLow: Bool, _ field: FieldInfo) -> Bool {
    guard let place = value.place(of: json, field) else { return false }
    switch place {
    case .within: return !isStrict
    case .above: return isLow
    case .below: return !isLow
    }
  }
}
