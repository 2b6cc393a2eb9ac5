import Testing

@testable import RegistryModel

/// What is shown can be typed again, what is saved can be loaded again.
@Suite("Round trips of every kind")
struct RoundTripTests {
  @Test("load after save is the same record", arguments: Kind.allCases)
  func loadAfterSave(kind: Kind) throws {
    func check<R: Record>(_: R.Type) throws {
      for seed in 0..<60 as Range<UInt64> {
        var random = Seeded(seed)
        let record = try R.random(using: &random)
        let stored = Stored(RecordID(kind, 7), record, changed: 3)
        let read = try Stored<R>(json: stored.json)
        #expect(read.record == record, "seed \(seed): \(stored.json.text)")
        #expect(read.json == stored.json)
        #expect(kind.record(from: stored.json) as? R == record)
      }
    }
    try check(kind.type)
  }

  @Test("entering what a field shows changes nothing, in either language", arguments: Kind.allCases)
  func enterAfterShow(kind: Kind) throws {
    func check<R: Record>(_: R.Type) throws {
      for seed in 100..<160 as Range<UInt64> {
        var random = Seeded(seed)
        let record = try R.random(using: &random)
        let day = RandomText.fullDay(using: &random)
        for language in Language.allCases {
          var again = record
          for field in R.kindSchema.fields where !field.isComputed && !field.isMade {
            try again.enter(record.text(field, on: day, language), field, .correction(on: day))
          }
          #expect(again == record, "seed \(seed)")
        }
      }
    }
    try check(kind.type)
  }

  @Test("a new record is made by its own settings", arguments: Kind.allCases)
  func settings(kind: Kind) throws {
    func check<R: Record>(_: R.Type) throws {
      for seed in 200..<240 as Range<UInt64> {
        var random = Seeded(seed)
        let record = try R.random(using: &random)
        var made = R()
        for setting in record.settings(from: nil) {
          #expect(try made.setPart(setting.key, to: setting.after))
          #expect(made.part(setting.key) == setting.after)
        }
        #expect(made == record, "seed \(seed)")
        #expect(record.settings(from: record).isEmpty)
      }
    }
    try check(kind.type)
  }

  @Test("computed fields are shown, never typed nor stored", arguments: Kind.allCases)
  func computed(kind: Kind) {
    for field in kind.schema.fields where field.isComputed {
      var record = kind.schema.make()
      #expect(throws: FieldError.self) {
        try record.enter("1", field, .correction(on: "2020-01-01"))
      }
      #expect(throws: FieldError.self) { try record.put("1", field, .correction(on: "2020-01-01")) }
      #expect(record.part(field.key) == nil)
    }
  }

  @Test("empty text and an empty list clear a field")
  func clearing() throws {
    var record = Sample.worker("王芳")
    let phone = try #require(Worker.kindSchema["phone"])
    var other = record
    try record.enter("  ", phone, .correction(on: "2020-01-01"))
    try other.put([], phone, .correction(on: "2020-01-01"))
    #expect(record.phone == nil)
    #expect(other.phone == nil)
  }
}
