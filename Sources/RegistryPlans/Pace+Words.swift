import RegistryModel

extension Pace {
  /// Where the figure is beside its line: `40 days behind`; nil if there is no line, and once the target
  /// is met.
  ///
  /// More days behind than have passed since the line began say nothing: then the figure is below its
  /// baseline.
  public func standing(_ figure: Figure) -> Words? {
    if let daysOver { return Words(Self.days(daysOver) + " over", "逾期 \(daysOver) 天") }
    guard figure.isMet == false, daysAhead != nil else { return nil }
    guard let daysAhead = days(figure) else {
      return baseline.text().map {
        Words("below the baseline of \($0)", "低于基数 \($0)")
      }
    }
    return daysAhead < 0
      ? Words(Self.days(-daysAhead) + " behind", "滞后 \(-daysAhead) 天")
      : Words(Self.days(daysAhead) + " ahead", "超前 \(daysAhead) 天")
  }

  /// Days ahead of the line, below zero behind it or since the deadline; nil where there is no line, where
  /// the target is met, and below the baseline.
  public func days(_ figure: Figure) -> Int? {
    if let daysOver { return -daysOver }
    guard figure.isMet == false, figure.value.reaches(baseline) || baseline.text() == nil else {
      return nil
    }
    return daysAhead
  }

  private static func days(_ count: Int) -> String { count == 1 ? "1 day" : "\(count) days" }
}
