/// What a list may be written as.
public enum ExportFormat: String, CaseIterable, Sendable {
  case xlsx, csv, gbk, json

  /// For people who choose one.
  public var label: Words {
    switch self {
    case .xlsx: Words("a workbook for Excel and WPS (.xlsx)", "Excel、WPS 工作簿 (.xlsx)")
    case .csv: Words("a table as text (CSV)", "文本表格 (CSV)")
    case .gbk: Words("a table as text for old Excel (CSV in GBK)", "旧版 Excel 用的文本表格 (GBK 编码的 CSV)")
    case .json: Words("data for programs (JSON)", "程序数据 (JSON)")
    }
  }

  /// What the names of its files end with.
  public var ending: String { self == .gbk ? "csv" : rawValue }
}
