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
  public private(set) var count = 1
  /// They are of one kind, but not one sentence: what is left of many.
  public private(set) var isRest = false
  /// The first of their lines.
  private var lines: [Int]

  private init(_ problem: Problem, _ severity: Severity) {
    self.severity = severity
    self.problem = problem
    lines = problem.line.map { [$0] } ?? []
  }

  private mutating func add(_ problem: Problem) {
    count += 1
    if let line = problem.line, lines.count < Self.named, lines.last != line { lines.append(line) }
  }

  /// Findings with equal parts are shown as one.
  private struct Sentence: Hashable {
    let severity: Severity
    let column: String?
    let rule: String?
    let reason: Words?
    /// Problems are told per value, warnings once for all values.
    let value: String?
    let isRest: Bool
  }

  /// In the order of their first lines, the rest of a kind after its last single one.
  static func all(_ problems: [Problem], severity: Severity) -> [ImportFinding] {
    var findings: [ImportFinding] = []
    var places: [Sentence: Int] = [:]
    var kinds: [Sentence: Int] = [:]
    for problem in problems {
      let (column, rule) = (problem.column, problem.rule)
      let sentence = Sentence(
        severity: severity, column: column, rule: rule, reason: problem.reason,
        value: severity == .hard ? problem.value : nil, isRest: false)
      if let place = places[sentence] {
        findings[place].add(problem)
        continue
      }
      let kind = Sentence(
        severity: severity, column: column, rule: rule,
        reason: rule == nil ? problem.reason : nil, value: nil, isRest: true)
      kinds[kind, default: 0] += 1
      let number = kinds[kind, default: 0]
      if number > single, let rest = places[kind] {
        findings[rest].add(problem)
        continue
      }
      var finding = ImportFinding(problem, severity)
      finding.isRest = number > single
      places[finding.isRest ? kind : sentence] = findings.count
      findings.append(finding)
    }
    return findings
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
