import Testing

@testable import RegistryModel

/// The table of the design: `*` required, `?` expected, `†` dated.
@Suite("Required, expected and dated fields")
struct TableOfFieldsTests {
  private static let marks: [Kind: [String: String]] = [
    .community: [
      "code": "*†", "name": "*†", "committee": "*†", "townName": "†", "households": "†",
      "residents": "†",
      "grids": "†", "facilityArea": "†", "activityArea": "†", "serviceHall": "†",
      "selfServiceTerminal": "†",
    ],
    .organization: [
      "name": "*", "tier": "*†", "reach": "*†", "community": "*†", "status": "*†",
      "registeredOn": "?", "activityClass": "?", "head": "?", "phone": "?", "creditList": "†",
    ],
    .worker: ["name": "*", "phone": "?", "licenceLevel": "†", "startedOn": "?"],
    .assignment: ["worker": "*", "community": "*", "role": "*", "since": "*"],
    .office: ["name": "*", "district": "*"],
    .account: ["login": "*", "role": "*"],
    .view: ["name": "*", "list": "*"],
    .period: [:],
    .mapping: [:],
    .plan: ["code": "*", "title": "*", "start": "*", "end": "*", "source": "*"],
    // Without a measure it says what is missing.
    .target: [
      "plan": "*", "code": "*", "label": "*", "scope": "*", "aggregate": "*", "unit": "*",
      "source": "*", "missing": "*",
    ],
    .purchase: [
      "name": "*", "purchaser": "*", "budget": "*", "amount": "†", "status": "*†",
    ],
    .line: ["purchase": "*", "service": "*", "amount": "*"],
    .instalment: ["purchase": "*", "due": "?", "amount": "*"],
    .evaluation: ["purchase": "*", "stage": "*", "heldOn": "*", "grade": "*"],
    .inspection: ["organization": "*", "year": "*", "result": "*"],
    .need: ["community": "*", "title": "*", "topic": "*", "raisedOn": "*", "status": "*†"],
    .programme: [
      "name": "*", "form": "*", "communities": "*†", "carrier": "†", "partners": "†",
      "workers": "†", "status": "*†",
    ],
    .activity: ["programme": "*", "heldOn": "*", "activityKind": "*"],
  ]

  private static let fields: [Kind: String] = [
    .community: """
    code name committee classCode townName townCode households residents grids facilityArea \
    activityArea serviceHall selfServiceTerminal uscc chair partySecretary phone address \
    establishedOn endedOn endReason replacedBy note
    """,
    .organization: """
    name shortName tier reach community status registeredOn establishedOn form uscc filingNumber \
    oldCertificateNumber activityClass services industry authority supervisingUnit \
    certificateFrom certificateUntil head phone address premisesArea capital members \
    staffFullTime staffPartTime volunteers partyBranch rating \
    ratedOn creditList confirmedOn endReason note
    """,
    .worker: """
    name idType idNumber sex birthDate phone licenceLevel licenceNumber registrationUntil \
    serviceAreas education politics employer employerName startedOn leftOn leaveReason note
    """,
    .assignment: "worker community role since until share primary organization endReason note",
    .office:
      "name district areaCode plans filingPattern dormantAfter confirmedPlans strictSuppliers",
    .account: "login name role",
    .view: "name list query columns sort owner",
    .period: "period version frozenOn seq plan program reports reopenedOn reopenReason",
    .mapping: "list headers content owner",
    .plan: "code title titleEnglish start end source sourceEnglish",
    .target: """
    plan code label labelEnglish short shortEnglish scope measure aggregate atLeast moreThan minimum \
    over per unit unitEnglish deadline tiers statuses roles licences baselineValue baselineAsOf \
    baselineSource baselineSourceEnglish source sourceEnglish missing missingEnglish
    """,
    .purchase: """
    name planNumber number purchaser supervisor supplier supplierName supplierUscc method \
    catalogueItem budget amount signedOn since until status note
    """,
    .line: "purchase service unit quantity price amount",
    .instalment:
      "purchase condition due amount budgetYear fundingSource paid paidOn voucher",
    .evaluation: "purchase stage heldOn evaluator score grade note",
    .inspection: "organization year result heldOn note",
    .need: """
    community title topic targetGroups serviceArea raisedOn source people status organization \
    programme closedOn note
    """,
    .programme: """
    number name form communities carrier carrierName partners workers serviceAreas targetGroups since \
    until status funding purchases budget plannedCases plannedGroups plannedEvents plannedVisits \
    plannedConsultations plannedReferrals plannedTrainings plannedSupervisions plannedPersonTimes \
    plannedVolunteerTimes satisfaction grade note
    """,
    .activity: """
    programme heldOn activityKind count sessions personTimes people volunteerTimes community \
    serviceArea workers note
    """,
  ]

  @Test("an empty record is asked for exactly the marked fields", arguments: Kind.allCases)
  func marks(kind: Kind) {
    let empty = kind.schema.make()
    var found: [String: String] = [:]
    for field in kind.schema.fields {
      let asked =
        switch empty.asked(field, on: "2020-01-01") {
        case .required: "*"
        case .expected: "?"
        case .optional, .rare, .follows, .skipped: ""
        }
      let mark = asked + (field.isDated ? "†" : "")
      if !mark.isEmpty, designed(kind).contains(field.key) { found[field.key] = mark }
    }
    #expect(found == Self.marks[kind])
  }

  @Test("the fields of the design are there; further ones may be", arguments: Kind.allCases)
  func fields(kind: Kind) {
    #expect(!designed(kind).isEmpty)
    #expect(designed(kind).subtracting(kind.schema.fields.map(\.key)) == [])
  }

  private func designed(_ kind: Kind) -> Set<String> {
    Set((Self.fields[kind] ?? "").split { $0 == " " || $0 == "\n" }.map(String.init))
  }

  @Test("defaults: active, its own community, the committee by the code's tenth digit; no tier")
  func defaults() throws {
    var organization = Organization()
    organization.fillDefaults(from: Office())
    #expect(organization.status == Dated(.active))
    #expect(organization.reach == Dated(.community))
    #expect(organization.tier.isEmpty)
    var community = Community()
    community.code = Dated(try DivisionCode(text: "110105001201"))
    community.fillDefaults(from: Office())
    #expect(community.committee == Dated(.villagers))
    var known = Organization()
    known.status = Dated(.dormant)
    known.reach.change(to: .town, from: "2019-01-01")
    let before = known
    known.fillDefaults(from: Office())
    #expect(known == before)
  }
}
