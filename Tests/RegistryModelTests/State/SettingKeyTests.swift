import Testing

@testable import RegistryModel

@Suite("Keys of settings")
struct SettingKeyTests {
  @Test("a field and a day come back from their text")
  func roundTrip() {
    for key in [
      SettingKey(field: "status", day: "2020-03-01"), SettingKey(field: "name", day: nil),
    ] {
      #expect(SettingKey(key.text) == key)
    }
    #expect(SettingKey(field: "status", day: "2020-03-01").text == "status@2020-03-01")
  }

  @Test(
    "what is no full day written in full belongs to the name",
    arguments: ["a@b", "status@2020", "status@2020-03", "status@20200301", "status@", "@", ""])
  func noDay(text: String) {
    #expect(SettingKey(text) == SettingKey(field: text, day: nil))
  }

  @Test("steps are lists of one value, none for no step")
  func parts() throws {
    var record = Organization()
    record.status.change(to: .dormant, from: "2020-03-01")
    record.status.change(to: nil, from: "2021-03-01")
    #expect(record.part("status@2020-03-01") == ["dormant"])
    #expect(record.part("status@2021-03-01") == [.null])
    #expect(record.part("status@2022-03-01") == [])
    #expect(record.part("status") == .null)
    #expect(record.part("mascot") == nil)
    #expect(record.part("name@2020-03-01") == nil)
    #expect(try record.setPart("status@2020-03-01", to: []))
    #expect(record.days(of: Organization.kindSchema["status"]!) == ["2021-03-01"])
    #expect(try !record.setPart("name@2020-03-01", to: ["x"]))
    #expect(record.name == nil)
  }

  @Test(
    "a step that is no list of one value is refused",
    arguments: ["dormant", .null, ["active", "dormant"]] as [JSON])
  func badStep(value: JSON) {
    var record = Organization()
    #expect(throws: FieldError.self) { try record.setPart("status@2020-03-01", to: value) }
    #expect(record == Organization())
  }
}
