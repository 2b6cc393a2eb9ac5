import RegistryModel

/// Says what rules find of a record in the words of the file: by line, column and value as written.
struct ImportFindings {
  let header: ImportHeader
  let kind: Kind
  /// The line of every record the import touches.
  let lines: [RecordID: Int]

  /// Puts what is refused into the row's outcome and the rest among its warnings.
  ///
  /// - Parameter raw: reads the row once more, where something was found.
  func report(_ judgement: Judgement, on row: inout ImportRow, _ raw: () -> FileRow?) {
    guard !judgement.refused.isEmpty || !judgement.asked.isEmpty else { return }
    let raw = raw()
    let problems = judgement.refused.map { problem($0, line: row.line, raw) }
    for finding in judgement.asked { row.warnings.append(problem(finding, line: row.line, raw)) }
    guard !problems.isEmpty else { return }
    row.refuse(problems)
    row.cells = raw?.cells ?? []
  }

  private func problem(_ finding: Finding, line: Int, _ raw: FileRow?) -> Problem {
    guard let field = kind.schema[finding.field] else {
      return Problem(line: line, rule: finding.rule, finding.words)
    }
    let column = header.column(of: field.key)
    if finding.rule == "required", column == nil { return header.missingColumn(kind, field.key) }
    guard let column else {
      return Problem(line: line, rule: finding.rule, field.naming(words(finding)))
    }
    return Problem(
      line: line, column: column.header, field: field.label,
      value: raw.map { header.written(column, in: $0) }, rule: finding.rule, words(finding))
  }

  private func words(_ finding: Finding) -> Words {
    guard let other = finding.other, let line = lines[other] else { return finding.words }
    if finding.rule == "unique" || finding.rule.hasPrefix("similar") {
      return Words("the same as in line \(line)", "与第 \(line) 行相同")
    }
    return finding.words + Words(" (see line \(line))", " (见第 \(line) 行)")
  }
}
