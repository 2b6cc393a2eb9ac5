import RegistryModel
import RegistryScreens
import TerminalCore

// What a clerk does in several keys.
extension Robot {
  /// The first worker's assignment ended at the end of 2025, and another began.
  mutating func moveWorker() throws {
    let worker = RecordID(.worker, 1)
    guard let old = head.assignments(of: worker).first else { return }
    var new = Assignment()
    (new.worker, new.community) = (worker, RecordID(.community, 2))
    (new.role, new.since) = (.socialWorker, CivilDate(year: 2026, month: 1, day: 1))
    try colleagueSaves(
      ChangeSet([
        Change(old.id, [Setting("until", before: .null, after: "2025-12-31")]),
        Change(RecordID(.assignment, -1), isNew: true, new.settings(from: nil)),
      ]))
    type("4")
  }

  /// Confirms the first organization of the list as at work today.
  mutating func confirmToday() {
    type("3")
    press(.function(2))
    type("4")
  }

  /// Saves the list on screen as a view.
  public mutating func saveView(_ name: String, isOffice: Bool) {
    press(.control("s"))
    type(name)
    press(.enter)
    type(isOffice ? "2" : "1")
  }

  /// Sorts the list on screen by the column of this number.
  public mutating func sort(_ number: Int) {
    press(.function(7))
    type(String(number))
  }

  /// Opens the list of views.
  public mutating func openViews() throws {
    press(.function(9))
    try choose("Views ..", "视图 ..")
  }

  /// Opens a list that no digit opens.
  public mutating func openList(_ en: String, _ chinese: String) throws {
    press(.function(9))
    try choose("Further lists ..", "其他列表 ..")
    try choose(en, chinese)
  }

  mutating func saveThreeViews() {
    type("3互助")
    saveView("互助组织", isOffice: true)
    press(.escape, .escape)
    type("2清岗")
    saveView("清岗各社区", isOffice: false)
    press(.escape, .escape)
    type("4")
    sort(1)
    sort(1)
    saveView("社工倒序", isOffice: false)
  }

  /// Opens an empty form of an organization.
  public mutating func openForm() {
    type("3")
    press(.insert)
  }

  /// Goes to the record that `typed` finds in its work area, and takes what F2 offers so.
  public mutating func act(on typed: String, _ en: String, _ chinese: String) throws {
    type(typed)
    press(.function(2))
    try choose(en, chinese)
  }

  /// Goes to the line of a menu that reads so in English or Chinese, and takes it.
  ///
  /// The line is found on the screen, as a clerk does: its number is not part of any test.
  public mutating func choose(_ en: String, _ chinese: String) throws {
    let label = isChinese ? chinese : en
    for step in 0..<120 {
      if textAtCursor.drop(while: { $0 == ">" || $0 == " " || $0.isASCII && $0.isNumber })
        .hasPrefix(label)
      {
        return press(.enter)
      }
      // The cursor may begin below the line.
      press(step < 60 ? .down : .up)
    }
    throw NoSuchLine(label: label, screen: text)
  }
}

/// A menu without the line that was looked for.
struct NoSuchLine: Error, CustomStringConvertible {
  let label: String
  let screen: String
  var description: String { "no line \(label) on\n\(screen)" }
}
