import RegistryModel
import RegistryPlans
import RegistryTestSupport

@testable import RegistryScreens

extension Robot {
  /// The list on top; nil where something else is.
  var list: ListScreen? { state.screens.last as? ListScreen }
  /// The form on top.
  var form: FormScreen? { state.screens.last as? FormScreen }

  /// The value of the field the cursor is in, as the record holds it.
  var fieldValue: JSON? {
    form.flatMap { $0.editor.record.json($0.editor.field, on: SampleDistrict.today) }
  }

  /// The value of a field, as the record in the form on top holds it.
  func value(of key: String) -> JSON? {
    form.flatMap { form in
      form.editor.kind.schema[key].flatMap { form.editor.record.json($0, on: SampleDistrict.today) }
    }
  }

  /// The name in the form on top, empty where it has none; nil where something else is on top.
  var formName: String? {
    form.map { form in
      form.editor.kind.schema["name"]
        .flatMap { form.editor.record.json($0, on: SampleDistrict.today)?.string } ?? ""
    }
  }

  /// The short names of the rows of the list on top.
  var listed: [String] {
    list?.rows.map { state.registry.shortName(of: $0, on: SampleDistrict.today, .chinese) } ?? []
  }

  /// All rows in one, without frames: for sentences that are wrapped.
  var joined: String {
    rows.flatMap { $0.split { $0 == " " || $0 == "|" } }.joined(separator: " ")
  }

  /// Goes to a field of the form on top by its label, as Ctrl-G does.
  mutating func go(to key: String) throws {
    let field = form?.editor.kind.schema[key]
    guard let label = field?.label else { return }
    press(.control("g"))
    try choose(label.en, label.chinese)
  }

  /// Goes to a field and types a text into it.
  mutating func fill(_ key: String, _ text: String) throws {
    try go(to: key)
    type(text)
  }

  /// The office takes up another plan.
  mutating func takeUp(_ plan: Plan) {
    show(Counted(head, plan: plan, on: state.day, today: clock.today))
    send(.tick)
  }

  /// A form of an organization with all that is required, the cursor in `name`.
  mutating func fillOrganization(_ name: String = "新组织", community: String = "丙") throws {
    if form == nil { openForm() }
    try fill("name", name)
    try fill("tier", "2")
    try fill("community", community)
    press(.enter)
  }

  /// Opens the form of the record under the cursor of its list.
  mutating func edit(_ kind: Kind, named name: String) {
    type(WorkArea.all.first { $0.kind == kind }.map { String($0.digit) } ?? "")
    type(name)
    press(.control("e"))
  }
}

extension CivilDate: ExpressibleByStringLiteral {
  /// Written as in a file.
  public init(stringLiteral value: String) {
    guard let date = try? CivilDate(text: value) else { fatalError("no date: \(value)") }
    self = date
  }
}

extension ChangeSet {
  /// The only change; nil where there are several.
  var only: Change? { changes.count == 1 ? changes[0] : nil }
}

extension Change {
  /// What a key is set to.
  func after(_ key: String) -> JSON? { settings.first { $0.key == key }?.after }
  /// Every key that is set.
  var keys: Set<String> { Set(settings.map(\.key)) }
}
