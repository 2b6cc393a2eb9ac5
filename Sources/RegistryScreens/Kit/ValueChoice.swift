import RegistryModel

/// A value of one field outside the form of its record: what it may be, and what is wrong with a text.
enum ValueChoice {
  /// The values to choose from; what is chosen comes as a text or a record. Where there are none, its rule.
  static func steps(for field: FieldInfo, text: String, _ context: Context) -> [Step] {
    switch field.entry {
    case .choice(let entries):
      let items = entries.map { entry in
        MenuScreen.Item(
          entry.label, number: entry.number,
          steps: [.choose(.text(entry.label[context.language]))])
      }
      return [.open(MenuScreen(field.label, items))]
    case .choices(let entries):
      return [.open(ChoicesScreen(field.label, entries, chosen: []))]
    case .flag:
      let items = [Words("Yes", "是"), Words("No", "否")].map { label in
        MenuScreen.Item(label, steps: [.choose(.text(label[context.language]))])
      }
      return [.open(MenuScreen(field.label, items))]
    case .record(let kind), .records(let kind):
      return [.open(FindScreen(picking: kind, text: RecordID(text) == nil ? text : ""))]
    case .text, .longText, .whole, .decimal, .date, .code, .list, .made:
      return [.say(Message(field.hint ?? field.entry.rule))]
    }
  }

  /// What the field says of a text; of names of records nothing, which are looked up where they are read.
  static func refusal(
    of text: String, _ field: FieldInfo, of kind: Kind, _ context: Context
  ) -> Words? {
    guard field.refersTo == nil, !text.isEmpty else { return nil }
    var record = kind.schema.make()
    do throws(FieldError) {
      try record.enter(text, field, .correction(on: context.clock.today))
      return nil
    } catch { return error.words }
  }

  /// A text as people read it: the name of the record whose id it is.
  static func shown(_ text: String, _ field: FieldInfo, _ context: Context) -> String {
    guard let kind = field.refersTo, let id = RecordID(text), id.kind == kind,
      context.registry[id] != nil
    else { return text }
    return context.shortName(of: id)
  }
}
