/// What is wrong or odd in a file: where, the value as written, and one sentence.
public struct Problem: Error, Hashable, Sendable {
  /// Longer values are cut: the cell is found by line and column.
  private static var longest: Int { 40 }

  /// The line of the file, from 1; nil if the file as a whole is meant.
  public let line: Int?
  /// The header of the column; nil if the line as a whole is meant.
  public let column: String?
  /// The label of the field the column is taken for; nil if none is meant.
  let field: Words?
  /// The cell as written, private numbers masked; nil if it is empty or none is meant.
  public let value: String?
  /// The key of the rule that says so; nil if the value could not be read at all.
  public let rule: String?
  /// The sentence, without place and value.
  public let reason: Words

  /// A problem of a place in a file.
  public init(
    line: Int? = nil, column: String? = nil, field: Words? = nil, value: String? = nil,
    rule: String? = nil, _ reason: Words
  ) {
    self.line = line
    self.column = column
    self.field = field
    self.value = value.flatMap { $0.isEmpty ? nil : Self.shortened($0) }
    self.rule = rule
    self.reason = reason
  }

  /// A problem written out in both languages.
  public init(
    line: Int? = nil, column: String? = nil, value: String? = nil, _ en: String, _ chinese: String
  ) {
    self.init(line: line, column: column, value: value, Words(en, chinese))
  }

  /// The problem as a line to print: `FILE:LINE: COLUMN "VALUE": reason`.
  public func text(file: String, _ language: Language) -> String {
    text(at: [file, line.map(String.init)].compactMap { $0 }.joined(separator: ":"), language)
  }

  /// The problem without its line.
  public func text(_ language: Language) -> String { text(at: "", language) }

  /// The problem after the words that say where.
  func text(at place: String, _ language: Language) -> String {
    let cell = [column(language), value.map { "\"\($0)\"" }].compactMap { $0 }.joined(
      separator: " ")
    return [place, cell, reason[language]].filter { !$0.isEmpty }.joined(separator: ": ")
  }

  /// The column as people know it: a header in letters after the label it represents.
  private func column(_ language: Language) -> String? {
    guard let column, let field, language == .chinese, column.allSatisfy(\.isASCII) else {
      return column
    }
    return "\(field.chinese) (\(column))"
  }

  private static func shortened(_ value: String) -> String {
    value.count > longest ? value.prefix(longest) + ".." : value
  }
}
