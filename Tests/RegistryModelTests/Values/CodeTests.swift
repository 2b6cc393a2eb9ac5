import RegistryModel
import Testing

@Suite("Code tables")
struct CodeTests {
  static let tables: [any Code.Type] = [
    Committee.self, ClassCode.self, Tier.self, Reach.self, OrganizationStatus.self,
    OrganizationForm.self, ActivityClass.self, Service.self, Industry.self, InspectionResult.self,
    Rating.self, OrganizationEndReason.self, Sex.self, IDType.self, LicenceLevel.self,
    ServiceArea.self, Education.self, Politics.self, LeaveReason.self, Role.self, EndReason.self,
    AccountRole.self, NeedTopic.self, NeedSource.self, NeedStatus.self, TargetGroup.self,
    ProgrammeForm.self, ProgrammeStatus.self, ProgrammeFunding.self, ActivityKind.self, Grade.self,
  ]

  @Test("each entry is found by number, word and either name, whatever case and width")
  func parse() throws {
    func check<Table: Code>(_ table: Table.Type) throws {
      for value in Table.allCases {
        let row = value.row
        let spellings = [
          String(row.number), "0\(row.number)", row.word, row.word.uppercased(), row.label.en,
          row.label.en.uppercased(), row.label.chinese, " \(row.label.chinese) ",
          String(row.word.unicodeScalars.map(Self.fullWidth)),
        ]
        for text in spellings {
          #expect(try Table(text: text) == value, "\(Table.self) \(text)")
        }
        try expectRoundTrip(value)
        #expect(value.json == .string(row.word))
      }
    }
    for table in Self.tables { try check(table) }
  }

  @Test("numbers, words and names are unique in their table")
  func unique() {
    for table in Self.tables {
      let entries = table.entries
      #expect(Set(entries.map(\.number)).count == entries.count, "\(table)")
      #expect(Set(entries.map(\.word)).count == entries.count, "\(table)")
      #expect(Set(entries.map(\.label.en)).count == entries.count, "\(table)")
      #expect(Set(entries.map(\.label.chinese)).count == entries.count, "\(table)")
      #expect(table.entry == .choice(entries))
    }
  }

  @Test("an unknown name is refused with the choices")
  func refused() {
    let words = refusal(Tier.self, "4")
    #expect(words?.en == "must be one of: 1 registered, 2 filed, 3 ledger")
    #expect(words?.chinese == "应为其中一项：1 登记, 2 备案, 3 台账")
    #expect(throws: FieldError.self) { try Tier(json: "Filed") }
    #expect(throws: FieldError.self) { try Tier(json: 2) }
  }

  @Test("numbers are the printed ones")
  func numbers() {
    #expect(Role.allCases.map(\.number) == [10, 20, 30, 40, 50, 60, 70, 80, 90])
    #expect(ActivityClass.allCases.map(\.number) == [1, 2, 3, 4, 5, 9])
    #expect(LicenceLevel.allCases.map(\.number) == [0, 1, 2, 3])
    #expect(Sex.allCases.map(\.number) == [0, 1, 2, 9])
    #expect(Industry.allCases.count == 14)
    #expect(LicenceLevel.unlicensed.json == "none")
    #expect(OrganizationStatus.changePending.json == "changePending")
    #expect(Rating.five.json == "5A")
  }

  @Test(
    "imports know other names",
    arguments: [
      ("resident", Committee.residents), ("village", .villagers), ("Resident-like", .residentLike),
      ("village-like", .villageLike), ("居委会", .residents),
    ])
  func aliases(text: String, committee: Committee) throws {
    #expect(try Committee(text: text) == committee)
  }

  @Test("what depends on a value")
  func properties() {
    #expect(Committee.allCases.filter(\.isUrban) == [.residents, .residentLike])
    #expect(ClassCode.allCases.filter { !$0.isUrban } == [.townshipCentre, .village])
    #expect(OrganizationStatus.allCases.filter(\.isFinal) == [.deregistered, .revoked])
    #expect(
      ActivityClass.allCases.map(Service.proposed) == [
        [.socialServices], [.charity], [.socialServices, .charity], [.entertainment],
        [.socialServices], [],
      ])
  }

  @Test("no label has a character of ambiguous width or one that parts lists")
  func labels() {
    for table in Self.tables {
      for entry in table.entries {
        for text in [entry.label.en, entry.label.chinese] {
          for scalar in text.unicodeScalars {
            let isPlain = (0x20..<0x7F).contains(scalar.value)
            let isHan = (0x4E00...0x9FFF).contains(scalar.value)
            #expect(isPlain || isHan, "\(table) \(text)")
            #expect(!",;".unicodeScalars.contains(scalar), "\(table) \(text)")
          }
        }
      }
    }
  }

  private static func fullWidth(_ scalar: Unicode.Scalar) -> Character {
    let twin = (0x21...0x7E).contains(scalar.value) ? scalar.value + 0xFEE0 : scalar.value
    return Character(Unicode.Scalar(twin) ?? scalar)
  }
}
