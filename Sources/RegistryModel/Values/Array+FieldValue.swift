/// Several values of one field, none of them twice; those of a code table in the table's order.
extension Array: FieldValue where Element: FieldValue {
  /// Commas and semicolons of either width and `、` part the values; a space does too where the
  /// text with the space in it is no value. `13` is 1 and 3 where all numbers of the table have one
  /// digit.
  public init(text: String) throws(FieldError) {
    var values: [Element] = []
    for part in text.split(whereSeparator: Self.isSeparator) {
      let part = String(part).tidied
      if !part.isEmpty { values += try Self.values(part) }
    }
    guard !values.isEmpty else { throw FieldError("must have at least one value", "至少填一项") }
    self = Self.arranged(values)
  }

  /// Takes a list, also an empty one.
  public init(json: JSON) throws(FieldError) {
    guard let items = json.array else { throw FieldError("must be a list", "应为列表") }
    var values: [Element] = []
    values.reserveCapacity(items.count)
    for item in items { values.append(try Element(json: item)) }
    self = Self.arranged(values)
  }

  /// Reads the same from a tape.
  public init(tape: inout JSONTape) throws(FieldError) {
    guard tape.enterArray() else { throw FieldError("must be a list", "应为列表") }
    var values: [Element] = []
    while !tape.leaveArray() { values.append(try Element(tape: &tape)) }
    self = Self.arranged(values)
  }

  /// A list of the values.
  public var json: JSON { .array(map(\.json)) }

  /// The values with commas between.
  public func text(_ language: Language) -> String {
    map { $0.text(language) }.joined(separator: ", ")
  }

  /// One whole value, which most lists of numbers end with; codes go on.
  public static var isWhole: WholeTest? {
    guard let isWhole = Element.isWhole, Element.entry.codes.isEmpty else { return nil }
    return { text in !text.contains(where: Self.isSeparator) && isWhole(text) }
  }

  /// Lists of records are declared by the field row, which knows the kind.
  public static var entry: Entry {
    if case .choice(let entries) = Element.entry { .choices(entries) } else { .list(Element.entry) }
  }
  /// What files hold.
  public static var form: StoredForm { Element.form.listed }

  private static func isSeparator(_ character: Character) -> Bool {
    ",，、;；".contains(character)
  }

  /// One value, or several: with spaces between where the type has no free text, digit by digit where
  /// all numbers of the table have one.
  private static func values(_ part: String) throws(FieldError) -> [Element] {
    do {
      return [try Element(text: part)]
    } catch {
      let digits = part.nfkc
      let isDigitByDigit = digits.isDigits && Element.entry.codes.haveOneDigit
      let words =
        isDigitByDigit ? digits.map { String($0) } : part.split(separator: " ").map(String.init)
      guard words.count > 1 else { throw error }
      var values: [Element] = []
      for word in words { values.append(try Element(text: word)) }
      return values
    }
  }

  private static func arranged(_ values: [Element]) -> [Element] {
    guard values.count > 1 else { return values }
    var seen: Set<Element> = []
    let single = values.filter { seen.insert($0).inserted }
    guard case .choice(let entries) = Element.entry else { return single }
    return entries.compactMap { entry in single.first { $0.json.string == entry.word } }
  }
}
