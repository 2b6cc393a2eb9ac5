import RegistryModel
import TerminalCore

// The page as a draft keeps it.
extension RearrangeScreen {
  func draft(_ context: Context) -> JSON? {
    let isTyped = day.text != proposedDay || !reason.text.isEmpty
    guard isTyped || !added.isEmpty || !plan.chosen.isEmpty else { return nil }
    return .object(
      of: (DraftKind.key, .string(DraftKind.rearrange.rawValue)),
      ("purpose", .string(plan.purpose.rawValue)),
      ("subjects", .array(plan.subjects.map(\.json))),
      ("successors", .array(plan.successors.map(\.json))), ("adds", .bool(addsSubjects)),
      ("day", .string(day.text)), ("reason", .string(reason.text)),
      (
        "chosen",
        .object(plan.chosen.sorted { $0.key < $1.key }.map { .init($0.key, $0.value.json) })
      ),
      ("id", (plan.subjects.first ?? plan.successors.first)?.json))
  }

  /// The page a draft holds; nil if a record of it is there no longer.
  static func resume(_ note: DraftNote, _ context: Context) -> RearrangeScreen? {
    let content = note.content
    let ids = { (key: String) in
      (content[key]?.array ?? []).compactMap { $0.string.flatMap { RecordID($0) } }
    }
    let (subjects, successors) = (ids("subjects"), ids("successors"))
    guard let purpose = content["purpose"]?.string.flatMap(Rearrangement.Purpose.init(rawValue:)),
      (subjects + successors).allSatisfy({
        context.registry[$0]?.binned == nil && context.registry[$0] != nil
      }),
      !(subjects + successors).isEmpty
    else { return nil }
    var screen = RearrangeScreen(
      Rearrangement(purpose, of: subjects, to: successors, from: context.day),
      addsSubjects: content["adds"] == true, draft: note.name)
    screen.day = LineEditor(content["day"]?.string ?? "")
    screen.reason = LineEditor(content["reason"]?.string ?? "")
    for member in content["chosen"]?.members ?? [] {
      screen.plan.chosen[member.key] = Rearrangement.Outcome(member.value)
    }
    screen.takeDay()
    screen.takeReason()
    return screen
  }
}
