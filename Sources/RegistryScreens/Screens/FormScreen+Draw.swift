import RegistryModel
import TerminalCore

extension FormScreen {
  /// Fields a page holds: what the body has room for inside its frame.
  func pageRows(_ context: Context) -> Int { max(1, context.rows - 6) }

  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    let rows = pageRows(context)
    let page = editor.focus / rows
    let pages = (editor.fields.count + rows - 1) / rows
    let (note, count) = (editor.footnote(context), count(context))
    canvas.box(
      area, title: title(page: page + 1, of: pages, context), titleRight: legend(context),
      footer: note == nil ? count : editor.footnote(in: area, context),
      footerRight: note == nil ? "" : count, style: Theme.frame, titleStyle: Theme.heading)
    let inner = area.inset(rows: 1, columns: 2)
    let range = page * rows..<min(editor.fields.count, (page + 1) * rows)
    editor.draw(range, on: &canvas, in: inner, context)
  }

  private func title(page: Int, of pages: Int, _ context: Context) -> String {
    let kind = context.say(editor.kind.schema.label)
    let what =
      editor.original == nil
      ? context.say("New \(kind.lowercased())", "新增\(kind)")
      : context.registry.shortName(of: editor.id, context.language)
    return pages > 1
      ? "\(what) " + context.say("page \(page)/\(pages)", "\(page)/\(pages) 页") : what
  }

  private func legend(_ context: Context) -> String {
    context.say(
      "* required  \" carried  = by rule  ! fix  ? confirm",
      "* 必填  \" 同上  = 自动带出  ! 须改正  ? 待核实")
  }

  /// How much there is to fix.
  private func count(_ context: Context) -> String {
    let blocking = editor.saysRequired ? editor.blocking.count : 0
    let count = blocking > 0 ? blocking : editor.unread(context)
    return count > 0 ? context.say("\(count) to fix: F8", "\(count) 项须改正: F8") : ""
  }
}
