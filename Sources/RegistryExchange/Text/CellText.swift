import RegistryModel

/// A cell as offices write values: days of a spreadsheet, a unit behind a number, midnight behind a day.
struct CellText {
  private let text: String
  /// The number of the cell, where it says more than the text.
  private let number: String?

  init(_ text: String, number: String?) { (self.text, self.number) = (text, number) }

  /// The text as a field takes it; unchanged where nothing is known of it.
  func text(for field: FieldInfo) -> String {
    switch field.entry {
    case .date: isNothing ? "" : day ?? text
    case .whole, .decimal: isDash ? "" : text.hasSuffix("%") ? share(field) : amount
    case .code: isNothing ? "" : digits ?? text
    case .record, .records, .list: isNothing ? "" : text
    case .choice, .choices, .flag: isDash ? "" : text
    default: text
    }
  }

  /// A line through the cell: it is left empty.
  private var isDash: Bool {
    ["/", "-", "--", "\u{2013}", "\u{2014}", "\u{2014}\u{2014}"].contains(text.nfkc)
  }

  /// Empty, in a word; of a number 无 may be nought.
  private var isNothing: Bool { isDash || text == "无" }

  /// The digits of a code that a program has kept as a number: `110105001001.0`.
  private var digits: String? {
    guard text.hasSuffix(".0"), text.utf8.dropLast(2).allSatisfy({ (0x30...0x39).contains($0) }),
      // More than a double holds exactly, and the last ones are wrong.
      (3...17).contains(text.utf8.count)
    else { return nil }
    return String(text.dropLast(2))
  }

  /// That a number with one decimal place may be January or October: a spreadsheet drops the last zero.
  func uncertainMonth(of field: FieldInfo) -> Words? {
    guard field.entry == .date, let number, number.hasSuffix(".1"), number.utf8.count == 6 else {
      return nil
    }
    let year = number.prefix(4)
    let isShown = text.hasSuffix(".10")
    return Words(
      "spreadsheets drop a last zero, so it may mean \(year)-01 or \(year)-10: taken for "
        + (isShown ? "\(year)-10 as it is shown" : "\(year)-01") + "; mend it if that is wrong",
      "电子表格会略去末尾的 0，可能是 \(year)-01 或 \(year)-10：按 "
        + (isShown ? "\(year)-10" : "\(year)-01") + " 读入，如不对请改正")
  }

  /// That five digits are taken for a day of a spreadsheet.
  func uncertainDay(of field: FieldInfo) -> Words? {
    guard field.entry == .date, let day else { return nil }
    return Words(
      "taken for a day of a spreadsheet: \(day); mend it if that is wrong",
      "按电子表格日期 \(day) 读入，如不对请改正")
  }

  /// A share in percent, exactly as the sheet holds it; an amount is none.
  private func share(_ field: FieldInfo) -> String {
    guard field.isNotAdded else { return text }
    guard let number, let exact = ExactDecimal(value: .string(number)),
      exact.numerator.magnitude < Int.max / 100
    else { return String(text.dropLast()).tidied }
    let percent = ExactDecimal(numerator: exact.numerator * 100).json
    return percent.string ?? percent.int.map(String.init) ?? text
  }

  /// The days of a spreadsheet count from the last of 1899; nobody registers before 1954 or after 2078.
  private var day: String? {
    let text = text.nfkc.tidied
    guard text.utf8.count == 5, let days = Int(text), (20_000...65_380).contains(days) else {
      return nil
    }
    return CivilDate(year: 1899, month: 12, day: 30)?.adding(days: days).description
  }

  /// The digits of an amount: as the sheet holds them, without the unit behind them.
  private var amount: String {
    if let number { return number }
    let folded = text.nfkc.tidied
    guard let unit = Self.units.first(where: folded.hasSuffix), folded.first?.isNumber == true
    else {
      return text
    }
    return String(folded.dropLast(unit.count)).tidied
  }

  /// What a count is of.
  static func isCount(_ unit: String) -> Bool { units.contains(unit) }

  /// What people, households, things and years are counted in.
  private static let units = ["人", "名", "个", "户", "家", "位", "次", "年度", "年"]
}
