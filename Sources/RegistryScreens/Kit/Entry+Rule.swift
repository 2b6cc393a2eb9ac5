import RegistryModel

extension Entry {
  /// What may be typed, in one sentence.
  var rule: Words {
    switch self {
    case .text, .longText: Words("any text", "任意文字")
    case .whole: Words("a whole number", "整数")
    case .decimal(let places):
      Words("a number with up to \(places) decimals", "数字，最多 \(places) 位小数")
    case .date:
      Words(
        "2026-03-01, 20260301, 202603 or 2026; . is today, + and - move one day",
        "2026-03-01、20260301、202603 或 2026；. 为今天，+ - 逐日")
    case .flag: Words("1 yes, 0 no", "1 是, 0 否")
    case .code: Words("letters and digits; full-width ones work too", "字母和数字，全角亦可")
    case .choice: Words("a number or name of the table; F4 shows all", "填表中数字或名称；F4 列出全部")
    case .choices(let entries) where entries.haveOneDigit:
      Words("numbers: 13 is 1 and 3; F4 shows all", "数字，13 即 1 和 3；F4 列出全部")
    case .choices: Words("numbers separated by commas; F4 shows all", "数字，用逗号分隔；F4 列出全部")
    case .record:
      Words(
        "part of a name or number, then the digit before it; F4 shows all",
        "输入名称或编号的一部分，再按前面的数字；F4 列出全部")
    case .records:
      Words("names separated by commas; F4 shows all", "名称，用逗号分隔；F4 列出全部")
    case .made: Words("made by the program", "由程序生成")
    case .list(let item): item.rule + Words(", several with commas", "，多个用逗号分隔")
    }
  }
}
