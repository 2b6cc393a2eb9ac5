import RegistryTestSupport
import Testing

/// A messy file from the first look to the last mended row (scenario 21).
@Suite struct ImportStoryTests {
  private static let file = """
    名称,管理方式,社区,统一社会信用代码,登记日期
    云溪合唱团,备案,安居社区居委会,,2020-03-01
    棋友社,备案,永丰社区居委会,,2020.4
    翰墨书画社,备案,安居社居委会,,2020-05-06
    夕阳红助老中心,登记,安居社区居委会,1.1E+17,2019-05-06
    云溪合唱团,备案,安居社区居委会,,2020-03-01
    山岳志愿队,备案,康营村委会,,2021-01-01

    """
  /// What is counted above the rows, in this order.
  private static let labels = ["新增", "更新", "相同", "须改正", "合计"]

  private func counts(_ clerk: Clerk) throws -> [String: Int] {
    let words = try #require(clerk.body.first { $0.contains("合计 ") }).split(separator: " ")
      .map(String.init)
    return Dictionary(
      zip(words, words.dropFirst()).compactMap { label, count in
        Int(count).map { (label.filter { !"│|".contains($0) }, $0) }
      }, uniquingKeysWith: { first, _ in first })
  }

  /// Chooses from a menu by the number before its words.
  private func choose(_ words: String, _ clerk: Clerk) throws {
    try clerk.see(words)
    let row = try #require(clerk.body.first { $0.contains(words) })
    // What lies below the menu may have digits, too.
    let before = row.prefix(upTo: try #require(row.firstRange(of: words)).lowerBound)
    try clerk.type(String(try #require(before.last { "0"..."9" ~= $0 })))
  }

  private func preview(_ path: String, _ clerk: Clerk) throws {
    try clerk.press(.f9, .two, .two)
    try clerk.see("文件路径")
    try clerk.type(path)
    try clerk.press(.enter)
    try clerk.see("合计 ")
  }

  @Test func messyFile_fromPreviewToTheLastRow() throws {
    let office = try SmallDistrict.office()
    try office.add("organization", "name=原有舞蹈队", "tier=filed", "community=m1")
    let path = office.directory + "/list.csv"
    try Disk.write(encoded(Self.file, as: "GB18030"), to: path)
    let before = try #require(Disk.read(office.journal))
    let clerk = try Clerk(office)
    try preview(path, clerk)
    #expect(clerk.screen.contains("GB18030"))
    let counted = try counts(clerk)
    #expect(counted == ["新增": 3, "更新": 0, "相同": 1, "须改正": 2, "合计": 6], "\(clerk.screen)")
    #expect(clerk.screen.contains("1.1E+17"))
    // Leaving writes nothing.
    try clerk.press(.escape)
    try clerk.wait("the Overview") { !$0.contains("合计 6") }
    #expect(Disk.read(office.journal) == before)

    try preview(path, clerk)
    try clerk.press(.save)
    try clerk.see("请先改正所列各行")
    #expect(Disk.read(office.journal) == before)
    try clerk.press(.f2)
    try choose("须改正的 2 行不导入", clerk)
    try clerk.see("须改正 0")
    try clerk.press(.f2)
    try choose("存为文件", clerk)
    try clerk.see("写入的文件")
    try clerk.press(.enter)
    try clerk.see("已写入 2 行")
    try clerk.press(.save)
    try clerk.see("已导入 3 条记录")
    #expect(try names(office) == ["原有舞蹈队", "云溪合唱团", "棋友社", "山岳志愿队"])
    #expect(try office.run("check").code == 0)
    try clerk.press(.undo)
    try clerk.see("已撤销")
    #expect(try names(office) == ["原有舞蹈队"])
    try clerk.press(.redo)
    try clerk.see("已重做")

    // What stayed out is fixed in its own file and comes in by itself.
    let left = office.directory + "/list.问题.csv"
    let text = String(decoding: try #require(Disk.read(left)), as: UTF8.self)
    #expect(text.split(whereSeparator: \.isNewline).count == 3, "\(text)")
    try preview(left, clerk)
    #expect(try counts(clerk)["须改正"] == 2, "\(clerk.screen)")
    try clerk.press(.escape)
    let mended = text.replacing("安居社居委会", with: "安居社区居委会")
      .replacing("1.1E+17", with: "52110105MJ0123456N")
    try Disk.write(Array(mended.utf8), to: left)
    try preview(left, clerk)
    #expect(try counts(clerk)["新增"] == 2, "\(clerk.screen)")
    try clerk.press(.save)
    try clerk.see("已导入 2 条记录")
    #expect(try names(office).count == 6)
    try clerk.leave()
  }

  private func names(_ office: Office) throws -> Set<String> {
    let csv = try office.succeed("export", "organizations")
    return Set(
      csv.split(separator: "\n").dropFirst().flatMap {
        $0.split(separator: ",").prefix(2).suffix(1).map(String.init)
      })
  }
}
