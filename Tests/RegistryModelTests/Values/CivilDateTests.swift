import RegistryModel
import Testing

@Suite("Civil dates")
struct CivilDateTests {
  @Test(
    "every accepted form gives the canonical text",
    arguments: [
      ("2016-11-14", "2016-11-14"), ("20161114", "2016-11-14"), ("2016.11.14", "2016-11-14"),
      ("2016/11/14", "2016-11-14"), ("2016年11月14日", "2016-11-14"), ("2016-3-4", "2016-03-04"),
      ("2016.3.4", "2016-03-04"), ("2016年3月4号", "2016-03-04"),
      ("２０１６－１１－１４", "2016-11-14"), ("2016年 3月 4日", "2016-03-04"),
      ("2016", "2016"), ("2016年", "2016"), ("2016-11", "2016-11"), ("2016.3", "2016-03"),
      ("2016年3月", "2016-03"), ("201903", "2019-03"), ("２０１９０３", "2019-03"),
      ("2016-02-29", "2016-02-29"), ("2000-02-29", "2000-02-29"),
      ("1800-01-01", "1800-01-01"), ("2200-12-31", "2200-12-31"),
    ])
  func accepted(text: String, canonical: String) throws {
    let date = try CivilDate(text: text)
    #expect(date.description == canonical)
    try expectRoundTrip(date)
  }

  @Test(
    "what is no date is refused with the rule",
    arguments: [
      ("2016-02-30", "does not exist"), ("2015-02-29", "28 days"), ("1900-02-29", "28 days"),
      ("2016-04-31", "30 days"), ("20161301", "month must be"), ("2016-00", "month must be"),
      ("2016-13-01", "month must be"), ("2016-01-00", "31 days"), ("1799-12-31", "1800 to 2200"),
      ("2201", "1800 to 2200"), ("16-11-14", "YYYY-MM-DD"), ("2016-11-14-01", "YYYY-MM-DD"),
      ("2016-11/14", "YYYY-MM-DD"), ("2016年11", "YYYY-MM-DD"), ("2016年11月14日1", "YYYY-MM-DD"),
      ("2016--14", "YYYY-MM-DD"), ("201613", "month must be"), ("2016111", "YYYY-MM-DD"),
      ("today", "YYYY-MM-DD"),
      ("2016-011-4", "YYYY-MM-DD"), ("2016-1١-14", "YYYY-MM-DD"), ("-", "YYYY-MM-DD"),
    ])
  func refused(text: String, sentence: String) {
    let words = refusal(CivilDate.self, text)
    #expect(words?.en.contains(sentence) == true, "\(words?.en ?? "taken")")
  }

  @Test("days count without gap or overlap over four centuries")
  func everyDay() throws {
    let first = try #require(CivilDate(year: 1800, month: 1, day: 1))
    let last = try #require(CivilDate(year: 2200, month: 12, day: 31))
    var expected = first
    for days in first.daysSinceEpoch...last.daysSinceEpoch {
      let date = CivilDate(daysSinceEpoch: days)
      guard date == expected, date.daysSinceEpoch == days else {
        Issue.record("day \(days) is \(date), not \(expected)")
        return
      }
      let (year, month, day) = (date.year, date.month ?? 0, date.day ?? 0)
      expected =
        CivilDate(year: year, month: month, day: day + 1)
        ?? CivilDate(year: year, month: month + 1, day: 1)
        ?? CivilDate(year: year + 1, month: 1, day: 1) ?? expected
    }
    #expect(CivilDate(year: 1970, month: 1, day: 1)?.daysSinceEpoch == 0)
    #expect(CivilDate(year: 2026, month: 11, day: 24)?.daysSinceEpoch == 20_781)
    #expect(last.daysSinceEpoch - first.daysSinceEpoch == 146_461)
  }

  @Test("adding days and taking them away again comes back, in order", arguments: [1, 2, 3])
  func arithmetic(seed: Int) {
    var random = Seeded(UInt64(seed))
    for _ in 0..<2000 {
      let start = CivilDate(daysSinceEpoch: Int.random(in: -60_000...80_000, using: &random))
      let days = Int.random(in: -40_000...40_000, using: &random)
      let end = start.adding(days: days)
      #expect(end.adding(days: -days) == start)
      #expect((end < start) == (days < 0))
      #expect(end.daysSinceEpoch - start.daysSinceEpoch == days)
    }
  }

  @Test(
    "adding months keeps the day or takes the month's last",
    arguments: [
      ("2016-01-31", 1, "2016-02-29"), ("2015-01-31", 1, "2015-02-28"),
      ("2016-03-31", -1, "2016-02-29"), ("2016-11-14", 12, "2017-11-14"),
      ("2016-11-14", 2, "2017-01-14"), ("2016-01-14", -1, "2015-12-14"),
      ("2016-11", 3, "2017-02"), ("2016-02-29", 48, "2020-02-29"), ("2016", 13, "2017-02"),
    ])
  func months(from: String, months: Int, to: String) throws {
    #expect(try CivilDate(text: from).adding(months: months).description == to)
  }

  @Test("a partial date spans its first to its last day")
  func partial() throws {
    let year = try CivilDate(text: "2016")
    let month = try CivilDate(text: "2016-02")
    #expect(year.firstDay.description == "2016-01-01" && year.lastDay.description == "2016-12-31")
    #expect(month.firstDay.description == "2016-02-01")
    #expect(month.lastDay.description == "2016-02-29")
    #expect(!year.isFull && !month.isFull && month.firstDay.isFull)
    #expect(year.month == nil && month.month == 2 && month.day == nil)
  }

  @Test("order is by first day, the less exact before the more exact")
  func order() throws {
    let sorted = ["2015-12-31", "2016", "2016-01", "2016-01-01", "2016-01-02", "2016-02"]
    let dates = try sorted.map { try CivilDate(text: $0) }
    #expect(dates.reversed().sorted() == dates)
    #expect(Set(dates).count == dates.count)
  }

  @Test("impossible parts make no date")
  func parts() {
    #expect(CivilDate(year: 2016, month: 2, day: 30) == nil)
    #expect(CivilDate(year: 2016, month: nil, day: 3) == nil)
    #expect(CivilDate(year: 1700) == nil)
    #expect(CivilDate(year: 2016, month: 2, day: 29)?.description == "2016-02-29")
  }

  @Test(
    "a span holds its last day; partial starts count late, partial ends early",
    arguments: [
      (nil, nil, "2016-06-15", true), ("2016-06-15", nil, "2016-06-15", true),
      ("2016-06-16", nil, "2016-06-15", false), (nil, "2016-06-15", "2016-06-15", true),
      (nil, "2016-06-14", "2016-06-15", false), ("2016", nil, "2016-12-30", false),
      ("2016", nil, "2016-12-31", true), ("2016-06", nil, "2016-06-29", false),
      ("2016-06", nil, "2016-06-30", true), (nil, "2016", "2016-01-01", true),
      (nil, "2016", "2016-01-02", false), (nil, "2016-06", "2016-06-01", true),
      (nil, "2016-06", "2016-06-02", false), ("2015", "2017", "2016-06-15", true),
    ] as [(String?, String?, String, Bool)])
  func covers(since: String?, until: String?, day: String, isIn: Bool) throws {
    let since = try since.map { text in try CivilDate(text: text) }
    let until = try until.map { text in try CivilDate(text: text) }
    let day = try CivilDate(text: day)
    #expect(CivilDate.covers(day, since: since, until: until) == isIn)
  }
}
