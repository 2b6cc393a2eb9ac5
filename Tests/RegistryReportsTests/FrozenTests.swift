import RegistryModel
import RegistryPlans
import RegistryStore
import RegistryTestSupport
import Testing

@testable import RegistryReports

/// What a frozen period keeps is what its reports were, to the last byte of every form of them.
@Suite struct FrozenTests {
  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func `what is kept is what was counted`(seed: UInt64) throws {
    let district = try RichDistrict(seed: seed)
    for text in ["2018", "2018-H2", "2019-Q1", "2017-11"] {
      let period = try #require(ReportPeriod(text))
      let source = district.source(of: period)
      let kept = try Period(period, of: source, by: "0").written()
      for report in Report.all {
        let table = kept.table(of: report, JSON.read)
        #expect((table != nil) == report.isKept)
        guard var table else { continue }
        let counted = report.table(source)
        let frozen = try #require(table.head.frozen)
        #expect(frozen == ReportHead.Frozen(day: RichDistrict.today, version: 1))
        for language in Language.allCases {
          #expect(table.html(language).contains(frozen.words[language]))
        }
        table.head.frozen = nil
        let place = "\(report.name) of \(text), seed \(seed)"
        #expect(table.head == counted.head && table.title == counted.title, "\(place)")
        #expect(table.columns == counted.columns && table.keys == counted.keys, "\(place)")
        #expect(table.rows == counted.rows && table.totals == counted.totals, "\(place)")
        #expect(table.notes == counted.notes && table.charts == counted.charts, "\(place)")
        #expect(table.json == counted.json, "\(place)")
        for language in Language.allCases {
          #expect(table.html(language) == counted.html(language), "\(place)")
        }
      }
    }
  }

  @Test func `what is no table is none`() throws {
    let district = try RichDistrict(seed: 1)
    let period = try #require(ReportPeriod("2018"))
    let record = Period(period, of: district.source(of: period), by: "0")
    let content = try #require(record.reports?.content)
    // A hand in the file: every cut and every other value is refused or read, never trusted.
    var random = SeededGenerator(seed: 5)
    for _ in 0..<300 {
      var text = Array(content.utf8)
      let place = Int.random(in: text.indices, using: &random)
      text[place] = try #require("0[]{}\",:n-9".utf8.randomElement(using: &random))
      var damaged = record
      damaged.reports = try FrozenReports(json: .string(String(decoding: text, as: UTF8.self)))
      for report in Report.all { _ = damaged.table(of: report, JSON.read)?.html(.chinese) }
    }
  }
}

extension RichDistrict {
  /// What reports of a period that is over are made of.
  func source(of period: ReportPeriod, _ state: RegistryState? = nil) -> ReportSource {
    ReportSource(
      state ?? self.state, on: period.last, today: Self.today, period: period, plan: plan)
  }
}

extension JSON {
  static func read(_ text: String) -> JSON? { try? JSON(bytes: Array(text.utf8)) }
}

extension Period {
  /// As it comes back from a registry's file.
  func written() throws -> Period {
    let stored = Stored(RecordID(.period, 1), self, changed: 1)
    let line = try #require(JSON.read(stored.json.text))
    return try Stored<Period>(json: line).record
  }
}
