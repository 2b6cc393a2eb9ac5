// Who holds a value of a dated field on which days: one value may name two records one after the other.
extension Field {
  /// The days on which `record` holds `value`: from nil, it always did; to nil, it still does. A plain field
  /// holds its value at all times.
  func days(of value: String, in record: R) -> [(from: CivilDate?, to: CivilDate?)] {
    let parts = parts(record)
    return parts.indices.compactMap { place in
      guard parts[place].value.string == value else { return nil }
      let next = place + 1 < parts.count ? parts[place + 1].day : nil
      return (parts[place].day, next?.adding(days: -1))
    }
  }

  /// There is a day on which both hold `value` and neither has ended.
  func isShared(_ value: String, by record: R, and other: R) -> Bool {
    let begins = [record, other].compactMap { $0.beginning(on: .distantFuture)?.lastDay }
    return days(of: value, in: record).contains { mine in
      days(of: value, in: other).contains { theirs in
        // All of these end, so the first day that can be shared is the last of their beginnings.
        guard let first = (begins + [mine.from, theirs.from].compactMap { $0 }).max() else {
          return true
        }
        return [mine.to, theirs.to].allSatisfy { $0.map { first <= $0 } ?? true }
          && !record.hasEnded(by: first) && !other.hasEnded(by: first)
      }
    }
  }

  /// Values that `record` held before `day` and does not hold then.
  func former(of record: R, on day: CivilDate) -> [JSON] {
    guard info.isDated else { return [] }
    let now = json(record, day)
    var former: [JSON] = []
    for part in parts(record)
    where part.day.map({ $0 <= day }) ?? true && part.value != .null && part.value != now {
      if !former.contains(part.value) { former.append(part.value) }
    }
    return former
  }
}

extension Record {
  /// Values that a dated field held before `day` and does not hold then, the oldest first.
  public func former(_ field: FieldInfo, on day: CivilDate) -> [JSON] {
    Self.schema.fields[field.ordinal].former(of: self, on: day)
  }
}
