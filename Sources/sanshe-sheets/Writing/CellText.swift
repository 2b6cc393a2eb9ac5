/// The text of a cell as it is handed to the library that writes it.
enum CellText {
  /// What a cell holds, in units of UTF-16.
  static let longest = 32_767

  static func written(_ text: String) throws(Problem) -> String {
    let isPlain = text.utf8.allSatisfy {
      $0 != UInt8(ascii: "\r") && $0 != UInt8(ascii: "_") && $0 != 0xEF
    }
    let text = isPlain ? text : changed(text)
    // A unit has at least one byte.
    if text.utf8.count > longest, text.utf16.count > longest {
      throw Problem(
        "a cell of more than \(longest) characters cannot be written", "单元格超过 \(longest) 个字，无法写入")
    }
    return text
  }

  /// Lines end with a line feed, as in spreadsheets; what XML has no place for is left out; and what would be
  /// read as an escape, such as `_x000D_`, gets one.
  private static func changed(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\r":
        if rest.first == "\n" { rest.removeFirst() }
        scalars.append("\n")
      case "\u{FFFE}", "\u{FFFF}": break
      case "_":
        let next = rest.prefix(6)
        let isEscape =
          next.count == 6 && next.first == "x" && next.last == "_"
          && next.dropFirst().dropLast().allSatisfy(\.properties.isASCIIHexDigit)
        scalars.append(contentsOf: (isEscape ? "_x005F_" : "_").unicodeScalars)
      default: scalars.append(scalar)
      }
    }
    return String(scalars)
  }
}
