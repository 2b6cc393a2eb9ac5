import RegistryModel

/// What a report is written as.
public enum ReportFormat: String, CaseIterable, Sendable {
  case text, xlsx, csv, json, html

  /// For people who choose one.
  public var label: Words {
    switch self {
    case .text: Words("text for paper", "纯文本 (可打印)")
    case .xlsx: Words("a workbook for Excel and WPS (.xlsx)", "Excel、WPS 工作簿 (.xlsx)")
    case .csv: Words("a table for spreadsheets (CSV)", "表格 (CSV)")
    case .json: Words("data for programs (JSON)", "程序数据 (JSON)")
    case .html: Words("a web page, with charts, to print (HTML)", "网页 (HTML，含图表，可打印)")
    }
  }

  /// What the names of its files end with.
  public var ending: String { self == .text ? "txt" : rawValue }
}
