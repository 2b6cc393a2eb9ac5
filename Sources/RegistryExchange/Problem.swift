import RegistryModel

/// Why a file or a row of it is refused: where, and one sentence.
public struct Problem: Error, Hashable, Sendable {
  /// The line of the file, from 1; nil where the file as a whole is meant.
  public let line: Int?
  /// The header of the column; nil where the line as a whole is meant.
  public let column: String?
  /// The sentence, without place and value.
  public let reason: Words

  /// A problem of a place in a file.
  public init(line: Int? = nil, column: String? = nil, _ reason: Words) {
    self.line = line
    self.column = column
    self.reason = reason
  }

  /// A problem written out in both languages.
  init(line: Int? = nil, column: String? = nil, _ en: String, _ chinese: String) {
    self.init(line: line, column: column, Words(en, chinese))
  }

  /// The problem as a line to print: `FILE:LINE: COLUMN: reason`.
  public func text(file: String, _ language: Language) -> String {
    let place = [file, line.map(String.init)].compactMap { $0 }.joined(separator: ":")
    return [place, column, reason[language]].compactMap { $0 }.joined(separator: ": ")
  }
}
