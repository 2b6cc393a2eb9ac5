import RegistryModel
import RegistryReports

/// Fills a report, or takes it as a frozen period keeps it, and lays it out for the window.
public struct ReportOrder: WorkOrder {
  /// Which one.
  public let report: Report
  /// What it is made of.
  public let source: ReportSource
  /// The frozen period it is of.
  public let kept: Stored<Period>?
  /// The language of its text.
  public let language: Language
  /// As wide as its text may be.
  public let columns: Int

  /// What came of it, and what was asked.
  public struct Result: Sendable {
    /// The report; nil: what was frozen cannot be read.
    public let table: ReportTable?
    let lines: [String]
    let order: ReportOrder
  }

  /// Makes it.
  ///
  /// - Parameter parse: reads JSON; nil if it is none.
  public func done(_ parse: (String) -> JSON?) -> Result {
    guard let table = table(parse) else { return Result(table: nil, lines: [], order: self) }
    let pages = ReportText(table, language, columns: columns).pages(of: nil)
    return Result(table: table, lines: pages.flatMap(\.self), order: self)
  }

  /// The report alone; nil: what was frozen cannot be read.
  func table(_ parse: (String) -> JSON?) -> ReportTable? {
    // What is frozen is never counted again; if it cannot be read, nothing takes its place.
    kept.map { $0.record.table(of: report, parse) } ?? report.table(source)
  }

  /// Asks the same.
  func isSame(as other: ReportOrder) -> Bool {
    (report.name, language, columns) == (other.report.name, other.language, other.columns)
      && (source.day, source.today, source.period, source.plan)
        == (other.source.day, other.source.today, other.source.period, other.source.plan)
      && source.state.isSame(as: other.source.state) && kept?.id == other.kept?.id
      && source.changes.count == other.source.changes.count
  }
}

/// Freezes a period: makes the record that keeps its reports.
public struct FreezeOrder: WorkOrder {
  /// The period.
  public let period: ReportPeriod
  /// What its reports are made of, on its last day.
  public let source: ReportSource

  /// The record, not saved yet, and the registry it was counted of.
  public struct Result: Sendable {
    let record: Period
    let base: RegistryState
  }

  /// Counts all its reports.
  ///
  /// - Parameter program: the version of the program that counts.
  public func done(by program: String) -> Result {
    Result(record: Period(period, of: source, by: program), base: source.state)
  }
}

/// Makes a report and writes it to a file that is not there yet.
public struct ReportFileOrder: WorkOrder {
  /// The report.
  public let report: ReportOrder
  /// What it is written as.
  public let format: ReportFormat
  /// The file, as typed.
  public let path: String

  /// What comes of it.
  public enum Result: Sendable {
    /// Where it is now.
    case written(String)
    case refused(Words, ReportFileOrder)
  }
}
