import RegistryModel

extension RecordEditor {
  /// F4: the values of the field to choose from; where there are none, its rule.
  func choiceMenu(_ context: Context) -> [Step] {
    switch field.entry {
    case .choice(let entries), .choices(let entries):
      let items = entries.map { entry in
        MenuScreen.Item(entry.label, steps: [.choose(.text(String(entry.number)))])
      }
      return [.open(MenuScreen(field.label, items))]
    case .flag:
      let items = [("1", Words("Yes", "是")), ("0", Words("No", "否"))].map { number, label in
        MenuScreen.Item(label, steps: [.choose(.text(number))])
      }
      return [.open(MenuScreen(field.label, items))]
    case .record(let kind), .records(let kind): return [.open(FindScreen(picking: kind))]
    case .text, .longText, .whole, .decimal, .date, .code, .list:
      return [.say(Message(field.hint ?? field.entry.rule))]
    }
  }
}
