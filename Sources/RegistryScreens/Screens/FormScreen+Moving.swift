import RegistryModel
import TerminalCore

// From field to field.
extension FormScreen {
  mutating func move(_ step: Int, passes: Bool, _ context: Context) -> [Step] {
    if editor.moveOn(step, passes: passes, context) || step < 0 { return [] }
    return [
      .say(
        Message(
          "the last field: Ctrl-S saves, Ins saves and opens a new one",
          "已到最后一项，按 Ctrl-S 保存，按 Ins 保存并新增"))
    ]
  }

  mutating func page(_ step: Int, _ context: Context) -> [Step] {
    editor.settle(context)
    let (pages, across) = (pages(context), Self.across(context))
    let page = (pages.page(of: editor.focus) / across + step) * across
    guard let first = pages.firstField(of: page) else { return [] }
    editor.move(to: first)
    if !editor.isTypable(editor.field, context) { _ = editor.moveOn(1, context) }
    return []
  }

  mutating func nextProblem(_ context: Context) -> [Step] {
    editor.settle(context)
    editor.saysRequired = true
    // What keeps it from being saved comes first; what may follow later, when all of that is right.
    let blocking = editor.blocking.map { (field: $0.field, words: $0.words) }
    let problems = blocking.isEmpty ? editor.problems : blocking
    let places = problems.compactMap { problem in
      editor.fields.firstIndex { $0.key == problem.field.key }.map { ($0, problem.words) }
    }
    guard let next = places.first(where: { $0.0 > editor.focus }) ?? places.first else {
      return [.say(Message("no problems", "没有问题", .good))]
    }
    editor.move(to: next.0)
    return [.say(Message(next.1, .error))]
  }

  func problemMenu(_ context: Context) -> [Step] {
    let problems = editor.problems
    guard !problems.isEmpty else { return [.say(Message("no problems", "没有问题", .good))] }
    return [
      .open(
        MenuScreen(
          Words("Problems", "问题"),
          problems.map { problem in
            let place = editor.fields.firstIndex { $0.key == problem.field.key } ?? 0
            return MenuScreen.Item(
              problem.field.naming(problem.words),
              steps: [.choose(.row(place))])
          }))
    ]
  }

  func fieldMenu(_ context: Context) -> [Step] {
    let places = editor.fields.indices.filter { editor.isTypable(editor.fields[$0], context) }
    return [
      .open(
        MenuScreen(
          Words("Go to", "转到"),
          places.map { MenuScreen.Item(editor.fields[$0].label, steps: [.choose(.row($0))]) }))
    ]
  }
}
