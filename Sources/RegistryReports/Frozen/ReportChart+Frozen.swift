import RegistryModel
import RegistryPlans

/// A chart as a frozen period keeps it, and back.
extension ReportChart {
  var frozen: JSON {
    switch self {
    case .gauges(let gauges): .object(of: ("gauges", .array(gauges.map(\.frozen))))
    case .bars(let target, let goal, let bars):
      .object(
        of: ("of", target.frozen), ("goal", goal.frozen), ("bars", .array(bars.map(\.frozen))))
    case .years(let years): .object(of: ("years", years.frozen))
    }
  }

  init?(frozen json: JSON) {
    if let gauges = json.all("gauges", ChartGauge.init(frozen:)) {
      self = .gauges(gauges)
    } else if let bars = json.all("bars", ChartBar.init(frozen:)),
      let target = json["of"].flatMap(Words.init(frozen:)),
      let goal = json["goal"].flatMap(Exact.init(frozen:))
    {
      self = .bars(of: target, goal: goal, bars)
    } else if let years = json["years"].flatMap(ChartYears.init(frozen:)) {
      self = .years(years)
    } else {
      return nil
    }
  }
}

extension Exact {
  /// `29/3`; `0/0` is n/a.
  fileprivate var frozen: JSON { .string("\(numerator)/\(denominator)") }

  fileprivate init?(frozen json: JSON) {
    let parts = (json.string ?? "").split(separator: "/").compactMap { Int128($0) }
    guard parts.count == 2 else { return nil }
    self.init(parts[0], over: parts[1])
  }
}

extension ChartGauge {
  fileprivate var frozen: JSON {
    [label.frozen, value.frozen, goal.frozen, .string(text), mark.frozen, .bool(isMet)]
  }

  fileprivate init?(frozen json: JSON) {
    guard let parts = json.array, parts.count == 6, let label = Words(frozen: parts[0]),
      let value = Exact(frozen: parts[1]), let goal = Exact(frozen: parts[2]),
      let text = parts[3].string, let mark = Exact(frozen: parts[4]), let isMet = parts[5].bool
    else { return nil }
    self.init(label: label, value: value, goal: goal, text: text, mark: mark, isMet: isMet)
  }
}

extension ChartBar {
  fileprivate var frozen: JSON {
    [label.frozen, value.frozen, .string(text), isMet.map(JSON.bool) ?? .null]
  }

  fileprivate init?(frozen json: JSON) {
    guard let parts = json.array, parts.count == 4, let label = Words(frozen: parts[0]),
      let value = Exact(frozen: parts[1]), let text = parts[2].string,
      parts[3] == .null || parts[3].bool != nil
    else { return nil }
    self.init(label: label, value: value, text: text, isMet: parts[3].bool)
  }
}

extension ChartYears {
  fileprivate var frozen: JSON {
    .object(
      of: ("of", label.frozen), ("asked", .string(goalText)), ("goal", goal.frozen),
      ("top", top.frozen), ("counted", .int(counted)),
      ("points", .array(points.map { [$0.day.json, $0.value.frozen] })))
  }

  fileprivate init?(frozen json: JSON) {
    let points = json.all("points") { point -> Point? in
      guard let parts = point.array, parts.count == 2, let day = CivilDate(frozen: parts[0]),
        let value = Exact(frozen: parts[1])
      else { return nil }
      return Point(day: day, value: value)
    }
    guard let points, let label = json["of"].flatMap(Words.init(frozen:)),
      let text = json["asked"]?.string, let goal = json["goal"].flatMap(Exact.init(frozen:)),
      let top = json["top"].flatMap(Exact.init(frozen:)), let counted = json["counted"]?.int,
      (0...points.count).contains(counted)
    else { return nil }
    self.init(
      label: label, goalText: text, goal: goal, top: top, points: points, counted: counted)
  }
}
