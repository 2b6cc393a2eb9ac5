import RegistryModel
import RegistrySearch
import TerminalCore

extension RecordEditor {
  /// F4: the values of the field to choose from; where there are none, its rule.
  func choiceMenu(_ context: Context) -> [Step] {
    switch field.entry {
    case .choice(let entries):
      let items = entries.map { entry in
        MenuScreen.Item(
          entry.label, number: entry.number, steps: [.choose(.text(String(entry.number)))])
      }
      return [.open(MenuScreen(field.label, items))]
    case .choices(let entries):
      let value = record.json(field, on: context.day) ?? proposal(field, context)
      let words = (value?.array ?? []).compactMap(\.string)
      return [.open(ChoicesScreen(field.label, entries, chosen: words))]
    case .flag:
      let items = [("1", Words("Yes", "是")), ("0", Words("No", "否"))].map { number, label in
        MenuScreen.Item(label, steps: [.choose(.text(number))])
      }
      return [.open(MenuScreen(field.label, items))]
    case .record(let kind), .records(let kind):
      return [.open(FindScreen(picking: kind, text: sought(field, context)))]
    case .text, .longText, .whole, .decimal, .date, .code, .list, .made:
      let texts = context.registry.texts(offeredBy: field, of: kind, on: context.day)
      if texts.isEmpty { return [.say(Message(field.hint ?? field.entry.rule))] }
      let items = texts.map { MenuScreen.Item(Words(same: $0), steps: [.choose(.text($0))]) }
      return [.open(MenuScreen(field.label, items))]
    }
  }

  /// The records that a name may mean, none of them chosen: Enter goes on without one; nil if the
  /// name means none or is settled.
  func candidateMenu(_ context: Context) -> MenuScreen? {
    guard let kind = field.refersTo, errors[field.ordinal] != nil else { return nil }
    let text = sought(field, context)
    let candidates = Candidates(text, kind: kind, context)
    if text.isEmpty || candidates.rows.isEmpty { return nil }
    // One digit each: the last one of many leads to all of them.
    let rows = candidates.total > 9 ? candidates.rows.prefix(8) : candidates.rows[...]
    var items = rows.map { row in
      MenuScreen.Item(
        Words(same: "\(row.name) \(row.noteText)".tidied), steps: [.choose(.record(row.id))])
    }
    if candidates.total > 9 {
      let all = candidates.total
      items.append(
        MenuScreen.Item(
          Words("All \(all) ..", "全部 \(all) 条 .."),
          steps: [.open(FindScreen(picking: kind, text: text))]))
    }
    return MenuScreen(
      field.label + Words(same: ": \(text)"), items, passing: [.press(.enter)])
  }

  /// The codes that what is typed in a field may become, best first; all where that is nothing.
  func codes(_ field: FieldInfo, _ context: Context) -> [CodeEntry] {
    codes(of: field.entry, codePart(of: field).part, context)
  }

  private func codes(of entry: Entry, _ text: String, _ context: Context) -> [CodeEntry] {
    let entries = entry.codes
    if text.isNumbers {
      let digits = text.compactMap(\.digit).map { String($0) }.joined()
      return entries.filter { String($0.number).hasPrefix(digits) }
    }
    let names = entries.map { [$0.label.en, $0.label.chinese] }
    let met = context.search.fitting(text, among: names).map { entries[$0.place] }
    let digits = text.lastDigits
    if !met.isEmpty || digits.isEmpty { return met }
    // After letters comes the number of one of the codes they find.
    return codes(of: entry, String(text.dropLast(digits.count)), context)
      .filter { String($0.number).hasPrefix(digits) }
  }

  /// What is being typed of a code, and before it the ones that are there already.
  private func codePart(of field: FieldInfo) -> (before: String, part: String) {
    let text = editor(of: field).text
    guard case .choices = field.entry, let end = text.lastIndex(where: { ",，、;；".contains($0) })
    else { return ("", text.tidied) }
    let next = text.index(after: end)
    return (String(text[..<next]), String(text[next...]).tidied)
  }

  /// The field with the number of the one code that is meant by part of its name or pinyin; nil if
  /// there is doubt.
  func onlyFit(_ context: Context) -> String? {
    let (before, part) = codePart(of: field)
    if part.isNumbers || !before.isEmpty && errors[field.ordinal] == nil { return nil }
    let entries = field.entry.codes
    if part.isEmpty || entries.isEmpty { return nil }
    let meant = context.search.meant(
      part, among: entries.map { [$0.label.en, $0.label.chinese] })
    if meant.count == 1 { return before + String(entries[meant[0]].number) }
    let numbered = part.lastDigits.isEmpty ? [] : codes(of: field.entry, part, context)
    return numbered.count == 1 ? before + String(numbered[0].number) : nil
  }

  /// What is wrong with a code that cannot be read; nil if no code is asked for.
  func codeError(_ field: FieldInfo, _ context: Context) -> Words? {
    if field.entry.codes.isEmpty { return nil }
    return codes(field, context).isEmpty
      ? Words("no matches; F4 lists all", "没有符合项，F4 列出全部")
      : Words("choose one; F4 lists all", "请选择一项，F4 列出全部")
  }

  /// The field with the number, typed after letters, of one of the codes these find; nil if it is
  /// not all there yet.
  func numbered(_ context: Context) -> String? {
    guard errors[field.ordinal] != nil, !field.entry.codes.isEmpty else { return nil }
    let (before, part) = codePart(of: field)
    let digits = part.lastDigits
    let meant = codes(of: field.entry, part, context)
    guard digits.count < part.count, meant.count == 1, String(meant[0].number) == digits else {
      return nil
    }
    return before + digits
  }

  /// The record a digit is before in the candidates of the field; nil if the digit may be
  /// part of a name or number being typed.
  func candidate(for key: Key, _ context: Context) -> RecordID? {
    guard case .character(let typed) = key, let kind = field.refersTo,
      let digit = typed.digit
    else { return nil }
    let text = sought(field, context)
    guard !text.isEmpty, Candidates(text + String(digit), kind: kind, context).rows.isEmpty else {
      return nil
    }
    let rows = candidates(context).shown
    return rows.indices.contains(digit - 1) ? rows[digit - 1].id : nil
  }

  /// What is typed to find a record: the text after the records already there.
  func sought(_ field: FieldInfo, _ context: Context) -> String {
    let text = editor(of: field).text
    guard case .records = field.entry else {
      return record.json(field, on: context.day) == nil ? text.tidied : ""
    }
    let shown = entryText(field, of: record, context)
    let rest = text.hasPrefix(shown) ? text.dropFirst(shown.count) : text[...]
    return String(rest.trimming { " ,，、".contains($0) }).tidied
  }

  /// The records the text may mean that have room beside the field, and how many more fit.
  func candidates(_ context: Context) -> (shown: [Candidates.Row], more: Int) {
    guard let kind = field.refersTo else { return ([], 0) }
    let text = sought(field, context)
    guard !text.isEmpty else { return ([], 0) }
    let all = Candidates(text, kind: kind, context)
    let noted = fitting(all.rows, of: all.total, context)
    // Where notes would leave one alone in sight, names go without them.
    let shown = noted.count > 1 ? noted : fitting(all.rows.map(\.bare), of: all.total, context)
    return all.total == 1 ? (noted, 0) : (shown, all.total - shown.count)
  }

  private func fitting(
    _ rows: [Candidates.Row], of total: Int, _ context: Context
  ) -> [Candidates.Row] {
    var room = roomBehind(context)
    var shown: [Candidates.Row] = []
    for row in rows {
      let columns = context.metrics.columns(of: row.text(shown.count + 1))
      let isLast = shown.count + 1 == total
      // The first one is there in any case, cut if it must be.
      guard shown.isEmpty || columns + (isLast ? 0 : Self.moreColumns) <= room else { break }
      shown.append(row)
      room -= columns
    }
    return shown
  }

  /// Columns of `+12: F4`.
  private static let moreColumns = 8

  func roomBehind(_ context: Context) -> Int {
    if isRow { return context.columns - 4 - context.metrics.columns(of: context.say(field.label)) }
    let before = labelColumns(context.metrics, context.language) + 5
    return context.columns - inset - before - field.entry.columns
  }
}

extension Substring {
  /// Without the characters at both ends of which `isLeft` is true.
  fileprivate func trimming(_ isLeft: (Character) -> Bool) -> Substring {
    let rest = drop(while: isLeft)
    return rest[..<(rest.lastIndex { !isLeft($0) }.map(rest.index(after:)) ?? rest.startIndex)]
  }
}

extension String {
  /// Only numbers of a code table.
  var isNumbers: Bool { allSatisfy { $0.digit != nil || " ,，、".contains($0) } }

  /// The digits it ends with, in ASCII.
  var lastDigits: String {
    reversed().prefix { $0.digit != nil }.reversed().compactMap(\.digit).map(String.init).joined()
  }
}
