/// Problems or warnings of a file that people read as one: equal ones are a line with a count.
public struct ImportFinding: Sendable {
  /// Lines named of many rows.
  private static var named: Int { 8 }
  /// Findings of one column and rule that are told one by one; a long file has thousands.
  static var single: Int { 20 }

  /// Whether it keeps the file from being imported.
  public let severity: Severity
  /// The first of them; where they differ only in the value, without it.
  public let problem: Problem
  /// How many rows have it.
  public let count: Int
  /// They are of one kind, but not one sentence: what is left of many.
  public let isRest: Bool
  /// The first of their lines.
  private var lines: [Int] = []

  private init(_ problems: [Problem], _ folded: Folded, _ severity: Severity) {
    self.severity = severity
    problem = problems[folded.places[0]]
    (count, isRest) = (folded.places.count, folded.isRest)
    for line in folded.places.lazy.compactMap({ problems[$0].line }) {
      if lines.last != line { lines.append(line) }
      if lines.count == Self.named { break }
    }
  }

  /// Findings with equal parts are shown as one.
  private struct Sentence: Hashable {
    let column: String?
    let rule: String?
    let reason: Words?
    /// Problems are told per value, warnings once for all values.
    let value: String?
  }

  /// In the order of their first lines, the rest of a kind after its last single one.
  static func all(_ found: some Sequence<Problem>, severity: Severity) -> [ImportFinding] {
    let problems = Array(found)
    return Folded.all(problems, single: single) {
      Sentence(
        column: $0.column, rule: $0.rule, reason: $0.reason,
        value: severity == .hard ? $0.value : nil)
    } kind: {
      Sentence(
        column: $0.column, rule: $0.rule, reason: $0.rule == nil ? $0.reason : nil, value: nil)
    }.map { ImportFinding(problems, $0, severity) }
  }

  /// The finding as a line to print.
  public func text(file: String, _ language: Language) -> String {
    guard count > 1 else { return problem.text(file: file, language) }
    let numbers =
      lines.map(String.init).joined(separator: ", ") + (count > lines.count ? " .." : "")
    if isRest {
      let what = Words("\(count) more of this kind: lines ", "同类问题另有 \(count) 个: 第 ")
      return Problem(column: problem.column, field: problem.field, what).text(at: file, language)
        + numbers
        + Words("", " 行")[language]
    }
    // All of one line are about the header.
    guard lines.count > 1 else {
      return problem.text(file: file, language)
        + Words(" (\(count) rows)", " (\(count) 行)")[language]
    }
    return Problem(
      column: problem.column, field: problem.field,
      value: severity == .hard ? problem.value : nil, problem.reason
    ).text(at: file, language)
      + Words(" (\(count) rows: \(numbers))", " (\(count) 行: \(numbers))")[language]
  }
}
