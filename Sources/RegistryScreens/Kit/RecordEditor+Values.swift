import RegistryModel
import TerminalCore

// What the record holds, proposes and shows, as it is typed.
extension RecordEditor {
  /// The record as it would be saved.
  func completed(_ context: Context) -> any Record {
    // A stored record that nobody typed in stays as it is.
    if original != nil, !isChanged { return record }
    let said = touched.map { kind.schema.fields[$0].key }
    var record = record
    for field in fields where proposals[field.ordinal] != nil {
      guard let proposal = proposal(field, context) else { continue }
      try? record.put(proposal, field, .correction(on: context.day))
    }
    return record.completed(
      from: original, saying: Set(said), in: context.registry, on: context.day
    ).record
  }

  /// What would turn the record of `registry` into this one.
  func change(on registry: RegistryState, _ context: Context) -> Change {
    change(from: registry[id]?.content, context)
  }

  /// What a save of the record writes.
  func change(_ context: Context) -> Change {
    var change = change(from: original, context)
    let old = context.registry[id]?.accepted ?? [:]
    change.settings += accepted.sorted { $0.key < $1.key }
      .map { Setting.accepted($0.key, from: old[$0.key], to: $0.value) }
    return change
  }

  private func change(from before: (any Record)?, _ context: Context) -> Change {
    let settings = completed(context).settings(from: before)
    let naming = before == nil ? [owner].compactMap { $0 } : []
    return Change(id, isNew: before == nil, naming + settings)
  }

  /// What the rules propose for an empty, untouched field of a new record; a stored one keeps the
  /// gaps its clerk left.
  func proposal(_ field: FieldInfo, _ context: Context) -> JSON? {
    guard original == nil, !field.isComputed, !touched.contains(field.ordinal),
      record.json(field, on: context.day) == nil
    else { return nil }
    return proposed(field, in: context.registry, on: context.day)
  }

  /// The same of a day, whatever is in the field.
  func proposed(
    _ field: FieldInfo, in registry: RegistryState, on day: CivilDate
  ) -> JSON? {
    proposals[field.ordinal] ?? record.proposed(field, in: registry, on: day)
  }

  /// The field can be visited: it makes sense here and is typed by people.
  func isTypable(_ field: FieldInfo, _ context: Context) -> Bool {
    guard !field.isComputed else { return false }
    if case .skipped = record.asked(field, on: context.day) { return false }
    return true
  }

  func entryText(_ field: FieldInfo, of record: any Record, _ context: Context) -> String {
    guard let json = record.json(field, on: context.day) else { return "" }
    switch field.entry {
    case .choice(let entries), .choices(let entries):
      return (json.array ?? [json]).compactMap { word in
        entries.first { $0.word == word.string }.map { String($0.number) }
      }.joined(separator: ",")
    case .flag: return json == true ? "1" : "0"
    default:
      // What was not typed here is never shown in full.
      let isStored =
        original?.json(field, on: context.day) == json || carried.contains(field.ordinal)
      return isStored
        ? context.registry.maskedText(field, of: record, on: context.day, context.language)
        : context.registry.text(field, of: record, on: context.day, context.language)
    }
  }

  /// The dated fields whose value differs from the one shown before.
  func alteredDated(_ context: Context) -> [FieldInfo] {
    guard let original else { return [] }
    return fields.filter {
      $0.isDated && original.json($0, on: context.day) != record.json($0, on: context.day)
    }
  }

  /// The undated fields whose value differs from the one there was before.
  func alteredUndated(_ context: Context) -> [FieldInfo] {
    guard let original else { return [] }
    return fields.filter {
      !$0.isDated && !$0.isComputed
        && original.json($0, on: context.day) != record.json($0, on: context.day)
    }
  }
}
