import RegistryModel
import RegistryReports

/// Fills a report, and lays it out for the window.
public struct ReportOrder: WorkOrder {
  /// Which one.
  public let report: Report
  /// What it is made of.
  public let source: ReportSource
  /// The language of its text.
  public let language: Language
  /// As wide as its text may be.
  public let columns: Int

  /// What came of it, and what was asked.
  public struct Result: Sendable {
    let table: ReportTable
    let lines: [String]
    let order: ReportOrder
  }

  /// Makes it.
  public var done: Result {
    let table = report.table(source)
    let pages = ReportText(table, language, columns: columns).pages(of: nil)
    return Result(table: table, lines: pages.flatMap(\.self), order: self)
  }

  /// Asks the same.
  func isSame(as other: ReportOrder) -> Bool {
    (report.name, language, columns) == (other.report.name, other.language, other.columns)
      && (source.day, source.today, source.period, source.plan)
        == (other.source.day, other.source.today, other.source.period, other.source.plan)
      && source.state.isSame(as: other.source.state)
      && source.changes.count == other.source.changes.count
  }
}

/// Writes a report to a file that is not there yet.
public struct ReportFileOrder: WorkOrder {
  /// The report.
  public let table: ReportTable
  /// What it is written as.
  public let format: ReportFormat
  /// The language of its text.
  public let language: Language
  /// The file, as typed.
  public let path: String

  /// What comes of it.
  public enum Result: Sendable {
    /// Where it is now.
    case written(String)
    case refused(Words, ReportFileOrder)
  }
}
