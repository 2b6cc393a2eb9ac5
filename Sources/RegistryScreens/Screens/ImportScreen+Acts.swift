import RegistryModel
import TerminalCore

// What F2 offers.
extension ImportScreen {
  func acts(_ context: Context) -> [Step] {
    guard let plan, !isSaving else { return [.say(Message(Self.oneMoment))] }
    // What is not always there comes last: a number typed by habit means the same.
    let items = ofRow(context) + ofFile(plan, context) + newRecords(context)
    let title = row.map { Words("Line \($0.line) ", "第 \($0.line) 行 ") + Words(same: $0.title) }
    return [.open(MenuScreen(title ?? source.words, items))]
  }

  private func item(_ words: Words, refusal: Words? = nil, _ choice: ImportChoice)
    -> MenuScreen.Item
  {
    MenuScreen.Item(words, refusal: refusal, steps: [.choose(.importing(choice))])
  }

  /// What may be decided about the row under the cursor.
  private func ofRow(_ context: Context) -> [MenuScreen.Item] {
    guard let row, let line = Optional(row.line) else { return [] }
    let isLinked = decided.mends.linked[line] != nil
    let linking =
      [
        item(Words("It is about a record that is there ..", "本行是已有的一条记录 .."), .link(line: line)),
        item(Words("It is about a new record", "本行是新的记录"), .isNew(line: line)),
      ]
      + (isLinked ? [item(Words("Its values decide again", "重新由各项内容判断"), .unlink(line: line))] : [])
    let skipping = MenuScreen.Item(
      Words("Leave it out, or take it in again (Del)", "本行不导入，或恢复导入 (Del)"),
      refusal: refusesSkipping, steps: [.press(.delete)])
    return [skipping] + linking
  }

  /// Forms for the records that the row names and the registry does not have.
  private func newRecords(_ context: Context) -> [MenuScreen.Item] {
    guard let row else { return [] }
    return unknownRecords(row).map { kind, name in
      MenuScreen.Item(
        Words("New \(kind.label.en.lowercased()): ", "新增\(kind.label.chinese): ")
          + Words(same: name + " .."),
        refusal: context.refusesSaving,
        steps: [.open(FormScreen.new(kind, named: name, context))])
    }
  }

  /// Records that the row names and the registry does not have.
  private func unknownRecords(_ row: ImportRow) -> [(kind: Kind, name: String)] {
    guard let plan else { return [] }
    return row.problems.compactMap { problem in
      guard problem.rule == nil,
        let column = plan.file.columns.first(where: { $0.header == problem.column }),
        case .field(let field) = column.use, let kind = field.refersTo,
        let name = problem.value, !name.isEmpty
      else { return nil }
      return (kind, row.cells.indices.contains(column.place) ? row.cells[column.place] : name)
    }
  }

  private func ofFile(_ plan: ImportPlan, _ context: Context) -> [MenuScreen.Item] {
    let (bad, left) = (plan.counts.bad, leftRows(context))
    var items = [
      item(
        Words(
          "Leave out the \(bad == 1 ? "row" : "\(bad) rows") to fix: import the rest",
          "须改正的 \(bad) 行不导入，只导入其余各行"),
        refusal: bad == 0 ? Words("none", "没有") : nil, .leaveOutRest),
      MenuScreen.Item(
        Words(
          "Write the \(left.count == 1 ? "row" : "\(left.count) rows") that stay out to a file ..",
          "把不导入的 \(left.count) 行存为文件 .."),
        refusal: left.isEmpty ? Words("none", "没有") : reading == nil ? nil : Self.oneMoment,
        steps: [.open(leftPrompt(order(left, plan, context)))]),
      item(Words("Columns and their fields ..", "列对照 .."), .openMapping),
    ]
    if plan.file.sheets.count > 1 {
      items.append(
        MenuScreen.Item(
          Words("Another sheet ..", "另选工作表 .."),
          steps: [
            .open(
              MenuScreen(
                Words("Which sheet?", "导入哪个工作表?"),
                plan.file.sheets.enumerated().map { number, name in
                  item(Words(same: name), .sheet(number))
                }, cursor: plan.file.sheet))
          ]))
    }
    if !decided.isEmpty {
      items.append(item(Words("Forget what was decided here", "放弃在此所作的全部改动"), .forget))
    }
    if case .path = source {
      items.append(item(Words("Read the file again", "重新读取文件"), .readAgain))
    }
    return items
  }
}

// The rows that stay out, as a file of their own.
extension ImportScreen {
  /// Rows to fix and rows the clerk left out, whose cells are known.
  private func leftRows(_ context: Context) -> [ImportRow] {
    (plan?.rows ?? []).filter { row in
      (row.outcome == .bad || row.outcome == .skipped(.clerk)) && !row.cells.isEmpty
    }
  }

  private func order(
    _ rows: [ImportRow], _ plan: ImportPlan, _ context: Context
  ) -> LeftRowsOrder {
    let width = 1 + (plan.file.columns.map(\.place).max() ?? -1)
    var header = Array(repeating: "", count: width)
    for column in plan.file.columns { header[column.place] = column.header }
    let cells = rows.map { row in
      let reason = row.problems.isEmpty ? reasons[row.line] : row.reason
      return (0..<width).map { row.cells.indices.contains($0) ? row.cells[$0] : "" }
        + [reason.map(context.say) ?? ""]
    }
    return LeftRowsOrder(
      header: header + [context.say(ImportPlan.reasonHeader)], rows: cells,
      path: leftPath(context))
  }

  /// `低保名单_11月.问题.csv`, where the file is.
  private func leftPath(_ context: Context) -> String {
    let path = source.path.isEmpty ? "~/" + context.say(source.words) : source.path
    let slash = path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex
    let dot = path[slash...].lastIndex(of: ".") ?? path.endIndex
    return path[..<dot] + context.say(".left", ".问题") + ".csv"
  }

  private func leftPrompt(_ order: LeftRowsOrder, refusal: Words? = nil) -> PathScreen {
    PathScreen(
      Words("Rows that stay out", "不导入的各行"), label: Words("The file to write:", "写入的文件:"),
      for: .writing, text: order.path, caret: refusal == nil ? nil : order.path.count,
      refusal: refusal
    ) { source, _ in
      if [".xlsx", ".xls"].contains(where: source.path.lowercased().hasSuffix) {
        return .refused(
          Words("the rows are written as CSV: end with .csv", "写出的是 CSV，文件名请以 .csv 结尾"))
      }
      return .steps([
        .back,
        .work(LeftRowsOrder(header: order.header, rows: order.rows, path: source.path)),
      ])
    }
  }

  func told(_ result: LeftRowsOrder.Result) -> [Step] {
    switch result {
    case .written(let path, let rows):
      [
        .say(
          Message(
            Words(
              "\(rows == 1 ? "1 row" : "\(rows) rows") written: \(path)", "已写入 \(rows) 行: \(path)"),
            .good))
      ]
    case .refused(let words, let order): [.open(leftPrompt(order, refusal: words))]
    }
  }
}
