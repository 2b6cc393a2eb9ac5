import RegistryModel

/// Asked before a save while another day than today is shown, if the save does more than the screen tells:
/// fields without history change on every day, and what was proposed for the day shown is taken.
struct DayQuestion: Sendable {
  /// Fields without history.
  var undated: [Words] = []
  /// What is proposed for the day shown and was left so.
  var proposed: [Words] = []

  /// The question; nil if nothing has to be asked.
  func menu(_ context: Context) -> MenuScreen? {
    let day = context.day
    guard day != context.clock.today, !undated.isEmpty || !proposed.isEmpty else { return nil }
    let parts = [
      Self.list(proposed).map {
        $0 + Words(": \(day.text(.en)), the day shown", ": \(day.text(.chinese)) (所示日期)")
      },
      Self.list(undated).map { $0 + Words(": no history", ": 不保留历史") },
    ]
    let title = parts.compactMap { $0 }
    let why =
      undated.isEmpty
      ? Words("Save", "保存")
      : Words(
        "Save: fields without history show the new value on past days too",
        "保存: 不保留历史的各项，过去日期也显示新值")
    return MenuScreen(
      title.dropFirst().reduce(title[0]) { $0 + Words("; ", "; ") + $1 },
      [
        MenuScreen.Item(why, steps: [.choose(.agreed)]),
        MenuScreen.Item(Words("Back to the form", "返回表单"), steps: []),
      ])
  }

  /// The first names, and how many more; nil if there are none.
  private static func list(_ names: [Words]) -> Words? {
    guard let first = names.first else { return nil }
    let shown = names.dropFirst().prefix(2).reduce(first) { $0 + Words(same: ", ") + $1 }
    return names.count > 3 ? shown + Words(same: " +\(names.count - 3)") : shown
  }
}

extension RecordEditor {
  /// What a save of the record would do unseen while another day is shown.
  func dayQuestion(_ context: Context) -> DayQuestion {
    let today = context.clock.today
    let proposed = fields.filter { field in
      guard let proposal = proposal(field, context) else { return false }
      return proposal != self.proposed(field, on: today, context)
    }
    return DayQuestion(
      undated: alteredUndated(context).map(\.label), proposed: proposed.map(\.label))
  }
}
