import RegistryModel

/// What a query asks of one field: emptiness, a range, or one of several values.
///
/// Values are read by the field's type when the query is read, so that a slip is a sentence and not
/// an empty list.
enum FieldCondition: Sendable {
  /// The field is empty (`field:` with nothing after it).
  case empty
  /// There is something, which is neither nought nor no (`!field`).
  case any
  /// Between the bounds, both inclusive unless strict.
  case range(Bound?, Bound?)
  /// One of the alternatives, which `,` separates.
  case anyOf([SoughtValue])

  /// One end of a range.
  struct Bound: Sendable {
    let value: SoughtValue
    let isStrict: Bool
  }

  init(_ piece: QueryPiece, of field: QueryField, _ table: () -> PinyinTable) throws(QueryError) {
    let entry = field.entry
    if piece.isEmpty {
      self = .empty
    } else if let mask = field.mask {
      let numbers = try SoughtNumber.all(piece, mask)
      if numbers.isEmpty { throw Self.nothingSought(piece) }
      self = .anyOf(numbers.map(SoughtValue.masked))
    } else if let sides = piece.sides {
      let low = sides.low.isEmpty ? nil : try Self.bound(sides.low, isStrict: false, entry, table)
      let high =
        sides.high.isEmpty ? nil : try Self.bound(sides.high, isStrict: false, entry, table)
      if let low, let high, low.value.isBehind(high.value) {
        throw QueryError(
          offset: sides.low.start,
          words: Words("the range is empty: ", "范围为空: ")
            + Words(
              "\(sides.low.text) comes after \(sides.high.text)",
              "\(sides.low.text) 在 \(sides.high.text) 之后"))
      }
      self = .range(low, high)
    } else if let sign = piece.sign(at: 0), sign == "<" || sign == ">" {
      let isStrict = piece.sign(at: 1) != "="
      let bound = try Self.bound(piece.dropping(isStrict ? 1 : 2), isStrict: isStrict, entry, table)
      self = sign == "<" ? .range(nil, bound) : .range(bound, nil)
    } else {
      var (sought, known): ([SoughtValue], Set<String>) = ([], [])
      for part in piece.dropping(piece.sign(at: 0) == "=" ? 1 : 0).alternatives
      where part.text.hasMarks && known.insert(part.text).inserted {
        sought.append(try SoughtValue(part, of: entry, table))
      }
      if sought.isEmpty { throw Self.nothingSought(piece) }
      self = .anyOf(sought)
    }
  }

  private static func nothingSought(_ piece: QueryPiece) -> QueryError {
    QueryError(offset: piece.start, words: Words("must have at least one value", "至少填一项"))
  }

  private static func bound(
    _ piece: QueryPiece, isStrict: Bool, _ entry: Entry, _ table: () -> PinyinTable
  ) throws(QueryError) -> Bound {
    let value = try SoughtValue(piece, of: entry, table)
    switch value {
    case .flag, .record, .masked:
      throw QueryError(
        offset: piece.start,
        words: Words("this field has no order and takes no range", "该字段没有大小次序，不能用范围"))
    case .entries(let entries) where entries.count > 1:
      throw QueryError(
        offset: piece.start,
        words: Words("a range needs one value; several match: ", "范围只能用一个值，此处有多个：")
          + entries.list)
    default: return Bound(value: value, isStrict: isStrict)
    }
  }

  /// The alternatives; none if something else is asked.
  var sought: [SoughtValue] { if case .anyOf(let sought) = self { sought } else { [] } }

  /// `json`, the value of a field, is what is asked for.
  func holds(_ json: JSON?, _ field: QueryField, _ known: KnownMatches) -> Bool {
    switch self {
    case .empty: json == nil
    case .any: json.map { !$0.isNothing(field.entry) } ?? false
    case .range(let low, let high):
      json?.hasValue { value in
        low.map { $0.admits(value, isLow: true, field) } ?? true
          && high.map { $0.admits(value, isLow: false, field) } ?? true
      } ?? false
    case .anyOf(let sought):
      json?.hasValue { value in sought.contains { $0.fits(value, known) } } ?? false
    }
  }
}

extension FieldCondition.Bound {
  /// A value that cannot be compared is in no range.
  fileprivate func admits(_ json: JSON, isLow: Bool, _ field: QueryField) -> Bool {
    guard let place = value.place(of: json, field) else { return false }
    switch place {
    case .within: return !isStrict
    case .above: return isLow
    case .below: return !isLow
    }
  }
}

extension JSON {
  /// Nought, which files hold as text where it may have decimals, or no.
  fileprivate func isNothing(_ entry: Entry) -> Bool {
    if case .decimal = entry { return ExactDecimal(value: self) == ExactDecimal(0) }
    return self == .int(0) || self == .bool(false)
  }

  /// One of the values of a field is so; most have but one.
  func hasValue(_ isSo: (JSON) -> Bool) -> Bool { array?.contains(where: isSo) ?? isSo(self) }
}
