/// What a cell's format makes of its number.
enum CellFormat {
  /// Nothing that changes how it is read.
  case general
  /// Digits, a point, separators, percent.
  case plain(NumberPattern)
  /// A day or a time.
  case date(DateShape)

  /// A format by its code, such as `yyyy"年"m"月"`; of several sections the first is for positive numbers.
  init(code: String) {
    let sections = Self.sections(code)
    if let shape = DateShape(code: sections[0]) {
      self = .date(shape)
    } else if let pattern = NumberPattern(code: sections[0], sections: sections.count) {
      self = .plain(pattern)
    } else {
      self = .general
    }
  }

  /// A format that has a number and no code, as a Chinese Excel reads it.
  init(builtIn id: Int) {
    self = Self.codes[id].map { CellFormat(code: $0) } ?? .general
  }

  private static let codes: [Int: String] = [
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
    14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
    27: "yyyy年m月", 28: "m月d日", 29: "m月d日", 30: "m-d-yy", 31: "yyyy年m月d日", 32: "h时mm分",
    33: "h时mm分ss秒", 34: "h时mm分", 35: "h时mm分ss秒", 36: "yyyy年m月", 37: "#,##0_);(#,##0)",
    38: "#,##0_);[Red](#,##0)", 39: "#,##0.00_);(#,##0.00)", 40: "#,##0.00_);[Red](#,##0.00)",
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 50: "yyyy年m月", 51: "m月d日", 52: "yyyy年m月",
    53: "m月d日", 54: "m月d日", 55: "h时mm分", 56: "h时mm分ss秒", 57: "yyyy年m月", 58: "m月d日",
  ]

  /// The parts between semicolons that are not quoted.
  private static func sections(_ code: String) -> [String] {
    var sections = [""]
    var isQuoted = false
    var isEscaped = false
    for scalar in code.unicodeScalars {
      if isEscaped {
        isEscaped = false
      } else if scalar == "\\" && !isQuoted {
        isEscaped = true
      } else if scalar == "\"" {
        isQuoted.toggle()
      } else if scalar == ";" && !isQuoted {
        sections.append("")
        continue
      }
      sections[sections.count - 1].unicodeScalars.append(scalar)
    }
    return sections
  }
}
