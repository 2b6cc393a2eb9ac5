import RegistryModel
import Testing

@Suite("Masks")
struct MaskTests {
  @Test(
    "what stays visible",
    arguments: [
      (Mask.identityNumber, "110101190001010014", "110***********0014"),
      (.identityNumber, "E12345678", "*****5678"), (.identityNumber, "12345", "***45"),
      (.phone, "13812071612", "138****1612"), (.phone, "0571-87000000", "057******0000"),
      (.phone, "65001234", "****1234"), (.phone, "12345", "***45"),
      (.phone, "", ""),
    ])
  func masked(mask: Mask, full: String, shown: String) {
    #expect(mask.masked(full) == shown)
    #expect(mask.matches(masked: shown, full: full) == !full.isEmpty)
  }

  @Test("at least half of a short number stays hidden")
  func short() {
    for count in 1...24 {
      let full = String(repeating: "7", count: count)
      for mask in [Mask.identityNumber, .phone] {
        let shown = mask.masked(full)
        #expect(shown.count == count)
        if count < 10 {
          #expect(shown.filter { $0 == "*" }.count * 2 >= count, "\(count)")
        }
      }
    }
  }

  @Test("another number's mask, and a number that is not masked, do not match")
  func different() {
    let full = "13812071612"
    #expect(!Mask.phone.matches(masked: "138****1613", full: full))
    #expect(!Mask.phone.matches(masked: "138*****1612", full: full))
    #expect(!Mask.phone.matches(masked: full, full: full))
    #expect(Mask.phone.matches(masked: "１３８＊＊＊＊１６１２", full: full))
    #expect(Mask.isMasked("138＊1") && !Mask.isMasked("1381"))
  }
}
