import RegistryModel
import Testing

/// Which texts a form may leave by itself: values that no longer text begins with.
@Suite struct WholeTests {
  private func isWhole<Value: FieldValue>(_ type: Value.Type, _ text: String) throws -> Bool {
    _ = try type.init(text: text)
    return type.isWhole?(text) == true
  }

  @Test func `numbers of short tables, not of such as go on`() throws {
    #expect(try isWhole(Tier.self, "2") && isWhole(Tier.self, "２"))
    #expect(try isWhole(LicenceLevel.self, "0"))
    #expect(try isWhole(Education.self, "20"))
    #expect(try isWhole(Industry.self, "2") && isWhole(Industry.self, "14"))
    #expect(try !isWhole(Industry.self, "1"), "10 may follow")
    #expect(try !isWhole(Tier.self, "备案") && !isWhole(Tier.self, "filed"))
    #expect(try isWhole(Bool.self, "1") && !isWhole(Bool.self, "是"))
    #expect(try !isWhole([Service].self, "1"), "another may follow")
  }

  @Test func `numbers of fixed length`() throws {
    #expect(try isWhole(DivisionCode.self, "110105001001"))
    #expect(try isWhole(IdentityNumber.self, "110105199003074528"))
    #expect(try isWhole(IdentityNumber.self, "11010519491231002x"))
    #expect(try !isWhole(IdentityNumber.self, "110105199003074529"), "the check digit is wrong")
    #expect(try !isWhole(IdentityNumber.self, "E12345678"))
    #expect(try isWhole([PhoneNumber].self, "13812071612"))
    #expect(try !isWhole([PhoneNumber].self, "13812071612,13812071613"))
    #expect(try !isWhole(PhoneNumber.self, "010-65001234"), "an extension may follow")
  }

  @Test func `days, but no months and years; texts and amounts never`() throws {
    #expect(try isWhole(CivilDate.self, "20190301") && isWhole(CivilDate.self, "2019-03-01"))
    #expect(try !isWhole(CivilDate.self, "201903") && !isWhole(CivilDate.self, "2019-3-1"))
    #expect(try !isWhole(String.self, "安居社区邻里互助会") && !isWhole(Int.self, "42"))
  }
}
