import FoundationEssentials
import RegistryModel
import RegistryTestSupport
import Testing

@testable import RegistrySearch

extension JSON {
  /// A value as a clerk would type it.
  fileprivate func typed(
    _ entry: Entry, _ registry: RegistryState, _ language: Language
  ) -> String {
    switch self {
    case .int(let number): String(number)
    case .bool(let flag): flag.text(language)
    default:
      switch entry {
      case .record, .records:
        RecordID(string ?? "").map { registry.shortName(of: $0, on: .distantFuture, language) }
          ?? ""
      default: entry.label(of: string ?? "")?[language] ?? string ?? ""
      }
    }
  }
}

@Suite("The table of the query language")
struct GrammarTests {
  @Test("every form can be typed as it stands, in either language")
  func forms() throws {
    let search = SearchMemo.reading()
    for row in QueryGrammar.rows {
      for language in Language.allCases {
        #expect(throws: Never.self, "\(row.form[language])") {
          _ = try search.queries(row.form[language], [.community, .organization, .worker])
        }
      }
    }
  }

  @Test("of one kind every form is one that its list takes, and none is of another kind")
  func formsOfOneKind() throws {
    let search = SearchMemo.reading()
    for kind in Kind.allCases {
      let rows = QueryGrammar.rows(of: [kind])
      #expect(rows.count > 5)
      for form in rows.flatMap({ [$0.form.en, $0.form.chinese] }) {
        #expect(throws: Never.self, "\(kind): \(form)") { _ = try search.query(form, kind) }
      }
    }
    let forms = QueryGrammar.rows(of: [.community]).map(\.form.en)
    #expect(forms.contains("committee:residents") && forms.contains("workers:0"))
    #expect(!QueryGrammar.rows(of: [.worker]).contains { $0.form.en == "workers:0" })
    #expect(QueryGrammar.rows(of: [.organization]).contains { $0.form.en == "tier:filed,ledger" })
    #expect(QueryGrammar.rows(of: [.community, .worker]).count == QueryGrammar.rows.count)
  }

  @Test("the examples find something in the district that is made to try them on")
  func examples() throws {
    let sample = try SampleDistrict.sample.get()
    let search = SearchMemo.reading()
    // Made up to show signs alone; and what a plan counts.
    let others = ["\"a b: c\"", "\"邻里 互助\"", "workers:0", "人员:0"]
    for form in QueryGrammar.rows.flatMap({ [$0.form.en, $0.form.chinese] })
    where !others.contains(form) {
      let queries = try search.queries(form, [.community, .organization, .worker])
      let count = queries.reduce(0) {
        $0 + search.find($1, in: sample.registry, on: SampleDistrict.today).count
      }
      #expect(count > 0, "\(form)")
    }
  }

  @Test("every field of every kind is found by its own value, since its row says how")
  func everyField() throws {
    let sample = try SampleDistrict.small.get()
    let (registry, day) = (sample.registry, SampleDistrict.today)
    let view = Viewpoint(registry, on: day, today: day, tallies: nil)
    let search = SearchMemo.reading()
    for kind in Kind.allCases {
      for field in QueryField.all(of: kind) {
        let filled = registry[kind].rows.lazy.compactMap { stored in
          field.value(of: stored, view).map { (id: stored.id, value: $0.array?.first ?? $0) }
        }
        for (id, value) in filled.prefix(3) {
          for language in Language.allCases {
            let text =
              "\(field.name[language]):\(value.typed(field.entry, registry, language).asQueryText)"
            let found = search.find(try search.query(text, kind), from: view)
            #expect(found.ids.contains(id), "\(text)")
          }
        }
      }
    }
  }

  @Test("surnames are read so in the names of persons, by words and conditions")
  func surnames() throws {
    var district = try SmallDistrict()
    var worker = Worker()
    worker.name = "仇区"
    var organization = Organization()
    organization.name = "仇家互助会"
    organization.head = "区文"
    try district.add([worker, organization])
    let search = SearchMemo.reading()
    let count = { (text: String, kind: Kind) in
      search.find(try search.query(text, kind), in: district.state, on: district.day).count
    }
    #expect(try count("qiu", .worker) == 1)
    #expect(try count("name:qiuou", .worker) == 1)
    #expect(try count("qiujia", .organization) == 0)
    #expect(try count("name:qiujia", .organization) == 0)
    #expect(try count("choujia", .organization) == 1)
    #expect(try count("ouwen", .organization) == 1)
    #expect(try count("head:ow", .organization) == 1)
    // No 社区 is found by "she ou".
    #expect(try count("sheou", .community) == 0)
  }

  @Test("the README has every form")
  func readme() throws {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let readme = String(
      decoding: try Data(contentsOf: URL(filePath: "/\(root)/README.md")), as: UTF8.self)
    for row in QueryGrammar.rows {
      let line = readme.split(separator: "\n").first { $0.hasPrefix("| `\(row.form.en)` ") }
      #expect(
        line?.contains("`\(row.form.chinese)`") == true, "\(row.form.en) is not in the README")
    }
    for column in DerivedColumn.all { #expect(readme.contains("`\(column.key)`"), "\(column.key)") }
  }
}
