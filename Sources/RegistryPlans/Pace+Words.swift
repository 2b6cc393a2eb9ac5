import RegistryModel

extension Pace {
  /// Where the figure is beside its line: `40 days behind`; nil if there is no line, and once the target
  /// is met.
  ///
  /// More days behind than have passed since the line began say nothing: then the figure is below its
  /// baseline.
  public func standing(_ figure: Figure) -> Words? {
    if let daysOver { return Words(Self.days(daysOver) + " over", "逾期 \(daysOver) 天") }
    guard let daysAhead, figure.isMet == false else { return nil }
    if !figure.value.reaches(baseline), let baseline = baseline.text() {
      return Words("below the baseline of \(baseline)", "低于基数 \(baseline)")
    }
    return daysAhead < 0
      ? Words(Self.days(-daysAhead) + " behind", "滞后 \(-daysAhead) 天")
      : Words(Self.days(daysAhead) + " ahead", "超前 \(daysAhead) 天")
  }

  private static func days(_ count: Int) -> String { count == 1 ? "1 day" : "\(count) days" }
}
