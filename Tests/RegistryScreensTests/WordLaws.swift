import RegistryModel
import RegistryPlans
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// Laws of every label and sentence a clerk can meet, in both languages.
@Suite struct WordLaws {
  private static let metrics = TextMetrics()

  /// Everything that can be said, as far as rows declare it or fields say it when typed into.
  private static let all: [Words] = {
    var words: [Words] = []
    for kind in Kind.allCases {
      let schema = kind.schema
      words += [schema.label, schema.plural] + schema.sections.map(\.title)
      for field in schema.fields {
        words += [field.label, field.entry.rule]
        words += [field.hint, field.column?.title].compactMap { $0 }
        words += entries(field.entry).flatMap { [$0.label, $0.short] }
        words += refusals(field, schema)
      }
    }
    words += KeyCard.screens.flatMap { $0.rows }.flatMap { [$0.help, $0.hint].compactMap { $0 } }
    words += KeyCard.screens.map(\.name) + Acts.all.map(\.label) + WorkArea.all.map(\.name)
    words += WorkedExample.plans.flatMap(\.targets).flatMap { [$0.label, $0.unit] }
    return words
  }()

  private static func entries(_ entry: Entry) -> [CodeEntry] {
    switch entry {
    case .choice(let entries), .choices(let entries): entries
    default: []
    }
  }

  /// Texts that one field or another cannot read, each for a reason of its own.
  private static let refused = [
    "x", "-1", "99", "1.23456", "2026-13-01", "2026-02-30", "1381207", "12381207161", "10-123456",
    "110105", "13812071612,x", "1,2,3", "110105001", "110105001000", "110105001700", "990105001001",
    "52110105MJ00001X0", "52110105MJ00001X05", "52110105MI00001X04", "Q2110105MJ00001X04",
    "58110105MJ00001X04", "5A110105MJ00001X04", "52A10105MJ00001X04", "11010519491231002Y",
    "110105194912310021", "110105204912310021", "99010519491231002X", "安居!", "100.5", "101", "1e99",
    String(repeating: "9", count: 40), String(repeating: "安", count: 5000), "2016-2020 zhang",
  ]

  /// Every sentence of a rule, everything a field says of what it cannot read or makes no sense of, and
  /// every hint.
  private static let sentences: [Words] = {
    var sentences = [
      Community.rules.map(\.sentence), Organization.rules.map(\.sentence),
      Worker.rules.map(\.sentence), Assignment.rules.map(\.sentence), View.rules.map(\.sentence),
    ].flatMap { $0 }
    for kind in Kind.allCases {
      for field in kind.schema.fields {
        sentences += field.hint.map { [$0] } ?? []
        // A form says of a code that it is to be chosen.
        if entries(field.entry).isEmpty { sentences += refusals(field, kind.schema) }
        sentences += odd(field, kind.schema)
      }
    }
    return sentences
  }()

  /// What is said of values that are taken and are odd all the same.
  private static func odd(_ field: FieldInfo, _ schema: KindSchema) -> [Words] {
    ["52110105MJ00001X04", "52110105MJ00002X0", "123456", "110105194912310021", "2099"].flatMap {
      text in
      var record = schema.make()
      do { try record.enter(text, field, .correction(on: SampleDistrict.today)) } catch {
        return [Words]()
      }
      return WorkedExample.registry.findings(
        for: record, id: RecordID(schema.kind, -1), today: SampleDistrict.today
      ).map(\.words)
    }
  }

  @Test(arguments: Language.allCases)
  func `what a form says stands whole below its fields at 80 columns`(language: Language) {
    #expect(Self.sentences.count > 150)
    for words in Self.sentences {
      let columns = Self.metrics.columns(of: "! " + words[language])
      #expect(columns <= 72, "\(columns): \(words[language])")
    }
  }

  @Test(arguments: Language.allCases)
  func `why a field makes no sense stands whole beside it`(language: Language) {
    for kind in Kind.allCases {
      let labels =
        kind.schema.fields.map { Self.metrics.columns(of: $0.label[language]) }.max() ?? 0
      for field in kind.schema.fields {
        let record = kind.schema.make()
        guard case .skipped(let why) = record.asked(field, on: SampleDistrict.today) else {
          continue
        }
        #expect(Self.metrics.columns(of: why[language]) <= 76 - labels - 8, "\(why[language])")
      }
    }
  }

  @Test(arguments: Language.allCases)
  func `a message says all it has to say, on two lines where it must`(language: Language) {
    let labels = Kind.allCases.flatMap(\.schema.fields).map { $0.label[language] }
    let longest = labels.max { Self.metrics.columns(of: $0) < Self.metrics.columns(of: $1) } ?? ""
    for words in Self.sentences {
      let message = "12 to fix (F6 lists them): \(longest): " + words[language]
      #expect(Self.metrics.wrapped(message, to: 78).count <= 2, "\(message)")
    }
  }

  /// What a field says of texts it cannot read and of records it makes no sense in.
  private static func refusals(_ field: FieldInfo, _ schema: KindSchema) -> [Words] {
    var record = schema.make()
    var words: [Words] = []
    for text in refused {
      do { try record.enter(text, field, .correction(on: SampleDistrict.today)) } catch {
        words.append(error.words)
      }
    }
    if case .skipped(let why) = record.asked(field, on: SampleDistrict.today) { words.append(why) }
    return words
  }

  @Test func `no word is of a width that terminals disagree about`() {
    let wide = TextMetrics(ambiguousWidth: 2)
    #expect(Self.all.count > 600)
    for words in Self.all {
      for language in Language.allCases {
        let text = words[language]
        #expect(Glyphs(text, metrics: wide).map(\.text).joined() == text, "\(text)")
      }
    }
  }

  @Test func `no screen draws such a character either`() throws {
    for scene in Scene.all {
      let narrow = try scene.canvas(.ascii)
      let wide = try scene.canvas(.wideAmbiguous)
      for row in 0..<narrow.rows {
        #expect(narrow.text(inRow: row) == wide.text(inRow: row), "\(scene.name)")
      }
    }
  }

  @Test func `English is ASCII, and nothing is empty`() {
    for words in Self.all {
      #expect(words.en.allSatisfy { $0.isASCII }, "\(words.en)")
      #expect(!words.en.isEmpty && !words.chinese.isEmpty, "\(words)")
    }
  }

  @Test(arguments: Kind.allCases, Language.allCases)
  func `a form's labels are never cut`(kind: Kind, language: Language) {
    for field in kind.schema.fields {
      #expect(Self.metrics.columns(of: field.label[language]) <= 22, "\(field.key)")
    }
  }

  @Test(arguments: Language.allCases)
  func `a list's headers are never cut, and its numbers neither`(language: Language) {
    for kind in [Kind.community, .organization, .worker] {
      for column in ListColumn.all(of: kind, language) {
        let title = Self.metrics.columns(of: column.title[language])
        #expect(title <= column.columns, "\(kind) \(column.title.en)")
      }
    }
  }

  @Test(arguments: Language.allCases)
  func `the Overview's labels are never cut at 80 columns`(language: Language) throws {
    let own = try SampleDistrict.sample.get().plan
    for target in (WorkedExample.plans + [own]).flatMap(\.targets) {
      #expect(Self.metrics.columns(of: target.label[language]) <= 36, "\(target.label[language])")
    }
  }

  @Test(arguments: Language.allCases)
  func `a menu's lines are never cut at 80 columns`(language: Language) {
    for act in Acts.all {
      #expect(Self.metrics.columns(of: act.label[language]) <= 70, "\(act.label.en)")
    }
    for kind in Kind.allCases {
      for entry in kind.schema.fields.flatMap({ Self.entries($0.entry) }) {
        #expect(Self.metrics.columns(of: entry.label[language]) <= 70, "\(entry.word)")
      }
    }
  }
}
