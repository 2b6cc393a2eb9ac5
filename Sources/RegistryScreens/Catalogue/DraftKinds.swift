import RegistryModel

/// What a draft is a draft of: one row a screen that takes typing. Drafts of records have no `form`.
enum DraftKind: String, CaseIterable {
  case record, assign, change, rearrange, bin, importFile = "import"

  static let key = "form"

  /// What the draft was made in; nil if a newer program made it.
  init?(_ note: DraftNote) {
    guard let word = note.content[Self.key]?.string else {
      self = .record
      return
    }
    self.init(rawValue: word)
  }

  /// The member that names it.
  var member: JSON.Member { JSON.Member(Self.key, .string(rawValue)) }

  /// The screens as they were, the last on top; nil if the draft cannot be read.
  func screens(_ note: DraftNote, _ context: Context) -> [any Screen]? {
    switch self {
    case .record: FormScreen.resume(note, context)
    case .assign: AssignScreen.resume(note, context).map { [$0] }
    case .change: ChangeScreen.resume(note, context).map { [$0] }
    case .rearrange: RearrangeScreen.resume(note, context).map { [$0] }
    case .bin: Bin.resume(note, context).map { [$0] }
    case .importFile: ImportScreen.resume(note).map { [$0] }
    }
  }

  /// What a list of drafts says of one.
  func summary(_ note: DraftNote, _ context: Context) -> Words {
    let name = note.record.map { id in
      let name = { context.registry.shortName(of: id, on: context.day, $0) }
      return Words(" \(name(.en))", " \(name(.chinese))")
    }
    let (record, text) = (name ?? Words(same: ""), note.content["text"]?.string ?? "")
    return switch self {
    case .record: RecordEditor.summary(ofDraft: note.content)
    case .assign: AssignScreen.name + record
    case .change: ChangeScreen.name + record
    case .rearrange: RearrangeScreen.name + record
    case .bin: BinScreen.name + record + Words(same: ": \(text)")
    case .importFile:
      note.content["table"] == nil
        ? ImportScreen.name + Words(same: " \(text)")
        : ImportScreen.name + Words(": ", ": ") + PathScreen.Source.table("").words
    }
  }
}

extension DraftNote {
  /// The stored record that is being changed; nil if a new one is typed.
  var record: RecordID? { content["id"]?.string.flatMap { RecordID($0) } }
}
