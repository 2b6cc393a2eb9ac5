import RegistryModel

/// Why a file or a row of it is refused: where, and one sentence.
public struct Problem: Error, Hashable, Sendable {
  /// The line of the file, from 1; nil where the file as a whole is meant.
  public let line: Int?
  /// The header of the column, or the key of a field that has none; nil where the line as a whole is meant.
  public let column: String?
  /// The label of the field; nil where none is meant.
  let field: Words?
  /// The sentence, without place and value.
  public let reason: Words

  /// A problem of a place in a file.
  public init(line: Int? = nil, column: String? = nil, field: Words? = nil, _ reason: Words) {
    (self.line, self.column, self.field) = (line, column, field)
    self.reason = reason
  }

  /// A problem written out in both languages.
  init(line: Int? = nil, column: String? = nil, _ en: String, _ chinese: String) {
    self.init(line: line, column: column, Words(en, chinese))
  }

  /// The column as people know it: a header in letters behind the label it stands for.
  private func column(_ language: Language) -> String? {
    guard let column, let field, language == .chinese, column.allSatisfy(\.isASCII) else {
      return column
    }
    return "\(field.chinese) (\(column))"
  }

  /// The problem as a line to print: `FILE:LINE: COLUMN: reason`.
  public func text(file: String, _ language: Language) -> String {
    let place = [file, line.map(String.init)].compactMap { $0 }.joined(separator: ":")
    return [place, column(language), reason[language]].compactMap { $0 }.joined(separator: ": ")
  }
}
