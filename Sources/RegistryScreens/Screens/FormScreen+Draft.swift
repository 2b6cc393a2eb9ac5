import RegistryModel
import TerminalCore

/// A form as its draft keeps it: the record, what it was, the texts typed, the field and the caret.
///
/// Shape: `{"kind":"organization","id":"o12","was":{…},"texts":{"phone":"138"},"picked":{"community":
/// "m3"},"carried":{"tier":"filed"},"focus":"phone","caret":3}`; `id` and `was` only where a stored record is edited.
private enum DraftKey {
  static let kind = "kind"
  static let id = "id"
  static let was = "was"
  static let texts = "texts"
  static let picked = "picked"
  static let carried = "carried"
  static let focus = "focus"
  static let caret = "caret"
}

extension FormScreen {
  /// Has the form kept on disk as it stands.
  func keepDraft(_ context: Context) -> [Step] {
    [.effect(.keepDraft(name: draft, draftContent(context)))]
  }

  var draftName: String? { draft }

  private func draftContent(_ context: Context) -> JSON {
    var texts: [JSON.Member] = []
    var picked: [JSON.Member] = []
    var carried: [JSON.Member] = []
    for field in editor.fields {
      if editor.carried.contains(field.ordinal) {
        let value = editor.record.json(field, on: context.day)
        carried += value.map { [JSON.Member(field.key, $0)] } ?? []
      } else if !editor.touched.contains(field.ordinal) {
        continue
      } else if field.refersTo != nil, let value = editor.record.json(field, on: context.day) {
        picked.append(JSON.Member(field.key, value))
      } else {
        texts.append(JSON.Member(field.key, .string(editor.editor(of: field).text)))
      }
    }
    let isStored = editor.original != nil
    return .object(
      of: (DraftKey.kind, .string(editor.kind.rawValue)),
      (DraftKey.id, isStored ? editor.id.json : nil),
      (DraftKey.was, editor.original.map { $0.storedJSON(as: editor.id) }),
      (DraftKey.texts, .object(texts)), (DraftKey.picked, .object(picked)),
      (DraftKey.carried, .object(carried)),
      (DraftKey.focus, .string(editor.field.key)), (DraftKey.caret, .int(editor.editor.caret)))
  }

  /// The form a draft holds: same field, same text, same cursor; nil where it is no draft of ours.
  static func resume(_ note: DraftNote, _ context: Context) -> FormScreen? {
    guard let kind = note.content[DraftKey.kind]?.string.flatMap(Kind.init(rawValue:)) else {
      return nil
    }
    let id = note.content[DraftKey.id]?.string.flatMap { RecordID($0) }
    // What the clerk saw when typing, so that a colleague's save since then is merged or asked about.
    let was = note.content[DraftKey.was].flatMap { kind.record(from: $0) }
    var editor = RecordEditor(
      was ?? kind.schema.make(), id: id ?? RecordID(kind, -1), original: id == nil ? nil : was,
      context)
    for member in note.content[DraftKey.carried]?.members ?? [] {
      guard let field = kind.schema[member.key] else { continue }
      editor.carry(member.value, in: field, context)
    }
    for member in note.content[DraftKey.picked]?.members ?? [] {
      guard let field = kind.schema[member.key] else { continue }
      // What the record named before may have been taken out.
      editor.enter("", in: field, context)
      for value in member.value.array ?? [member.value] {
        if let id = value.string.flatMap({ RecordID($0) }) { editor.pick(id, in: field, context) }
      }
    }
    for member in note.content[DraftKey.texts]?.members ?? [] {
      guard let field = kind.schema[member.key], let text = member.value.string else { continue }
      editor.enter(text, in: field, context)
    }
    if let focus = note.content[DraftKey.focus]?.string { editor.focus(on: focus) }
    if let caret = note.content[DraftKey.caret]?.int { editor.moveCaret(to: caret) }
    return FormScreen(editor, draft: note.name, context)
  }

  /// What a list of drafts says of one.
  static func summary(_ note: DraftNote, _ language: Language) -> String {
    let kind = note.content[DraftKey.kind]?.string.flatMap(Kind.init(rawValue:))
    let texts = note.content[DraftKey.texts]?.members ?? []
    let typed = texts.first { $0.key == "name" }?.value.string
    let name = typed ?? note.content[DraftKey.was]?["name"]?.string ?? texts.first?.value.string
    return "\(kind?.schema.label[language] ?? "") \(name ?? "")"
  }
}
