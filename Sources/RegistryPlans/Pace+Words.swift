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
    let days = Int(clamping: daysAhead.magnitude)
    return daysAhead < 0
      ? Words(Self.days(days) + " behind", "滞后 \(days) 天")
      : Words(Self.days(days) + " ahead", "超前 \(days) 天")
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

  /// When the target is met at the rate of the last 12 months, in few words: `2028-09-15`, `2036, late`,
  /// `nothing moved`; nil where it is met, or nothing is asked.
  public func arrival(_ figure: Figure) -> Words? {
    guard figure.isMet == false, daysOver == nil else { return nil }
    switch projected {
    case .on(let day)? where day > figure.target.deadline:
      return Words("\(day.year), late", "\(day.year) 年，逾期")
    case .on(let day)?: return Words(day.text(.en), day.text(.chinese))
    case .after2200?: return Projection.after2200.words
    case nil: break
    }
    if rate.isUndefined { return nil }
    return rate == Exact(0)
      ? Words("nothing moved", "一年无变化") : Words("falling", "一年下降")
  }

  private static func days(_ count: Int) -> String { count == 1 ? "1 day" : "\(count) days" }
}
