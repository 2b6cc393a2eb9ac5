/// The parts of an .xlsx, made by hand; each may be replaced by what a test wants.
struct Workbook {
  var sheets: [String] = []
  var strings: String?
  var styles: String?
  var workbook: String?
  var relationships: String?
  var rootRelationships = """
    <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
    <Relationship Id="r" Type="\(Workbook.types)/officeDocument" Target="xl/workbook.xml"/></Relationships>
    """
  var is1904 = false

  static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  static let types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  /// A workbook of one sheet with these rows.
  init(rows: String = "", before: String = "", after: String = "") {
    sheets = [Self.sheet("\(before)<sheetData>\(rows)</sheetData>\(after)")]
  }

  static func sheet(_ content: String) -> String {
    #"<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="\#(main)">\#(content)</worksheet>"#
  }

  /// Shared strings, each an `si` element's content.
  mutating func share(_ texts: [String]) {
    strings =
      #"<sst xmlns="\#(Self.main)">\#(texts.map { "<si>\($0)</si>" }.joined())</sst>"#
  }

  /// Number formats by their codes: cell style n is the nth.
  mutating func format(_ codes: [String], builtIn: [Int] = []) {
    let formats = codes.enumerated().map { index, code in
      let escaped = code.replacing("&", with: "&amp;").replacing("\"", with: "&quot;")
      return #"<numFmt numFmtId="\#(164 + index)" formatCode="\#(escaped)"/>"#
    }
    let ids = codes.indices.map { 164 + $0 } + builtIn
    styles =
      #"<styleSheet xmlns="\#(Self.main)"><numFmts>\#(formats.joined())</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>"#
      + ids.map { #"<xf numFmtId="\#($0)"/>"# }.joined() + "</cellXfs></styleSheet>"
  }

  var archive: StoredZip {
    var zip = StoredZip()
    zip.add("[Content_Types].xml", "<Types/>")
    zip.add("_rels/.rels", rootRelationships)
    let names = sheets.indices.map {
      #"<sheet name="\#($0 + 1)" sheetId="\#($0 + 1)" r:id="s\#($0)"/>"#
    }
    zip.add(
      "xl/workbook.xml",
      workbook
        ?? #"<workbook xmlns="\#(Self.main)" xmlns:r="\#(Self.types)"><workbookPr date1904="\#(is1904)"/><sheets>\#(names.joined())</sheets></workbook>"#
    )
    let targets =
      sheets.indices.map { ("s\($0)", "worksheet", "worksheets/sheet\($0).xml") }
      + [("t", "sharedStrings", "sharedStrings.xml"), ("f", "styles", "/xl/styles.xml")]
    zip.add(
      "xl/_rels/workbook.xml.rels",
      relationships
        ?? #"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#
        + targets.map {
          #"<Relationship Id="\#($0.0)" Type="\#(Self.types)/\#($0.1)" Target="\#($0.2)"/>"#
        }
        .joined() + "</Relationships>")
    for (index, sheet) in sheets.enumerated() { zip.add("xl/worksheets/sheet\(index).xml", sheet) }
    if let strings { zip.add("xl/sharedStrings.xml", strings) }
    if let styles { zip.add("xl/styles.xml", styles) }
    return zip
  }

  var bytes: [UInt8] { archive.bytes }
}
