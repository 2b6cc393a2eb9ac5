import RegistryModel
import TerminalCore

// From field to field.
extension FormScreen {
  mutating func move(_ step: Int, passes: Bool, _ context: Context) -> [Step] {
    content.moveOn(step, passes: passes, context) || step < 0 ? [] : [atTheEnd]
  }

  mutating func moveLine(_ step: Int, _ context: Context) -> [Step] {
    content.moveLine(step, context) || step < 0 ? [] : [atTheEnd]
  }

  private var atTheEnd: Step {
    content.table == nil
      ? .say(
        Message(
          "the last field: Ctrl-S saves, Ins saves and opens a new one",
          "已到最后一项，按 Ctrl-S 保存，按 Ins 保存并新增"))
      : content.lines == nil
        ? .say(
          Message(
            "the last row: Ins adds one, F6 leaves the table, Ctrl-S saves",
            "已到最后一行，按 Ins 插入行，按 F6 离开表格，按 Ctrl-S 保存"))
        : .say(
          Message(
            "the last row: Ins adds one, Ctrl-S saves", "已到最后一行，按 Ins 插入行，按 Ctrl-S 保存"))
  }

  mutating func page(_ step: Int, _ context: Context) -> [Step] {
    editor.settle(context)
    let (pages, across) = (pages(context), across(context))
    let page = (pages.page(of: line) / across + step) * across
    switch pages.first(of: page) {
    case .field(let place)?:
      content.go(to: nil, of: record, context)
      editor.move(to: place)
      if !editor.isTypable(editor.field, context) { _ = editor.moveOn(1, context) }
    case .row(let place)?: content.go(toTable: place.table, row: place.row, context)
    default: break
    }
    return []
  }

  /// The line of the form that the cursor is in.
  var line: FormPages.Line { content.place.map { .row($0) } ?? .field(editor.focus) }

  mutating func nextProblem(_ context: Context) -> [Step] {
    settle(context)
    // What keeps it from being saved comes first; what may follow later, when all of that is right.
    let blocking = content.blocking
    guard let next = content.next(of: blocking.isEmpty ? content.problems : blocking) else {
      return [.say(Message("no problems", "没有问题", .good))]
    }
    go(to: next.field.key, of: next.id, context)
    return [.say(Message(next.row == nil ? next.words : next.named, .error))]
  }

  func problemMenu(_ context: Context) -> [Step] {
    let problems = content.problems
    guard !problems.isEmpty else { return [.say(Message("no problems", "没有问题", .good))] }
    let items = problems.map { problem in
      MenuScreen.Item(
        problem.named, steps: [.choose(.field(problem.field.key, of: problem.id))])
    }
    return [.open(MenuScreen(Words("Problems", "问题"), items))]
  }

  func fieldMenu(_ context: Context) -> [Step] {
    let editor = content.lines == nil ? content.record : editor
    let fields = editor.fields.filter { editor.isTypable($0, context) }
    let items =
      fields.map { MenuScreen.Item($0.label, steps: [.choose(.field($0.key, of: editor.id))]) }
      + (content.lines == nil ? content.tables : []).enumerated().map { place, table in
        MenuScreen.Item(table.kind.schema.plural, steps: [.choose(.table(place))])
      }
    return [.open(MenuScreen(Words("Go to", "转到"), items))]
  }
}

// Rows of tables.
extension FormScreen {
  mutating func addRow(_ context: Context) -> [Step] {
    content.addRow(context)
    altered(context)
    return []
  }

  mutating func paste(cells: [[String]], _ context: Context) -> [Step]? {
    if content.table != nil, cells.count > FormEditor.mostPasted {
      let most = FormEditor.mostPasted
      return [
        .say(
          Message(
            Words(
              "\(cells.count) lines are too many for a table, at most \(most); import them as a file",
              "粘贴了 \(cells.count) 行，表格一次最多 \(most) 行；请改用文件导入"), .error))
      ]
    }
    guard content.paste(cells: cells, context) else { return nil }
    altered(context)
    return [
      .say(
        Message(
          "pasted into \(cells.count == 1 ? "1 row" : "\(cells.count) rows"). Ctrl-Z undo",
          "已粘贴 \(cells.count) 行；Ctrl-Z 撤销"))
    ]
  }

  mutating func removeRow(_ context: Context) -> [Step] {
    let wasBlank = editor.isBlank
    guard content.removeRow(context) else {
      return [.say(Message("there is no row to remove", "没有可删除的行"))]
    }
    altered(context)
    // A blank row is no step of undo.
    return wasBlank ? [] : [.say(Message("row removed. Ctrl-Z undo", "已删除该行；Ctrl-Z 撤销"))]
  }
}
