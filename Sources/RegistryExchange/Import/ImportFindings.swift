import RegistryModel

/// Says what rules find of a record in the words of the file: by line and column.
struct ImportFindings {
  let header: ImportHeader
  let kind: Kind
  /// The line of every record the import touches.
  let lines: [RecordID: Int]

  /// Puts what is refused into the row's outcome and the rest among its warnings.
  func report(_ judgement: Judgement, on row: inout ImportRow) {
    let problems = judgement.refused.map { problem($0, line: row.line) }
    for finding in judgement.asked {
      row.warnings.append(
        ImportRow.Warning(rule: finding.rule, problem: problem(finding, line: row.line)))
    }
    if !problems.isEmpty { row.outcome = .bad(problems) }
  }

  private func problem(_ finding: Finding, line: Int) -> Problem {
    guard let field = kind.schema[finding.field] else { return Problem(line: line, finding.words) }
    let column = header.column(of: field.key)
    if finding.rule == "required", column == nil { return header.missingColumn(kind, field.key) }
    let (name, label) = (column?.header ?? field.key, field.label)
    guard let other = finding.other, let otherLine = lines[other] else {
      return Problem(line: line, column: name, field: label, finding.words)
    }
    if finding.rule == "unique" || finding.rule.hasPrefix("similar") {
      return Problem(
        line: line, column: name, field: label,
        Words("the same as in line \(otherLine)", "与第 \(otherLine) 行相同"))
    }
    return Problem(
      line: line, column: name, field: label,
      finding.words + Words(" (see line \(otherLine))", " (见第 \(otherLine) 行)"))
  }
}
