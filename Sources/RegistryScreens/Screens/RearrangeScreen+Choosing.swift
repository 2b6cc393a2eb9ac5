import RegistryModel
import TerminalCore

// Typing and choosing.
extension RearrangeScreen {
  mutating func type(_ key: Key, _ context: Context) -> [Step]? {
    switch focus {
    case .day:
      let replaces: Bool = if case .success = day.fullDay { isDayFresh } else { false }
      let isTaken = day.type(key, replacing: replaces, today: context.clock.today)
      (isDayFresh, isHeld) = (false, false)
      takeDay()
      // A whole date goes on by itself, as in forms.
      if isTaken, key.isCharacter, context.goesOn, CivilDate.isWhole?(day.text) == true {
        return move(1, context)
      }
      return isTaken ? [] : nil
    case .reason:
      let isTaken = reason.handle(key)
      takeReason()
      return isTaken ? [] : nil
    case .item:
      guard case .character(let typed) = key, let item = item(context) else { return nil }
      if typed == " " { return choose(after: item.outcome, of: item) }
      if typed == "*" { return chooseForAll(item, context) }
      guard let digit = FullWidth.folded(typed).wholeNumberValue else { return nil }
      guard item.options.indices.contains(digit - 1) else {
        let count = item.options.count
        return [.say(Message("choose 1 to \(count)", "请按 1 至 \(count) 选择", .error))]
      }
      plan.chosen[item.key] = item.options[digit - 1]
      return []
    }
  }

  mutating func paste(_ text: String, _ context: Context) -> [Step]? {
    switch focus {
    case .day:
      day.insert(text, insteadOfAll: isDayFresh)
      takeDay()
    case .reason:
      reason.insert(text)
      takeReason()
    case .item: return nil
    }
    return []
  }

  mutating func takeDay() {
    guard case .success(let day) = day.fullDay else { return }
    plan.day = isLastDayTyped ? day.adding(days: 1) : day
  }

  mutating func takeReason() {
    let text = reason.text.tidied
    plan.reason = text.isEmpty ? nil : text
  }

  /// Space: the next of what can become of it.
  private mutating func choose(
    after outcome: Rearrangement.Outcome?, of item: Rearrangement.Item
  ) -> [Step] {
    let place = outcome.flatMap { item.options.firstIndex(of: $0) } ?? -1
    plan.chosen[item.key] = item.options[(place + 1) % item.options.count]
    return []
  }

  /// `*`: all that may become the same do.
  private mutating func chooseForAll(
    _ item: Rearrangement.Item, _ context: Context
  ) -> [Step] {
    guard let outcome = item.outcome else {
      return [.say(Message("choose for this one first", "请先选择本条的处理方式", .error))]
    }
    for other in items(context) where other.isLike(item) && other.options.contains(outcome) {
      plan.chosen[other.key] = outcome
    }
    return []
  }

  mutating func choose(_ context: Context) -> [Step] {
    switch focus {
    case .day: return [.say(Message(Entry.date.rule))]
    case .reason:
      guard let field = reasonField, !field.entry.codes.isEmpty else {
        return [.say(Message(reasonField?.hint ?? Entry.text.rule))]
      }
      return [
        .open(
          MenuScreen(
            field.label,
            field.entry.codes.map { code in
              MenuScreen.Item(
                code.label, number: code.number,
                steps: [.choose(.text(code.label[context.language]))])
            }))
      ]
    case .item:
      guard let item = item(context) else { return [] }
      return [
        .open(
          MenuScreen(
            plan.words(of: item, in: context.registry),
            item.options.enumerated().map { place, outcome in
              MenuScreen.Item(
                plan.words(of: outcome, item, in: context.registry),
                steps: [.choose(.text(String(place + 1)))])
            }))
      ]
    }
  }

  mutating func chosen(_ choice: Choice, _ context: Context) -> [Step] {
    switch (choice, focus) {
    case (.text(let text), .reason):
      reason.replace(with: text)
      takeReason()
      return []
    case (.text(let text), .item):
      guard let item = item(context), let place = Int(text),
        item.options.indices.contains(place - 1)
      else { return [] }
      plan.chosen[item.key] = item.options[place - 1]
      return []
    case (.record(let id), _): return add(id, context)
    default: return []
    }
  }

  var refusesAdding: Words? {
    switch (plan.purpose, kind, addsSubjects) {
    case (.election, _, false): Words("nobody takes over here", "换届不涉及接替")
    default: nil
    }
  }

  /// One that is named already is taken out.
  private mutating func add(_ id: RecordID, _ context: Context) -> [Step] {
    let name = context.shortName(of: id)
    if added.contains(id) {
      if addsSubjects { plan.subjects.removeAll { $0 == id } }
      if !addsSubjects { plan.successors.removeAll { $0 == id } }
      return [.say(Message("\(name) is taken out", "已移去\(name)"))]
    }
    if plan.subjects.contains(id) || plan.successors.contains(id) {
      return [.say(Message("it is about \(name) itself", "\(name)不能由自身接替", .error))]
    }
    if addsSubjects { plan.subjects.append(id) } else { plan.successors.append(id) }
    return []
  }
}

extension Rearrangement.Item {
  /// Of the same sort: elected posts are not among other posts.
  fileprivate func isLike(_ other: Self) -> Bool {
    (record.kind, field, proposed) == (other.record.kind, other.field, other.proposed)
  }
}
