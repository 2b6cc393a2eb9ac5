import RegistryModel
import Testing

@Suite("Keys, labels and headers of every kind")
struct KeyTests {
  @Test("keys are lowerCamelCase ASCII, unique, and none is reserved", arguments: Kind.allCases)
  func keys(kind: Kind) {
    let keys = kind.schema.fields.map(\.key)
    #expect(Set(keys).count == keys.count)
    for key in keys {
      #expect(
        key.first?.isLowercase == true && key.allSatisfy { $0.isASCII && $0.isLetter }, "\(key)")
      #expect(!["id", "steps", "changed", "binned", "accepted"].contains(key))
      // The day of a step is one of the record itself where nothing keeps its past.
      #expect(key != "on" || !kind.schema.fields.contains(where: \.isDated))
    }
  }

  @Test("labels and sections have words in both languages", arguments: Kind.allCases)
  func labels(kind: Kind) {
    let schema = kind.schema
    let all =
      [schema.label, schema.plural] + schema.sections.map(\.title) + schema.fields.map(\.label)
      + schema.fields.compactMap(\.hint) + schema.fields.compactMap { $0.column?.title }
    for words in all {
      #expect(!words.en.isEmpty && words.en.allSatisfy(\.isASCII), "\(words)")
      #expect(words.chinese.contains { !$0.isASCII }, "\(words)")
    }
  }

  @Test("no name of a field means another one too", arguments: Kind.allCases)
  func names(kind: Kind) {
    var owners: [String: Set<String>] = [:]
    for field in kind.schema.fields {
      let names =
        [field.key, field.label.en, field.label.chinese] + [field.queryName].compactMap { $0 }
        + field.headers
      for name in names { owners[name.lowercased(), default: []].insert(field.key) }
    }
    for (name, fields) in owners { #expect(fields.count == 1, "\(name): \(fields.sorted())") }
  }

  @Test("each name leads to its field, whatever case", arguments: Kind.allCases)
  func lookup(kind: Kind) {
    for field in kind.schema.fields {
      let names =
        [field.key, field.label.en, field.label.chinese] + [field.queryName].compactMap { $0 }
        + field.headers
      for name in names {
        #expect(kind.schema.field(named: name.uppercased())?.key == field.key, "\(name)")
      }
    }
    #expect(kind.schema.field(named: "shoeSize") == nil)
  }

  @Test("kinds are called by either language, singular or plural")
  func kinds() {
    #expect(Kind(named: "organizations") == .organization)
    #expect(Kind(named: "Community") == .community)
    #expect(Kind(named: "社区工作者") == .worker)
    #expect(Kind(named: "shoes") == nil)
    #expect(Set(Kind.allCases.map(\.letter)).count == Kind.allCases.count)
  }

  @Test("the row of a kind stands at its place, and is all a kind needs", arguments: Kind.allCases)
  func rows(kind: Kind) {
    #expect(Kind.allCases.map(\.number) == Array(1...Kind.allCases.count))
    #expect(kind.type.kind == kind && RegistryState()[kind].count == 0)
    #expect(Set(Kind.allCases.map(\.schema.file)).count == Kind.allCases.count)
    // What a row of an import has to say is something that the kind has.
    let schema = kind.schema
    let named = (schema.imports?.columns.joined().map { $0 } ?? []) + schema.locators.map(\.key)
    #expect(named.allSatisfy { schema[$0] != nil })
    #expect(schema.imports.map { schema[$0.title] != nil } ?? true)
    #expect((schema.imports?.keyFields ?? []).allSatisfy { schema[$0] != nil })
    #expect(schema.heads.flatMap(\.madeOf).allSatisfy { schema[$0] != nil })
    if case .owner(let field) = schema.keeper { #expect(schema[field] != nil) }
    let digits = Kind.allCases.compactMap(\.schema.area)
    #expect(Set(digits).count == digits.count && digits.allSatisfy { (2...8).contains($0) })
  }
}
