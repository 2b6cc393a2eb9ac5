import RegistryTestSupport
import Testing

/// F4 at a real terminal: typed, completed, counted, applied and changed, by keys alone.
@Suite(.serialized) struct FilterTests {
  @Test(arguments: Clerk.Speech.allCases) func filter(_ language: Clerk.Speech) throws {
    let clerk = try Clerk(try SmallDistrict.office(), language)
    let say = clerk.language
    let count = { (number: Int) in say("\(number) of 3", "\(number)/3") }
    try clerk.press(.two, .f4)
    try clerk.see(count(3))
    // The field and the value by the pinyin of their labels.
    try clerk.type("cx")
    try clerk.press(.tab)
    try clerk.type("cs")
    try clerk.press(.tab)
    #expect(clerk.screen.contains(say("> area:urban", "> 城乡:城市")))
    #expect(clerk.screen.contains(count(2)))
    try clerk.type("workers:1")
    #expect(clerk.screen.contains(count(0)))
    try clerk.press(.backspace)
    try clerk.type("0")
    try clerk.press(.enter)
    try clerk.see(say("Communities 2/3 area:urban workers:0", "社区 2/3 城乡:城市 人员:0"))
    #expect(clerk.screen.contains("安居") && !clerk.screen.contains("康营"))
    // Another look, a slip, and the list stays as it was.
    try clerk.press(.f4)
    try clerk.type("twon:jw")
    try clerk.see(say("did you mean town?", "是否指 街道乡镇?"))
    try clerk.press(.escape)
    try clerk.see(say("Communities 2/3", "社区 2/3"))
    // From the lines below by digits: the second value of the committee.
    try clerk.press(.f4, .clear)
    try clerk.type("committee:")
    try clerk.press(.down, .two)
    try clerk.see(count(1))
    try clerk.press(.enter)
    try clerk.see("康营")
    try clerk.press(.escape)
    try clerk.see(say("Communities 3", "社区 3"))
    try clerk.leave()
  }
}
