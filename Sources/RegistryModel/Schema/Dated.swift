/// A value that keeps its past: what it always was, and each later day it changed from.
///
/// A step from a day on may hold nil: the value became empty that day.
public struct Dated<Value: FieldValue>: Hashable, Sendable {
  /// One change: the value in force from `day` on.
  public struct Step: Hashable, Sendable {
    /// The first day of the value.
    public let day: CivilDate
    /// The value from then on; nil is empty.
    public var value: Value?
  }

  /// The value before any step.
  public var first: Value?
  /// Later values, by day, one a day.
  public private(set) var steps: [Step] = []

  /// A value that was always so.
  public init(_ first: Value? = nil) {
    self.first = first
  }

  /// Nothing was ever said.
  public var isEmpty: Bool { first == nil && steps.isEmpty }

  /// The value in force on `day`: the last step on or before it.
  @inlinable
  public subscript(day: CivilDate) -> Value? {
    guard let step = steps.last(where: { $0.day <= day }) else { return first }
    return step.value
  }

  /// Adds the step of `day`, or corrects the one already there: a change 变更.
  public mutating func change(to value: Value?, from day: CivilDate) {
    if let place = steps.firstIndex(where: { $0.day == day }) {
      steps[place].value = value
    } else {
      let place = steps.firstIndex { $0.day > day } ?? steps.endIndex
      steps.insert(Step(day: day, value: value), at: place)
    }
  }

  /// Mends the step in force on `day`: a correction 更正.
  public mutating func correct(to value: Value?, on day: CivilDate) {
    if let place = steps.lastIndex(where: { $0.day <= day }) {
      steps[place].value = value
    } else {
      first = value
    }
  }

  /// Takes the step of `day` away, as undoing a change does.
  public mutating func removeStep(of day: CivilDate) {
    steps.removeAll { $0.day == day }
  }
}

extension Dated {
  /// Every value with the days it is in force: from nil, it always was; to nil, it still is.
  var spans: [(from: CivilDate?, to: CivilDate?, value: Value?)] {
    let steps: [(CivilDate?, Value?)] = [(nil, first)] + self.steps.map { ($0.day, $0.value) }
    return steps.indices.map { place in
      let next = place + 1 < steps.count ? steps[place + 1].0?.adding(days: -1) : nil
      return (steps[place].0, next, steps[place].1)
    }
  }

  /// The values in force on some day that `date` can mean.
  func values(within date: CivilDate) -> [Value] {
    spans.compactMap { span in
      if let from = span.from, from > date.lastDay { return nil }
      if let to = span.to, to < date.firstDay { return nil }
      return span.value
    }
  }
}

/// How an entered value meets the past of a dated field.
public enum Moment: Hashable, Sendable {
  /// It was always this value: corrects the step in force on the day shown.
  case correction(on: CivilDate)
  /// From this day on: adds a step or joins that day's.
  case change(from: CivilDate)

  /// The same; refuses a change from a month or a year on, which orders with no other step.
  func onFullDay() throws(FieldError) -> Moment {
    if case .change(let day) = self, !day.isFull { throw .fullDayExpected }
    return self
  }
}

extension FieldError {
  static var fullDayExpected: FieldError {
    FieldError("a change must begin on a full date, YYYY-MM-DD", "变更须自某一日起，写作 YYYY-MM-DD")
  }
}
