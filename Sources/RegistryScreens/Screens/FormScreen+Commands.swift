import RegistryModel
import TerminalCore

extension FormScreen {
  static let commands: [Command<Self>] =
    Command.moving + [
      Command(
        .control("s"), hint: Words("Save", "保存"), help: Words("Save", "保存"), refusal: refusesSaving
      ) {
        form, context in form.save(then: .close, context)
      },
      Command(
        .insert, hint: Words("Save+new", "保存并新增"),
        help: Words("Save and open an empty form; in a table: new row", "保存并打开空白表单; 在表格中: 插入行"),
        yields: true,
        refusal: { form, context in
          form.content.table == nil ? refusesSaving(form, context) : nil
        }
      ) {
        form, context in
        form.content.table == nil ? form.save(then: .new, context) : form.addRow(context)
      },
      Command(.delete, help: Words("Delete a character; in a table: the row", "删除一个字符; 在表格中: 删除行"))
      {
        form, context in
        form.content.table == nil
          ? form.typeInField(.delete, context) ?? [] : form.removeRow(context)
      },
      .choosing,
      Command(
        .function(5), hint: Words("Same", "同上条"),
        help: Words("Copy the value from the last saved record", "填入上一条已保存记录的值"), yields: true
      ) {
        form, context in form.sameAsLast(context)
      },
      Command(
        .function(8), hint: Words("Problem", "查错"), help: Words("To the next problem", "跳到下一个问题")
      ) {
        form, context in form.nextProblem(context)
      },
      Command(
        .function(6), help: Words("All problems; in a table: leave it", "列出全部问题; 在表格中: 离开表格")
      ) {
        form, context in
        guard form.content.table != nil, form.content.lines == nil else {
          return form.problemMenu(context)
        }
        form.content.leaveTable(context)
        return []
      },
      Command(
        .control("k"),
        help: Words("Lock this value for the next records, or unlock", "锁定此值供后续记录使用, 再按解除")
      ) {
        form, context in form.lock(context)
      },
      Command(
        .control("o"), help: Words("Explain the value to confirm at this field", "说明此项待核实的情况")
      ) {
        form, context in form.giveReason(context)
      },
      Command(.control("g"), help: Words("Go to a field", "转到某一项")) { form, context in
        form.fieldMenu(context)
      },
      Command(.function(2), help: Words("Acts for this record", "对本条记录办理的事项")) {
        form, context in
        guard let menu = Acts.menu(for: form.record, context) else {
          return [.say(Message("save the record first", "请先保存本条记录"))]
        }
        return [.open(menu)]
      },
      Command(
        .control("z"),
        help: Words("Undo typing, or else your last save", "撤销表单中的输入; 未输入时撤销上次保存")
      ) {
        form, context in
        if form.content.undo(context) {
          form.altered(context)
          return []
        }
        return form.isUntouched && !form.content.hasUndone
          ? [.undo(.newest(by: context.session.login))]
          : [.say(Message("nothing more to undo in this form", "表单中没有可撤销的输入"))]
      },
      Command(.control("y"), help: Words("Redo the typing you undid", "重做刚撤销的输入")) {
        form, context in
        if form.content.redo(context) {
          form.altered(context)
          return []
        }
        return form.isUntouched
          ? [.undo(.newestUndo(by: context.session.login))]
          : [.say(Message("nothing to redo in this form", "表单中没有可重做的输入"))]
      },
      Command(.pageDown, help: Words("Next page", "下一页")) { form, context in
        form.page(1, context)
      },
      Command(.pageUp, help: Words("Previous page", "上一页")) { form, context in
        form.page(-1, context)
      },
      Command(
        .escape, .function(12), hint: Words("Close", "暂存退出"),
        help: Words("Close; the text is kept as a draft", "退出, 所填内容存为草稿")
      ) {
        form, context in
        form.draft(context) == nil ? [.back] : [.back, .say(.leftAsDraft)]
      },
    ]

  private static let refusesSaving: @Sendable (Self, Context) -> Words? = { form, context in
    context.refusesSaving ?? (!form.saving.isUnderWay ? nil : Words("saving ..", "正在保存 .."))
  }
}
