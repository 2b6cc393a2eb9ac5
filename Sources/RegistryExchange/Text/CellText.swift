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
    case .date: day ?? text
    case .whole, .decimal: text.hasSuffix("%") ? share(field) : amount
    default: text
    }
  }

  /// That a number with one decimal place may be January or October: a spreadsheet drops the last zero.
  func uncertainMonth(of field: FieldInfo) -> Words? {
    guard field.entry == .date, let number, number.hasSuffix(".1"), number.utf8.count == 6 else {
      return nil
    }
    let year = number.prefix(4)
    let isShown = text.hasSuffix(".10")
    return Words(
      "a number in the sheet, so it may mean \(year)-01 or \(year)-10: taken for "
        + (isShown ? "\(year)-10 as it is shown" : "\(year)-01") + "; mend it if that is wrong",
      "表中为数值，可能是 \(year)-01 或 \(year)-10：按 " + (isShown ? "\(year)-10" : "\(year)-01")
        + " 读入，如不对请改正")
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
    guard let unit = folded.last, Self.units.contains(unit), folded.first?.isNumber == true else {
      return text
    }
    return String(folded.dropLast()).tidied
  }

  /// What people, households and things are counted in.
  private static let units: Set<Character> = ["人", "名", "个", "户", "家", "位", "次"]
}
