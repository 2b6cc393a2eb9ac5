import RegistryModel

// Marked rows: some acts are for all of them, and nothing is done to one of them in their name.
extension ListScreen {
  /// Where rows are marked, an act on the record under the cursor says that it is on that one alone.
  func ofOneRecord(_ steps: [Step], _ context: Context) -> [Step] {
    guard let id = current, !marked.isEmpty, marked != [id] else { return steps }
    let count = marked.count
    let name = Words(same: context.shortName(of: id))
    let forAll = forAll(steps, context)
    let title = Words("\(count) \(count == 1 ? "row is" : "rows are") marked", "已选 \(count) 条")
    return [
      .open(
        MenuScreen(
          forAll.isEmpty
            ? title + Words("; this acts on one record", "；此项只对一条记录办理") : title,
          forAll + [
            MenuScreen.Item(Words("Only this record: ", "仅本条: ") + name, steps: steps),
            MenuScreen.Item(Words("Back", "返回"), steps: []),
          ]))
    ]
  }

  /// What F2 has for all marked rows together.
  private func forAll(_ steps: [Step], _ context: Context) -> [MenuScreen.Item] {
    // Other keys mean one record whatever is marked.
    guard case .open(let menu)? = steps.first, menu is MenuScreen else { return [] }
    return Acts.ofSeveral.filter { $0.kind == kind }.map { act in
      let all = rows.filter(marked.contains)
      return MenuScreen.Item(
        Words("All \(all.count): ", "全部 \(all.count) 条: ") + act.label,
        refusal: act.changes ? context.refusesSaving : nil, steps: act.steps(all, context))
    }
  }
}
