/// The part that lists the sheets.
final class WorkbookPart: XMLReading {
  struct Sheet {
    let name: String
    let relationship: String
    let isHidden: Bool
  }

  static let root = XMLElement.workbook
  private(set) var sheets: [Sheet] = []
  /// Days are counted from 1904, as by old Macintoshes.
  private(set) var is1904 = false

  func start(_ element: XMLElement, _ attributes: XMLAttributes) throws(Problem) {
    switch element {
    case .workbookPr: is1904 = attributes.isTrue("date1904")
    case .sheet:
      if sheets.count >= Limits.sheets { throw .tooManySheets }
      let state = attributes.text("state") ?? "visible"
      guard let relationship = attributes.relationship else {
        throw .damaged("a sheet is missing", "缺少工作表")
      }
      let name = attributes.text("name") ?? ""
      if name.utf8.count > Limits.cellBytes { throw .tooLongText }
      sheets.append(
        Sheet(name: name, relationship: relationship, isHidden: state != "visible"))
    default: break
    }
  }
}
