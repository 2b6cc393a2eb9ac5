import RegistryModel

/// Says what rules find of a record in the words of the file: by line and column.
struct ImportFindings {
  let header: ImportHeader
  let kind: Kind
  /// The line of every record the import touches.
  let lines: [RecordID: Int]

  /// Puts hard findings into the row's outcome and soft ones among its warnings.
  func report(_ findings: [Finding], on row: inout ImportRow) {
    var problems: [Problem] = []
    for finding in findings {
      let problem = problem(finding, line: row.line)
      if finding.severity == .hard {
        problems.append(problem)
      } else {
        row.warnings.append(ImportRow.Warning(rule: finding.rule, problem: problem))
      }
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
