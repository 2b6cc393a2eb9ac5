import CXlsxwriter
import SheetLines

/// How cells look, each way made once for the workbook.
final class CellStyles {
  enum Style: Hashable {
    case title, line, header, note
    case text(isTotal: Bool)
    case number(ColumnFormat, isTotal: Bool)
    case date(hasTime: Bool, isTotal: Bool)
    case truth(isTotal: Bool)
  }

  typealias Format = UnsafeMutablePointer<lxw_format>

  private let workbook: UnsafeMutablePointer<lxw_workbook>
  private var formats: [Style: Format] = [:]
  /// The one asked for last, which mostly is asked for again.
  private var latest: (style: Style, format: Format)?

  init(_ workbook: UnsafeMutablePointer<lxw_workbook>) { self.workbook = workbook }

  subscript(style: Style) -> Format? {
    if let latest, latest.style == style { return latest.format }
    guard let format = formats[style] ?? made(style) else { return nil }
    latest = (style, format)
    return format
  }

  private func made(_ style: Style) -> Format? {
    guard let format = workbook_add_format(workbook) else { return nil }
    Self.shape(format, style)
    formats[style] = format
    return format
  }

  private static func shape(_ format: Format, _ style: Style) {
    format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
    switch style {
    case .title:
      format_set_bold(format)
      format_set_font_size(format, 16)
      format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue))
      format_set_num_format(format, "@")
    case .line, .note: format_set_num_format(format, "@")
    case .header:
      format_set_bold(format)
      format_set_text_wrap(format)
      format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue))
      format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
      format_set_num_format(format, "@")
    case .text(let isTotal):
      format_set_num_format(format, "@")
      format_set_text_wrap(format)
      if isTotal { makeTotal(format) }
    case .number(let column, let isTotal):
      if let code = column.code { format_set_num_format(format, code) }
      if isTotal { makeTotal(format) }
    case .date(let hasTime, let isTotal):
      format_set_num_format(format, hasTime ? "yyyy-mm-dd hh:mm:ss" : "yyyy-mm-dd")
      format_set_align(format, UInt8(LXW_ALIGN_LEFT.rawValue))
      if isTotal { makeTotal(format) }
    case .truth(let isTotal): if isTotal { makeTotal(format) }
    }
  }

  private static func makeTotal(_ format: Format) {
    format_set_bold(format)
    format_set_top(format, UInt8(LXW_BORDER_THIN.rawValue))
  }
}

extension ColumnFormat {
  /// What a number in such a column is formatted with, if with anything.
  fileprivate var code: String? {
    switch self {
    case .text, .date, .number: nil
    case .whole, .grouped, .onePlace, .twoPlaces, .fourPlaces, .amount, .percent, .percentOnePlace:
      rawValue
    }
  }
}
