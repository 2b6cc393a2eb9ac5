import RegistryModel
import RegistryTestSupport
import Testing

@testable import RegistrySearch

/// Counts as a plan would hand them in.
private struct Tallies: CommunityTallies {
  func organizations(of community: RecordID) -> Int? { [1: 12, 2: 4][community.number] }
  func workers(of community: RecordID) -> Int? { nil }
  func shortfall(of community: RecordID) -> Int? { nil }
  var askOrganizations = true
}

@Suite("Tables of what was found")
struct ListingTests {
  private static let today = CivilDate(year: 2026, month: 11, day: 24)!
  private let search = SearchMemo.reading()

  private func listing(
    _ kind: Kind, _ columns: String, _ make: (inout SmallDistrict) throws -> Void = { _ in }
  ) throws -> Listing {
    var district = try SmallDistrict()
    try make(&district)
    let view = Viewpoint(
      district.state, on: Self.today, today: Self.today, tallies: Tallies())
    let fields = try search.columns(columns, of: kind, beside: QueryField.listed(of: kind))
    return Listing(kind, district.state[kind].rows.map(\.id), fields, from: view)
  }

  @Test("columns go by key, short name and label, and once each")
  func names() throws {
    let keys = { (text: String) in
      try search.columns(text, of: .organization, beside: QueryField.listed(of: .organization))
        .map(\.key)
    }
    #expect(
      try keys("name,filing, Tier，状态,area,name") == [
        "name", "filingNumber", "tier", "status", "area",
      ])
    let usual = QueryField.listed(of: .organization).map(\.key)
    #expect(usual.first == "name" && !usual.contains("area"))
    #expect(try keys("+area,tier") == usual + ["area"])
  }

  @Test("a name that no field has is shown where it stands")
  func unknown() throws {
    let error = #expect(throws: QueryError.self) {
      try search.columns("+name,teir", of: .organization, beside: [])
    }
    #expect(error?.offset == 6 && error?.words.en.hasSuffix("did you mean tier?") == true)
  }

  @Test("cells are honest: numbers, words of code tables, ids; masked where they have to be")
  func cells() throws {
    let listing = try listing(.organization, "tier,members,community,phone,area") {
      var organization = Organization()
      (organization.tier, organization.members) = (Dated(.filed), 42)
      organization.community = Dated(RecordID(.community, 1))
      organization.phone = [try PhoneNumber(text: "13812071612")]
      try $0.add([organization])
    }
    let row = try #require(listing.rows.last)
    let values = listing.columns.map { $0.value(of: row) }
    #expect(values == ["filed", 42, "m1", ["138****1612"], "urban"])
    #expect(listing.columns.map { $0.text(of: row, .chinese) }.suffix(2) == ["138****1612", "城市"])
    #expect(listing.columns.map(\.alignment) == [.left, .right, .left, .left, .left])
  }

  @Test("amounts add up, exactly, and say of how many; years and shares do not")
  func totals() throws {
    let listing = try listing(.community, "households,facilityArea,orgs,name") {
      var large = Community()
      (large.households, large.facilityArea) = (Dated(1200), Dated(SquareMetres(units: 45050)))
      var small = Community()
      small.facilityArea = Dated(SquareMetres(units: 10))
      try $0.add([large, small])
    }
    let totals = listing.columns.map(listing.total)
    #expect(totals[0]?.value == 1200 && totals[0]?.count == 1)
    #expect(totals[1]?.value == "851.1" && totals[1]?.count == 4)
    #expect(totals[2]?.value == 16 && totals[2]?.count == 2)
    #expect(totals[3] == nil)
    let shares = try self.listing(.assignment, "share").columns
    let years = try self.listing(.organization, "inspectionYear").columns
    #expect((shares + years).allSatisfy { !$0.isAmount && $0.alignment == .right })
  }
}
