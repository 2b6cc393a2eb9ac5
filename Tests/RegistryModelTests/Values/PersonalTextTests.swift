import Testing

@testable import RegistryModel

/// What a text tells of a person: numbers as people write them, and no others.
@Suite("Texts that name a person")
struct PersonalTextTests {
  @Test(
    "identity numbers",
    arguments: [
      ("11010519491231002X", true), ("身份证11010519491231002x,急", true),
      ("110105 19491231 002X", true),
      ("１１０１０５１９４９１２３１００２Ｘ", true), ("110105194912310021", false), ("1101051949", false),
      ("11010519491231002X1", false), ("MX 项目 2020-001", false), ("", false),
    ])
  func identity(text: String, holds: Bool) { #expect(text.hasIdentityNumber == holds, "\(text)") }

  @Test(
    "mobile numbers",
    arguments: [
      ("电话13812071612", true), ("138-1207-1612", true), ("138 1207 1612", true),
      ("+86 13812071612", true), ("8613812071612", true), ("3户 13812071612", true),
      ("3 13812071612", true), ("12345", false), ("010-65001234", false), ("23812071612", false),
      ("2020-05-11", false), ("113812071612", false),
    ])
  func mobile(text: String, holds: Bool) { #expect(text.hasMobileNumber == holds, "\(text)") }

  @Test(
    "buildings and rooms",
    arguments: [
      ("3号楼漏水", true), ("５栋", true), ("2 单元", true), ("三单元门灯", true), ("301室", true), ("12幢", true),
      ("社区活动室", false), ("单元门", false), ("3号院", false), ("楼栋长", false),
    ])
  func doors(text: String, holds: Bool) { #expect(text.hasDoorNumber == holds, "\(text)") }
}
