/// The formats that cells name by number.
final class Styles: XMLReading {
  static let root = XMLElement.styleSheet
  /// By the number that cells have.
  private(set) var formats: [CellFormat] = []
  private var codes: [Int: CellFormat] = [:]
  private var isInCellFormats = false

  func start(_ element: XMLElement, _ attributes: XMLAttributes) throws(Problem) {
    switch element {
    case .numFmt:
      guard let id = attributes.number("numFmtId"), let code = attributes.text("formatCode") else {
        return
      }
      if codes.count >= Limits.formats { throw .tooManyFormats }
      codes[id] = CellFormat(code: code)
    case .cellXfs: isInCellFormats = true
    case .xf where isInCellFormats:
      if formats.count >= Limits.formats { throw .tooManyFormats }
      let id = attributes.number("numFmtId") ?? 0
      formats.append(codes[id] ?? CellFormat(builtIn: id))
    default: break
    }
  }

  func end(_ element: XMLElement) throws(Problem) {
    if element == .cellXfs { isInCellFormats = false }
  }
}
