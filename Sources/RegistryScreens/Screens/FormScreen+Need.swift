import RegistryModel

/// A need that the programme being typed answers: saved with it, in one change set.
struct AnsweredNeed: Sendable {
  let id: RecordID
  /// Keys of it in which a colleague's values hold.
  private var kept: Set<String> = []

  init(_ id: RecordID) { self.id = id }

  /// A colleague's values hold in these fields.
  mutating func keep(_ keys: Set<String>) { kept.formUnion(keys) }

  /// What is saved of it; nil if nothing is: a colleague has put it away, or another programme answers it.
  ///
  /// - Parameter base: the registry the form was opened on. Which programme answers the need is set
  ///   against that, so that what a colleague said of it since is asked about.
  func change(
    by programme: RecordID, _ record: any Record, since base: RegistryState, _ context: Context
  ) -> Change? {
    if kept.contains(Self.link) { return nil }
    let since = (record as? Programme)?.since
    let change = context.registry.taking(
      id, by: programme, beginning: since, today: context.clock.today)
    guard var change else { return nil }
    change.settings.removeAll { kept.contains(Kind.need.field(of: $0.key)?.key ?? $0.key) }
    let before = base.needs[id.number]?.record.programme
    for place in change.settings.indices where change.settings[place].key == Self.link {
      change.settings[place].before = before?.json ?? .null
    }
    return change.settings.isEmpty ? nil : change
  }

  private static let link = "programme"
}

extension FormScreen {
  /// The form of a new programme that answers a need, filled with what the need says.
  static func programme(answering id: RecordID, _ context: Context) -> FormScreen {
    let need = context.registry.needs[id.number]?.record ?? Need()
    let given: [(key: String, value: JSON?)] = [
      ("name", need.title.map(JSON.string)), ("status", ProgrammeStatus.proposed.json),
      ("communities", need.community.map { [$0.json] }),
      ("serviceAreas", need.serviceArea.map { [$0.json] }),
      ("targetGroups", need.targetGroups?.json),
    ]
    var form = new(
      .programme, given: given.compactMap { key, value in value.map { (key, $0) } }, context)
    form.answered = AnsweredNeed(id)
    return form
  }

  /// What a save changes in the need that is answered; none if there is no such need.
  func answeredChanges(_ context: Context) -> [Change] {
    let change = answered?.change(
      by: record, content.record.completed(context), since: saving.base, context)
    return change.map { [$0] } ?? []
  }

  /// That the need was not linked, where that is so: somebody has put it away.
  func unlinked(_ context: Context) -> Words {
    guard let need = answered.flatMap({ context.registry[$0.id] }), need.binned != nil else {
      return Words(same: "")
    }
    let name = { (language: Language) in
      context.registry.shortName(of: need.id, on: context.day, language)
    }
    return Words(
      "; not linked to \(name(.en)), which is in the recycle bin",
      "；需求“\(name(.chinese))”已在回收站，未关联")
  }
}
