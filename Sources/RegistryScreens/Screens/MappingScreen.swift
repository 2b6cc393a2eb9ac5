import RegistryModel
import TerminalCore

/// How a file is read: which field each column goes to, what stands for fields that no column holds, and what words
/// mean that are not ours. It is used for this file, and may be remembered for the next with these headers.
struct MappingScreen: Screen {
  static let name = Words("Columns of a file", "列对照")
  let kind: Kind
  private let file: ImportPlan.File
  private let words: [MappingLines.Word]
  private let required: Set<String>
  private(set) var mapping: ImportMapping
  /// What the page began with.
  private let begun: ImportMapping
  /// Words whose meaning is only proposed.
  private var proposed: Set<[String]> = []
  private(set) var lines: MappingLines
  private(set) var cursor = 0
  private let draft: String
  private let kept: @Sendable (ImportMapping, Context) -> JSON?

  /// - Parameter kept: the draft of the import below, with this mapping.
  init(
    _ plan: ImportPlan, draft: String,
    kept: @escaping @Sendable (ImportMapping, Context) -> JSON?
  ) {
    (kind, file) = (plan.kind, plan.file)
    var mapping = plan.file.mapping
    for word in MappingLines.words(of: plan) where mapping.values[word.field.key]?[word.text] == nil
    {
      guard let meaning = word.likely else { continue }
      mapping.values[word.field.key, default: [:]][word.text] = meaning
      proposed.insert([word.field.key, word.text])
    }
    (self.mapping, begun) = (mapping, mapping)
    (words, required) = (MappingLines.words(of: plan), MappingLines.required(by: plan))
    (self.draft, self.kept) = (draft, kept)
    lines = MappingLines(file.columns, words, mapping, of: kind, required: required)
    // What is to be decided comes first.
    cursor =
      lines.lines.firstIndex { needsLook($0) }
      ?? lines.lines.firstIndex { if case .heading = $0 { false } else { true } } ?? 0
  }

  static let commands: [Command<Self>] =
    [
      Command(
        .function(2), hint: Words("Remember", "记住"),
        help: Words(
          "Remember the mapping for files with these headers, or forget it", "为列名相同的文件记住对照, 或不再使用")
      ) { screen, context in [.open(screen.keeping(context))] },
      Command(
        .function(4), .enter, hint: Words("Choose", "选择"),
        help: Words(
          "Choose a field for the column, a value for the field or the word", "为列选择字段, 为项或文字选择值")
      ) { screen, context in screen.choose(typed: "", context) },
      Command(
        .function(8), hint: Words("Next", "查错"),
        help: Words("To the next line to be decided", "到下一处待定的内容")
      ) { screen, _ in screen.goOn() },
      Command(
        .delete, hint: Words("Clear", "清除"),
        help: Words(
          "Leave the column out; clear the value; leave the word's field empty",
          "该列不导入; 清除所填; 该文字不填")
      ) { screen, _ in screen.clear() },
      Command(
        .control("s"), hint: Words("Use", "采用"), help: Words("Read the file so", "按此读取文件")
      ) { screen, _ in [.choose(.importing(.mapping(screen.settled)))] },
    ]
    + Command.moving({ _, context in max(1, context.rows - 9) }) { screen, step, _ in
      screen.move(step)
    } + [
      Command(
        .escape, .function(12), hint: Words("Cancel", "取消"),
        help: Words("Back; the file is read as before", "返回, 仍按原对照读取")
      ) { screen, _ in screen.leave() }
    ]

  /// Letters look for a field: no digit leads away from here.
  var takesText: Bool { true }
  var draftName: String? { draft }
  func draft(_ context: Context) -> JSON? { kept(mapping, context) }

  func crumb(_ context: Context) -> String? { context.say(Self.name) }

  func hint(_ context: Context) -> Words? {
    Words(
      "Type the name or pinyin of a field for the column under the cursor; ? marks what is only proposed, ! a "
        + "field that every record needs.",
      "为光标所在的列输入字段的名称或拼音；? 为建议，! 为每条记录必填的项。")
  }

  /// What the cursor is on.
  var line: MappingLines.Line? {
    lines.lines.indices.contains(cursor) ? lines.lines[cursor] : nil
  }

  /// All as the page shows it: what was proposed and left so is decided.
  var settled: ImportMapping {
    var all = mapping
    for column in file.columns where all.columns[column.header] == nil && column.isProposed {
      all.columns[column.header] = column.target
    }
    return all
  }

  /// What a column is read as.
  func target(of column: ImportPlan.Column) -> ImportMapping.Target {
    mapping.columns[column.header] ?? column.target
  }

  /// Something is to be decided there.
  func needsLook(_ line: MappingLines.Line) -> Bool {
    switch line {
    case .heading: false
    case .column(let column): column.isProposed && mapping.columns[column.header] == nil
    case .constant(let field): isMissing(field)
    case .word(let word):
      mapping.values[word.field.key]?[word.text] == nil
        || proposed.contains([word.field.key, word.text])
    }
  }

  /// Every record needs it, and nothing gives it.
  func isMissing(_ field: FieldInfo) -> Bool {
    mapping.constants[field.key] == nil && required.contains(field.key)
      && !file.columns.contains { target(of: $0) == .id }
  }

  private mutating func move(_ step: Int) -> [Step] {
    let all = lines.lines
    let wanted = max(0, min(all.count - 1, cursor + step))
    // No key acts on a heading: the next line that way, else the other way.
    let places = all.indices.filter { if case .heading = all[$0] { false } else { true } }
    let (above, below) = (places.last { $0 <= wanted }, places.first { $0 >= wanted })
    cursor = (step < 0 ? above ?? below : below ?? above) ?? cursor
    return []
  }

  private mutating func goOn() -> [Step] {
    let all = lines.lines
    let order = (1...all.count).map { (cursor + $0) % all.count }
    guard let next = order.first(where: { needsLook(all[$0]) }) else {
      return [.say(Message("nothing is left to decide", "没有待定的内容"))]
    }
    cursor = next
    return []
  }

  mutating func type(_ key: Key, _ context: Context) -> [Step]? {
    guard case .character(let character) = key, character != " " else { return nil }
    return choose(typed: String(character), context)
  }

  private func choose(typed: String, _ context: Context) -> [Step] {
    switch line {
    case .column(let column):
      return [.open(TargetScreen(kind, column, target(of: column), typed: typed, context))]
    case .constant(let field):
      return choose(field, typed: typed, mapping.constants[field.key] ?? "", context)
    case .word(let word):
      let meaning = mapping.values[word.field.key]?[word.text] ?? ""
      return choose(word.field, typed: typed, meaning.isEmpty ? word.text : meaning, context)
    case .heading, nil: return []
    }
  }

  /// A value is chosen where there are some to choose from, else typed.
  private func choose(
    _ field: FieldInfo, typed: String, _ text: String, _ context: Context
  ) -> [Step] {
    if field.hasWords {
      return ValueChoice.steps(for: field, text: typed.isEmpty ? text : typed, context)
    }
    let kind = kind
    return [
      .open(
        PromptScreen(
          field.label, label: field.hint ?? field.entry.rule, text: typed.isEmpty ? text : typed,
          caret: typed.isEmpty ? nil : 1
        ) { text, context in
          ValueChoice.refusal(of: text, field, of: kind, context).map { .refused($0) }
            ?? .steps([.choose(.text(text))])
        })
    ]
  }

  mutating func chosen(_ choice: Choice, _ context: Context) -> [Step] {
    switch (choice, line) {
    case (.importing(.target(let target)), .column(let column)): return read(column, as: target)
    case (.text(let text), .constant(let field)):
      mapping.constants[field.key] = text.isEmpty ? nil : text
    case (.record(let id), .constant(let field)):
      mapping.constants[field.key] = id.description
    case (.text(let text), .word(let word)): mean(word, text)
    case (.record(let id), .word(let word)): mean(word, id.description)
    default: return []
    }
    // Never on into what holds for every row: the next key may be meant for a word.
    if let next = lines.lines.indices.first(where: { $0 > cursor && needsLook(lines.lines[$0]) }) {
      cursor = next
    }
    return []
  }

  /// What was decided here is not thrown away unasked.
  private func leave() -> [Step] {
    guard mapping != begun else { return [.back] }
    return [
      .open(
        MenuScreen(
          Words("You have decided something here", "此处的对照有改动"),
          [
            MenuScreen.Item(
              Words("Use it", "采用"), steps: [.choose(.importing(.mapping(settled)))]),
            MenuScreen.Item(Words("Drop it", "放弃改动"), steps: [.back]),
          ]))
    ]
  }

  private mutating func mean(_ word: MappingLines.Word, _ text: String?) {
    proposed.remove([word.field.key, word.text])
    mapping.values[word.field.key, default: [:]][word.text] = text
    if mapping.values[word.field.key]?.isEmpty == true { mapping.values[word.field.key] = nil }
  }

  /// A field is read from one column: the one that had it is left out.
  private mutating func read(
    _ column: ImportPlan.Column, as target: ImportMapping.Target
  ) -> [Step] {
    let other = file.columns.first {
      $0.header != column.header && self.target(of: $0) == target && target != .ignored
    }
    if let other { mapping.columns[other.header] = .ignored }
    mapping.columns[column.header] = target
    renew(at: column.header)
    let moved = move(1)
    guard let other else { return moved }
    return moved + [
      .say(Message("\(other.header) is left out now", "\(other.header) 列不再导入"))
    ]
  }

  private mutating func clear() -> [Step] {
    switch line {
    case .column(let column): return read(column, as: .ignored)
    case .constant(let field): mapping.constants[field.key] = nil
    case .word(let word):
      // First its field is left empty, then nothing is decided.
      mean(word, mapping.values[word.field.key]?[word.text] == nil ? "" : nil)
    case .heading, nil: break
    }
    return []
  }

  /// Other fields may be without a column now.
  private mutating func renew(at header: String) {
    lines = MappingLines(file.columns, words, mapping, of: kind, required: required)
    cursor =
      lines.lines.firstIndex {
        if case .column(let column) = $0 { column.header == header } else { false }
      } ?? cursor
  }
}

// Remembering it.
extension MappingScreen {
  /// Headers in the file's order; a column without one is known by its place alone.
  private var headers: [String] {
    file.columns.sorted { $0.place < $1.place }.map(\.header)
      .filter { !$0.hasPrefix("#") || Int($0.dropFirst()) == nil }
  }

  private func keeping(_ context: Context) -> MenuScreen {
    let login = context.session.login
    let registry = context.registry
    let owners: [(owner: String?, Words, Words)] = [
      (login, Words("For me", "供本人使用"), Words("Forget mine", "删除本人的对照")),
      (nil, Words("For the whole office", "本单位共用"), Words("Forget the office's", "删除本单位的对照")),
    ]
    let keep = owners.map { owner, label, _ in
      let old = registry.mapping(of: kind, headers: headers, ownedBy: owner)
      let record = Mapping(settled, of: kind, headers: headers, owner: owner)
      let change = Change(
        old?.id ?? RecordID(.mapping, -1), isNew: old == nil,
        record.settings(from: old?.record))
      return item(Words("Remember: ", "记住: ") + label, ChangeSet([change]), context)
    }
    let forget = owners.compactMap { owner, _, label in
      registry.mapping(of: kind, headers: headers, ownedBy: owner).map { old in
        let why = context.say("no longer used", "不再使用")
        return item(label, ChangeSet([Change(old.id, [.binned(from: nil, to: why)])]), context)
      }
    }
    return MenuScreen(Words("Files with these headers", "列名相同的文件"), keep + forget)
  }

  private func item(_ label: Words, _ set: ChangeSet, _ context: Context) -> MenuScreen.Item {
    MenuScreen.Item(
      label, refusal: context.refusal(of: set), steps: [.save(set, base: context.registry)])
  }

  /// For whom these headers are remembered; nil: for nobody.
  func remembered(_ context: Context) -> Words? {
    context.registry.mapping(of: kind, headers: headers, for: context.session.login).map {
      $0.record.owner == nil
        ? Words("remembered for the office", "已为本单位记住")
        : Words("remembered for you", "已为本人记住")
    }
  }
}
