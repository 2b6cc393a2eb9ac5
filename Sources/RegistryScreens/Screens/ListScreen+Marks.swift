import RegistryModel

// Marked rows: nothing is done to all of them yet, and nothing to one of them in their name.
extension ListScreen {
  /// Where rows are marked, an act on the record under the cursor says that it is on that one alone.
  func ofOneRecord(_ steps: [Step], _ context: Context) -> [Step] {
    guard let id = current, !marked.isEmpty, marked != [id] else { return steps }
    let count = marked.count
    let name = Words(same: context.shortName(of: id))
    return [
      .open(
        MenuScreen(
          Words(
            "\(count) \(count == 1 ? "row is" : "rows are") marked; this acts on one record",
            "已选 \(count) 条；此项只对一条记录办理"),
          [
            MenuScreen.Item(Words("Only this record: ", "仅本条: ") + name, steps: steps),
            MenuScreen.Item(Words("Back", "返回"), steps: []),
          ]))
    ]
  }
}
