import RegistryModel
import TerminalCore

/// What is typed into a record, as a draft keeps it: texts, records picked, values carried, the field
/// and the caret; `id` and `was` only where a stored record is edited.
///
/// Shape: `{"kind":"organization","id":"o12","was":{…},"texts":{"phone":"138"},"picked":{"community":
/// "m3"},"carried":{"tier":"filed"},"accepted":{"similar-name":"分店"},
/// "focus":"phone","caret":3}`
private enum DraftKey {
  static let kind = "kind"
  static let id = "id"
  static let was = "was"
  static let texts = "texts"
  static let picked = "picked"
  static let carried = "carried"
  static let accepted = "accepted"
  static let focus = "focus"
  static let caret = "caret"
}

extension RecordEditor {
  /// What is typed, as it is; of the stored record `was` under `id`, if one is named.
  func draft(
    as id: RecordID? = nil, was: (any Record)? = nil, _ context: Context
  ) -> [JSON.Member] {
    var texts: [JSON.Member] = []
    var picked: [JSON.Member] = []
    var carried: [JSON.Member] = []
    for field in fields {
      let value = record.json(field, on: context.day)
      if self.carried.contains(field.ordinal) {
        carried += value.map { [JSON.Member(field.key, $0)] } ?? []
      } else if !touched.contains(field.ordinal) {
        continue
      } else if field.refersTo != nil, let value {
        picked.append(JSON.Member(field.key, value))
      } else {
        texts.append(JSON.Member(field.key, .string(editor(of: field).text)))
      }
    }
    let stored = was ?? original
    let storedID = id ?? self.id
    let draft = JSON.object(
      of: (DraftKey.kind, .string(kind.rawValue)),
      (DraftKey.id, stored == nil ? nil : storedID.json),
      (DraftKey.was, stored.map { $0.storedJSON(as: storedID) }),
      (DraftKey.texts, .object(texts)), (DraftKey.picked, .object(picked)),
      (DraftKey.carried, .object(carried)),
      (DraftKey.focus, .string(field.key)), (DraftKey.caret, .int(editor.caret)),
      (
        DraftKey.accepted,
        accepted.isEmpty
          ? nil
          : .object(
            accepted.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .string($0.value)) })
      ))
    return draft.members ?? []
  }

  /// An editor of what a draft was made on; nil if it is no draft of a record.
  ///
  /// - Parameter newID: of a record that is not stored; nil is that of the only one.
  init?(
    draft: JSON, as newID: RecordID? = nil, fields keys: [String]? = nil, _ context: Context
  ) {
    guard let kind = draft[DraftKey.kind]?.string.flatMap(Kind.init(rawValue:)) else { return nil }
    let id = draft[DraftKey.id]?.string.flatMap { RecordID($0) }
    // What the clerk saw when typing, so that a colleague's save since then is merged or asked about.
    let was = draft[DraftKey.was].flatMap { kind.record(from: $0) }
    self.init(
      was ?? kind.schema.make(), id: id ?? newID ?? RecordID(kind, -1),
      original: id == nil ? nil : was,
      fields: keys?.compactMap { kind.schema[$0] }, context)
    resume(draft, context)
  }

  /// What is typed here, typed into the record as it is in `registry`.
  ///
  /// - Parameters:
  ///   - id: the record; nil is this one.
  ///   - keys: fields that take what is there.
  func onto(
    _ registry: RegistryState, as id: RecordID? = nil, without keys: Set<String> = [],
    _ context: Context
  ) -> RecordEditor? {
    guard let record = registry[id ?? self.id]?.content else { return nil }
    let draft = draft(as: id, was: record, context).map { member in
      guard let typed = member.value.members, member.key != DraftKey.was else { return member }
      return JSON.Member(member.key, .object(typed.filter { !keys.contains($0.key) }))
    }
    var again = RecordEditor(draft: .object(draft), fields: fields.map(\.key), context)
    again?.inset = inset
    again?.isRow = isRow
    again?.accepted = accepted.filter {
      !keys.contains(Setting.accepted($0.key, from: nil, to: nil).key)
    }
    return again
  }

  /// Types again what a draft holds.
  mutating func resume(_ draft: JSON, _ context: Context) {
    for member in draft[DraftKey.carried]?.members ?? [] {
      guard let field = kind.schema[member.key] else { continue }
      carry(member.value, in: field, context)
    }
    for member in draft[DraftKey.picked]?.members ?? [] {
      guard let field = kind.schema[member.key] else { continue }
      // What the record named before may have been taken out.
      enter("", in: field, context)
      for value in member.value.array ?? [member.value] {
        if let id = value.string.flatMap({ RecordID($0) }) { pick(id, in: field, context) }
      }
    }
    for member in draft[DraftKey.texts]?.members ?? [] {
      guard let field = kind.schema[member.key], let text = member.value.string else { continue }
      enter(text, in: field, context)
    }
    for member in draft[DraftKey.accepted]?.members ?? [] {
      accepted[member.key] = member.value.string
    }
    if let key = draft[DraftKey.focus]?.string { focus(on: key) }
    if let caret = draft[DraftKey.caret]?.int { moveCaret(to: caret) }
    forgetPast()
  }

  /// What a list of drafts says of one: of a stored record its name and the fields typed in, of a new one
  /// the name or text typed.
  static func summary(ofDraft draft: JSON) -> Words {
    let schema = draft[DraftKey.kind]?.string.flatMap(Kind.init(rawValue:))?.schema
    let texts = draft[DraftKey.texts]?.members ?? []
    let label = schema?.label ?? Words(same: "")
    if let stored = draft[DraftKey.was]?["name"]?.string {
      let keys = ((draft[DraftKey.picked]?.members ?? []) + texts).map(\.key)
      let typed = keys.compactMap { schema?[$0]?.label } + FormEditor.rowKinds(ofDraft: draft)
      let fields = typed.prefix(3)
      let more = typed.count > fields.count ? ".." : ""
      return label
        + Words(
          " \(stored): \(fields.map(\.en).joined(separator: ", "))\(more)",
          " \(stored): \(fields.map(\.chinese).joined(separator: ", "))\(more)")
    }
    let name = texts.first { $0.key == "name" } ?? texts.first
    return label + Words(same: " \(name?.value.string ?? "")")
  }
}
