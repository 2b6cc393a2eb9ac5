import RegistryModel
import RegistryTestSupport
import Testing

@testable import RegistryReports

/// Reports as pages and as JSON.
@Suite struct ReportPageTests {
  private static let hostile = [
    "<script>alert(1)</script>", "\" onmouseover=\"x", "' x='", "a & b <b>", "]]>--><!--",
    "</title></style></script>", "\u{202E}反\u{2066}\u{200F}转", "\u{1B}[31m红\u{7}\u{9B}1m",
    "行\n列\t格\u{2028}段",
  ]

  /// A registry in which everything that can be named has a hostile name.
  private func hostileSource() throws -> ReportSource {
    let district = try RichDistrict(seed: 3)
    var state = district.state
    let name = { (id: RecordID) in Self.hostile[id.number % Self.hostile.count] + "\(id.number)" }
    func renamed<R: Record>(_ table: Table<R>, _ rename: (inout R, String) -> Void) -> Table<R> {
      Table(
        table.all.map { stored in
          var record = stored.record
          rename(&record, name(stored.id))
          return Stored(stored.id, record, changed: 1, binned: stored.binned)
        })
    }
    state.communities = renamed(state.communities) {
      $0.name = Dated($1)
      $0.townName = Dated($1)
    }
    state.organizations = renamed(state.organizations) { ($0.name, $0.head) = ($1, $1) }
    state.workers = renamed(state.workers) { $0.name = $1 }
    state.programmes = renamed(state.programmes) { $0.name = $1 }
    state.purchases = renamed(state.purchases) { ($0.purchaser, $0.supplierName) = ($1, $1) }
    state.offices = renamed(state.offices) { office, name in office.name = name }
    let commit = Commit(
      seq: 1, at: Instant(seconds: 0), by: Self.hostile[0],
      set: ChangeSet([Change(RecordID(.worker, 1), isNew: true, [])]))
    return ReportSource(
      state, on: RichDistrict.today, today: RichDistrict.today, plan: district.plan,
      changes: [(RichDistrict.today, commit)])
  }

  @Test(arguments: Report.all.map(\.name), Language.allCases)
  func `no name becomes markup, nor turns the text around it`(
    name: String, language: Language
  ) throws {
    let table = try ReportTable.of(name, try hostileSource())
    let page = table.html(language)
    let plain = try ReportTable.of(
      name,
      ReportSource(
        RegistryState(), on: RichDistrict.today, today: RichDistrict.today,
        plan: RichDistrict(seed: 3).plan)
    ).html(language)
    // One script and one style, the program's; what tags there are, it wrote.
    for tag in ["<script", "</script", "<style", "</style", "<title", "</title", "<!", "<html"] {
      #expect(page.ranges(of: tag).count == plain.ranges(of: tag).count, "\(tag)")
    }
    let tags = try Set(Page.tags(of: page))
    #expect(tags.isSubset(of: Page.known), "\(tags.subtracting(Page.known))")
    for scalar in page.unicodeScalars where scalar != "\n" {
      let category = scalar.properties.generalCategory
      #expect(category != .control && category != .format, "\(scalar.value)")
    }
    if name == "roster" {
      #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
      #expect(page.contains("&quot; onmouseover=&quot;x") && !page.contains("\" onmouseover"))
    }
  }

  @Test(arguments: Report.all.map(\.name))
  func `a page is of its own and says what its cells are`(name: String) throws {
    let district = try RichDistrict(seed: 2)
    let table = try ReportTable.of(
      name,
      ReportSource(
        district.state, on: RichDistrict.today, today: RichDistrict.today, plan: district.plan))
    let page = table.html(.chinese)
    #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"zh-CN\">"))
    #expect(table.html(.en).contains("<html lang=\"en\">"))
    for word in ["src=", "href=", "url(", "@import", "http://", "https://"] {
      #expect(!page.contains(word), "\(word)")
    }
    #expect(page.contains("<caption>") && page.contains("scope=\"col\""))
    #expect(table.rows.isEmpty || page.contains("scope=\"row\""))
    for words in ["填报单位", "单位负责人", "填表人", "报出日期", "云溪区"] { #expect(page.contains(words)) }
    #expect(page.ranges(of: "<tr>").count == 1 + table.rows.count + table.totals.count)
  }

  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func `bars are drawn from the longest on, with the numbers of the table`(seed: UInt64) throws {
    let district = try RichDistrict(seed: seed)
    let source = ReportSource(
      district.state, on: RichDistrict.today, today: RichDistrict.today, plan: district.plan)
    let table = try ReportTable.of("towns", source)
    guard case .bars(let target, _, let bars)? = table.charts.first else { return }
    let shown = bars.filter { !$0.value.isUndefined }
      .sorted { $0.value.exceeds($1.value) }.map { $0.label.en + $0.text }
    let page = table.html(.en)
    #expect(page.contains(target.en))
    let texts = Page.texts(of: page)
    let drawn = stride(from: 0, to: texts.count - 1, by: 2).map { texts[$0] + texts[$0 + 1] }
    #expect(drawn.sorted() == shown.sorted(), "seed \(seed)")
    let place = try #require(district.plan.targets.first { $0.label == target }?.id)
    let column = table.lines("rows").compactMap { $0[place]?.string }
    #expect(bars.compactMap { $0.value.text() } == column, "seed \(seed)")
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func `years end with the value of the table`(seed: UInt64) throws {
    let district = try RichDistrict(seed: seed)
    let source = ReportSource(
      district.state, on: RichDistrict.today, today: RichDistrict.today, plan: district.plan)
    let table = try ReportTable.of("progress", source)
    let lines = table.lines("rows").filter { $0["value"] != .null && $0["asked"] != .null }
    let ends = table.charts.compactMap { chart -> JSON? in
      guard case .years(let years) = chart else { return nil }
      return years.points[years.counted - 1].value.text().map(JSON.string)
    }
    #expect(ends == lines.compactMap { $0["value"] })
  }

  @Test(arguments: Report.all.map(\.name))
  func `every row of JSON has every column, under keys of its own`(name: String) throws {
    let district = try RichDistrict(seed: 4)
    for period in ["", "2019-Q2"] {
      let table = try ReportTable.of(
        name,
        ReportSource(
          district.state, on: RichDistrict.today, today: RichDistrict.today,
          period: ReportPeriod(period), plan: district.plan))
      let keys = table.columns.map(\.key)
      #expect(Set(keys).count == keys.count)
      for part in ["rows", "totals"] {
        for row in table.json[part]?.array ?? [] {
          #expect((row.members ?? []).map(\.key) == keys)
        }
      }
      #expect(table.json["report"] == .string(name))
      #expect(table.json["period"] == (period.isEmpty ? .null : .string(period)))
      // Where one is a number, the other is as well.
      for cells in table.rows {
        for cell in cells { #expect(cell.text.en.isEmpty == cell.text.chinese.isEmpty) }
      }
    }
  }
}

/// The tags of a page, as a browser would see them.
private enum Page {
  static let known: Set<String> = [
    "html", "head", "meta", "title", "style", "body", "header", "h1", "p", "span", "table",
    "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "button", "ul", "li", "footer", "dl",
    "div", "dt", "dd", "script", "figure", "figcaption", "svg", "text", "rect", "line", "!DOCTYPE",
  ]

  /// What charts say, in their order.
  static func texts(of page: String) -> [String] {
    page.split(separator: "<text ").dropFirst().compactMap { piece in
      piece.split(separator: ">", maxSplits: 1).last?.split(separator: "<").first.map(String.init)
    }
  }

  static func tags(of page: String) throws -> [String] {
    // Script and style are the program's own, and hold no tags.
    var text = page[...]
    for name in ["style", "script"] {
      let start = try #require(text.firstRange(of: "<\(name)>"))
      let end = try #require(text.firstRange(of: "</\(name)>"))
      text = text[..<start.upperBound] + text[end.lowerBound...]
    }
    return text.split(separator: "<").dropFirst(text.hasPrefix("<") ? 0 : 1).map { piece in
      String(piece.prefix { !" >".contains($0) }.drop { $0 == "/" })
    }
  }
}
