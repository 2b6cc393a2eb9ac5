import RegistryPlans
import Testing

struct ExactTests {
  @Test func `text is cut off toward zero and rounded up only where asked`() {
    #expect(Exact(29, over: 3).text() == "9.6")
    #expect(Exact(-29, over: 3).text() == "-9.6")
    #expect(Exact(29, over: 3).textRoundedUp() == "9.7")
    #expect(Exact(-1, over: 100).text() == "0.0")
    #expect(Exact(7).text(places: 0) == "7")
    #expect(Exact(7).textRoundedUp() == "7.0")
    #expect(Exact(1, over: 0).text() == nil)
  }

  @Test func `n/a spreads and compares as false`() {
    let none = Exact(1) / Exact(0)
    #expect(none == .undefined)
    #expect((none + Exact(1)).isUndefined)
    #expect((Exact(1) * none).isUndefined)
    #expect(!none.reaches(Exact(0)))
    #expect(!Exact(0).reaches(none))
    #expect(!none.exceeds(Exact(-1)))
  }

  @Test func `arithmetic agrees with cross-multiplied integers`() {
    var seed = Seeded(state: 42)
    for _ in 0..<5000 {
      let numbers = (0..<4).map { _ in Int.random(in: -999...999, using: &seed) }
      let (a, b) = (numbers[0], numbers[1] == 0 ? 1 : numbers[1])
      let (c, d) = (numbers[2], numbers[3] == 0 ? 1 : numbers[3])
      let (left, right) = (
        Exact(Int128(a), over: Int128(b)), Exact(Int128(c), over: Int128(d))
      )
      #expect(left + right == Exact(Int128(a * d + c * b), over: Int128(b * d)))
      #expect(left - right == Exact(Int128(a * d - c * b), over: Int128(b * d)))
      #expect(left * right == Exact(Int128(a * c), over: Int128(b * d)))
      if c != 0 { #expect(left / right == Exact(Int128(a * d), over: Int128(b * c))) }
      // a/b >= c/d, with both denominators made positive.
      let (above, below) = (a * d * (b * d).signum(), c * b * (b * d).signum())
      #expect(left.reaches(right) == (above >= below))
      #expect(left.exceeds(right) == (above > below))
      #expect(left.towardZero == a / b)
      let floor = a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0)
      #expect(left.floor == floor)
      #expect(left.ceiling == (a % b == 0 ? floor : floor + 1))
    }
  }
}
