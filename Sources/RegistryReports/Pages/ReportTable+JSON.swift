import RegistryModel

extension ReportTable {
  /// `{"report":"towns","title","office","asOf","period","plan","columns":[{"key","title"}],"rows":[{"town","communities",…}],"totals":[…],"notes":[…]}`
  ///
  /// Titles and notes are in English in it, as everywhere in JSON.
  public var json: JSON {
    .object(
      of: ("report", .string(report)), ("title", .string(title.en)),
      ("office", .string(head.office)), ("asOf", head.day.json),
      ("period", head.period.map { .string($0.description) } ?? .null),
      (
        "frozen",
        head.frozen.map { .object(of: ("on", $0.day.json), ("version", .int($0.version))) }
      ),
      ("plan", head.plan.map { .string($0.id) } ?? .null),
      (
        "columns",
        .array(
          columns.map {
            .object(of: ("key", .string($0.key)), ("title", .string($0.title.en)))
          })
      ),
      ("rows", .array(rows.map(members))), ("totals", .array(totals.map(members))),
      ("notes", .array(notes.map { .string($0.en) })))
  }

  private func members(_ cells: [Cell]) -> JSON {
    .object(zip(columns, cells).map { JSON.Member($0.key, $1.json) })
  }
}
