import Glibc

/// The elements that are read; every other is passed over.
enum XMLElement: UInt8 {
  case other
  case row, c, v, f, `is`, t, r, rPh
  case worksheet, sheetData, mergeCell, col
  case sst, si
  case workbook, workbookPr, sheet
  case styleSheet, numFmt, cellXfs, xf
  case relationship

  private static let mainNamespaces: [StaticString] = [
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
  ]
  private static let relationships: StaticString =
    "http://schemas.openxmlformats.org/package/2006/relationships"
  private static let names: [(StaticString, XMLElement)] = [
    ("row", .row), ("is", .is), ("rPh", .rPh), ("col", .col), ("mergeCell", .mergeCell),
    ("worksheet", .worksheet), ("sheetData", .sheetData), ("sst", .sst), ("si", .si),
    ("workbook", .workbook), ("workbookPr", .workbookPr), ("sheet", .sheet),
    ("styleSheet", .styleSheet), ("numFmt", .numFmt), ("cellXfs", .cellXfs), ("xf", .xf),
  ]

  /// The element of a name as expat gives it: namespace, line feed, name.
  init(_ name: UnsafePointer<CChar>) {
    self = .other
    guard let separator = strrchr(name, 10) else { return }
    let namespace = UnsafePointer(separator) - name
    let local = UnsafePointer(separator + 1)
    func isIn(_ text: StaticString) -> Bool {
      text.utf8CodeUnitCount == namespace && memcmp(text.utf8Start, name, namespace) == 0
    }
    if Self.mainNamespaces.contains(where: isIn) {
      self = Self.main(local)
    } else if isIn(Self.relationships), strcmp(local, "Relationship") == 0 {
      self = .relationship
    }
  }

  private static func main(_ local: UnsafePointer<CChar>) -> XMLElement {
    if local[0] != 0 && local[1] == 0 {
      switch UInt8(bitPattern: local[0]) {
      case UInt8(ascii: "c"): return .c
      case UInt8(ascii: "v"): return .v
      case UInt8(ascii: "t"): return .t
      case UInt8(ascii: "r"): return .r
      case UInt8(ascii: "f"): return .f
      default: return .other
      }
    }
    let count = strlen(local)
    for (name, element) in names
    where name.utf8CodeUnitCount == count && memcmp(name.utf8Start, local, count) == 0 {
      return element
    }
    return .other
  }
}

/// The attributes of an element, as long as its start is read.
struct XMLAttributes {
  private let pairs: UnsafeMutablePointer<UnsafePointer<CChar>?>?

  init(_ pairs: UnsafeMutablePointer<UnsafePointer<CChar>?>?) { self.pairs = pairs }

  /// The value of an attribute without a namespace.
  subscript(name: StaticString) -> UnsafePointer<CChar>? {
    guard var pair = pairs else { return nil }
    while let key = pair[0] {
      if key.equals(name) { return pair[1] }
      pair += 2
    }
    return nil
  }

  func text(_ name: StaticString) -> String? { self[name].map { String(cString: $0) } }
  func number(_ name: StaticString) -> Int? { self[name].flatMap { Int(String(cString: $0)) } }

  func isTrue(_ name: StaticString) -> Bool {
    guard let value = self[name] else { return false }
    return value.equals("1") || value.equals("true")
  }

  /// r:id, which names a relationship, in either form of the namespace.
  var relationship: String? {
    guard var pair = pairs else { return nil }
    while let key = pair[0], let value = pair[1] {
      if String(cString: key).hasSuffix("/relationships\nid") { return String(cString: value) }
      pair += 2
    }
    return nil
  }

  /// Whether the spaces around the text count: xml:space.
  var keepsSpace: Bool {
    self["http://www.w3.org/XML/1998/namespace\nspace"]?.equals("preserve") ?? false
  }
}

extension UnsafePointer<CChar> {
  /// Whether the text that begins here is this.
  func equals(_ text: StaticString) -> Bool {
    strcmp(self, UnsafeRawPointer(text.utf8Start).assumingMemoryBound(to: CChar.self)) == 0
  }
}
