import RegistryModel
import Testing

@Suite("Merge groups")
struct MergeGroupTests {
  private static let groups: [Kind: Set<Set<String>>] = [
    // Beyond the design: who takes its place, for two may merge it into different ones at once.
    .community: [["endedOn", "endReason", "replacedBy"]],
    .organization: [
      ["reach", "community"], ["tier", "form", "uscc"], ["certificateFrom", "certificateUntil"],
      ["rating", "ratedOn"],
    ],
    .worker: [["idType", "idNumber"], ["licenceLevel", "licenceNumber", "registrationUntil"]],
    .assignment: [["since", "until"]],
    .purchase: [["since", "until"], ["supplier", "supplierName", "supplierUscc"]],
    .instalment: [["paid", "paidOn"]],
    .evaluation: [["score", "grade"]],
    .inspection: [["year", "result"]],
    .programme: [["since", "until"]],
    .period: [["reopenedOn", "reopenReason"]],
  ]

  @Test("are exactly those of the design", arguments: Kind.allCases)
  func groups(kind: Kind) {
    var found: [MergeGroup: Set<String>] = [:]
    for field in kind.schema.fields {
      if let group = field.group { found[group, default: []].insert(field.key) }
    }
    #expect(Set(found.values) == Self.groups[kind] ?? [])
  }
}
