import Testing

@testable import RegistryModel

/// A field is declared once: a stored property and one row with its path.
@Suite("Rows and properties")
struct PropertyTests {
  @Test(
    "every stored property is the path of exactly one row, named like its key",
    arguments: Kind.allCases)
  func onePropertyARow(kind: Kind) throws {
    var random = Seeded(1)
    let empty = Self.properties(of: kind.schema.make())
    var filledBy: [String: [String]] = [:]
    for field in kind.schema.fields where !field.isComputed {
      var record = kind.schema.make()
      if field.isMade {
        try record.put("[]", field, .correction(on: "2020-01-01"))
      } else {
        try record.enter(
          RandomText.typed(field, using: &random), field, .correction(on: "2020-01-01"))
      }
      let now = Self.properties(of: record)
      for (name, value) in now where empty[name] != value {
        filledBy[name, default: []].append(field.key)
      }
    }
    #expect(Set(filledBy.keys) == Set(empty.keys))
    for (name, keys) in filledBy { #expect(keys == [name]) }
  }

  @Test("rows are as many as properties, computed ones apart", arguments: Kind.allCases)
  func count(kind: Kind) {
    let rows = kind.schema.fields.filter { !$0.isComputed }
    #expect(rows.count == Mirror(reflecting: kind.schema.make()).children.count)
    // Reading a line keeps a bit a field in one word.
    #expect(kind.schema.fields.count <= 64)
  }

  private static func properties(of record: any Record) -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: Mirror(reflecting: record).children.map {
        ($0.label ?? "", String(reflecting: $0.value))
      })
  }
}
