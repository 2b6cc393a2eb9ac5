import RegistryModel

/// Proposes fields for the columns whose headers name none: by likeness of the names, then by the values. Of
/// two fields that are as likely none is proposed.
struct ColumnProposals {
  /// From this likeness in per cent on a header may be another spelling of a name.
  private static var atLeast: Int { 60 }

  private let known: KnownHeaders
  private let today: CivilDate

  init(_ known: KnownHeaders, on today: CivilDate) { (self.known, self.today) = (known, today) }

  /// Takes columns of which nothing is known for what they are like.
  ///
  /// - Parameter rows: the first below the header.
  func propose(_ columns: inout [ImportPlan.Column], _ rows: [FileRow]) {
    var taken: Set<String> = []
    for column in columns {
      if case .field(let field) = column.use { taken.insert(field.key) }
      if case .locates(let reference, _, _) = column.use { taken.insert(reference) }
    }
    let steps: [(ImportPlan.Column.Reason, (ImportPlan.Column) -> [String: Int])] = [
      (.likeness, { known.likeness(of: $0.header, atLeast: Self.atLeast) }),
      (
        .values, { column in fields(holding: rows.map { SpreadsheetText.value($0[column.place]) }) }
      ),
    ]
    for (reason, likely) in steps {
      for at in columns.indices
      where columns[at].use.isUnknown && columns[at].reason == .header && !columns[at].isReason {
        let fields = likely(columns[at]).filter { !taken.contains($0.key) }
        guard let best = fields.values.max(), fields.values.count(where: { $0 == best }) == 1,
          let field = fields.first(where: { $0.value == best }).flatMap({
            known.kind.schema[$0.key]
          })
        else { continue }
        columns[at].use = .field(field)
        columns[at].reason = reason
        taken.insert(field.key)
      }
    }
  }

  /// The fields that take all of these texts, and would not take any text.
  private func fields(holding texts: [String]) -> [String: Int] {
    let texts = Set(texts.filter { !$0.isEmpty })
    // A small number may be anything.
    guard !texts.isEmpty,
      !texts.allSatisfy({ $0.utf8.count < 6 && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
    else { return [:] }
    var fields: [String: Int] = [:]
    for field in known.kind.schema.fields where !field.isComputed && isStrict(field) {
      if texts.allSatisfy({ takes($0, field) }) { fields[field.key] = 1 }
    }
    return fields
  }

  private func isStrict(_ field: FieldInfo) -> Bool {
    switch field.entry {
    case .code, .choice: !takes("x", field) && !takes("社区", field)
    default: false
    }
  }

  private func takes(_ text: String, _ field: FieldInfo) -> Bool {
    var record = known.kind.schema.make()
    return (try? record.enter(text, field, .correction(on: today))) != nil
  }
}

extension ImportPlan.Column {
  /// It says why a row was left out, in a file that comes in again.
  fileprivate var isReason: Bool {
    [ImportPlan.reasonHeader.en, ImportPlan.reasonHeader.chinese].contains(header)
  }
}

extension ImportPlan.Column.Use {
  /// Nothing is known of it.
  fileprivate var isUnknown: Bool {
    if case .ignored(let why) = self { why == ImportPlan.Column.unknown } else { false }
  }
}
