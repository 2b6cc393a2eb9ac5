import RegistryTestSupport
import Testing

@testable import RegistryModel

/// Every community of a real district is found by what people call it.
@Suite(
  "Names of a real district",
  .enabled(if: RealFile.isThere(RealFile.chaoyang), "the real file is absent"))
struct RealNamesTests {
  private struct Row {
    let code: String
    let name: String
  }

  /// Code and name of each row.
  private func rows() throws -> [Row] {
    let bytes = try RealFile.bytes(RealFile.chaoyang)
    return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).dropFirst()
      .map { line in
        let cells = line.split(separator: ",", omittingEmptySubsequences: false)
        return Row(code: String(cells[0]), name: String(cells[1]))
      }
  }

  @Test("all are found by code, by full name and by short name, where those are their own")
  func found() throws {
    let rows = try rows()
    #expect(rows.count == 598)
    var registry = TestRegistry()
    for (place, row) in rows.enumerated() {
      var community = Community()
      community.code = Dated(try DivisionCode(text: row.code))
      community.name = Dated(row.name)
      try registry.force(community, as: RecordID(.community, place + 1))
    }
    let find = {
      registry.state.records(named: $0, kind: .community, on: "2020-01-01").map(\.number)
    }
    let names = Dictionary(grouping: rows.indices, by: { rows[$0].name })
    let shorts = Dictionary(grouping: rows.indices, by: { CommunityName(rows[$0].name).short })
    for (place, row) in rows.enumerated() {
      let short = CommunityName(row.name).short
      #expect(!short.isEmpty)
      #expect(find(row.code) == [place + 1])
      #expect(find(row.name) == names[row.name]?.map { $0 + 1 })
      #expect(find(short) == shorts[short]?.map { $0 + 1 }, "\(short)")
    }
    // Two names occur twice; beyond them no two communities share a short name.
    #expect(names.values.count { $0.count > 1 } == 2)
    let twins = shorts.filter { Set($0.value.map { rows[$0].name }).count > 1 }
    #expect(
      twins.isEmpty,
      "\(twins.map { "\($0.key): \($0.value.map { rows[$0].name })" }.sorted())")
  }
}
