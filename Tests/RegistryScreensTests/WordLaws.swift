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
        words += entries(field.entry).map(\.label)
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

  /// What a field says of texts it cannot read and of records it makes no sense in.
  private static func refusals(_ field: FieldInfo, _ schema: KindSchema) -> [Words] {
    var record = schema.make()
    var words: [Words] = []
    for text in ["x", "-1", "99", "1.23456", "2026-13-01", "1381207", "110105", "13812071612,x"] {
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
