import Glibc
import RegistryModel
import RegistryPlans
import RegistryScreens
import RegistrySearch
import RegistryTestSupport
import Resources
import SystemPackage

/// Search, key by key: in the registry measured, and in the names of all communities of the country.
struct SearchBench {
  let registry: RegistryState
  let plan: Plan
  let today: CivilDate
  /// Where files for other programs are put.
  let place: FilePath
  /// The most milliseconds a key may take in the registry.
  let goal: Double

  /// Typed a key at a time, as clerks do: initials, full pinyin, mixed, Chinese, codes, slips.
  private static let typed = [
    "ajsq", "cqlsq", "zqlsq", "chongqinglu", "zhongguo", "重庆lu", "zq路", "xinhuasq", "llhz",
    "wangfang",
    "安居社区", "互助会", "幸福", "新华*居委会", "139", "#0021", "11010500", "3hl", "chonqginglu", "x", "shequ",
  ]

  init(_ sample: SampleDistrict, today: CivilDate, place: FilePath, goal: Double) {
    (registry, plan) = (sample.registry, sample.plan)
    (self.today, self.place, self.goal) = (today, place, goal)
  }

  func lines() throws -> [Line] {
    [decoding(), build(), keys(), conditions()] + (try names())
  }

  private func decoding() -> Line {
    var (times, bytes) = (Times(), Times())
    for _ in 0..<20 {
      times.measure {
        _ = PinyinTable(
          readings: Pinyin.readings, surnames: Pinyin.surnames, simplified: Pinyin.simplified)
      }
      bytes.measure { _ = Pinyin.readings.unicodeScalars.reduce(0) { $0 ^ $1.value } }
    }
    return Line(
      name: "pinyin table decoded, at the first search", figure: times.p50, unit: "ms",
      yardstick: ("walking over its characters", bytes.p50), goal: ("<= 5 ms", times.p50 <= 5))
  }

  private func build() -> Line {
    var (build, walk) = (Times(), Times())
    var memory = 0
    for _ in 0..<3 {
      let search = SearchMemo.reading()
      build.measure { search.prepare(registry) }
      memory = search.memory
    }
    walk.measure {
      for kind: Kind in [.community, .organization, .worker] {
        for row in registry[kind].rows {
          _ = registry.name(of: row.id, on: .distantFuture, .chinese)
        }
      }
    }
    return Line(
      name: "search index made, \((Double(memory) / 1e6).short) MB", figure: build.p50, unit: "ms",
      yardstick: ("reading every name once", walk.p50), goal: ("behind the first screen", true))
  }

  /// Every key of every text, in communities, organizations and workers.
  private func keys() -> Line {
    let search = SearchMemo.reading()
    search.prepare(registry)
    var (times, empty) = (Times(), Times())
    for typed in Self.typed {
      for count in 1...typed.count {
        times.measure { find(String(typed.prefix(count)), search) }
        empty.measure { find("", search) }
      }
    }
    return Line(
      name: "search, a key typed, p50 \(times.p50.short) ms, p99", figure: times.p99, unit: "ms",
      yardstick: ("listing everything instead, p99", empty.p99),
      goal: ("<= \(goal.short) ms", times.p99 <= goal))
  }

  /// Conditions by their kind of field: text, searched text, code table, number, record, counted.
  private static let conditions: [(kind: Kind, text: String)] = [
    (.community, "town:slt area:rural workers:0"), (.community, "!shortfall orgs:<10"),
    (.organization, "name:互助 -status:dormant"), (.organization, "address:dongjie members:10..50"),
    (.organization, "community:aj registered:>=2020"), (.organization, "-head: !problems"),
    (.worker, "phone:#1612 until:<2027"),
  ]

  /// Every key of conditions, as F4 takes it: read, completed and found.
  private func conditions() -> Line {
    let search = SearchMemo.reading()
    search.prepare(registry)
    let view = Viewpoint(
      registry, on: today, today: today,
      tallies: CommunityCounts(Progress(plan, of: registry, on: today)))
    var (times, walk) = (Times(), Times())
    for (kind, text) in Self.conditions {
      for count in 1...text.count {
        let typed = String(text.prefix(count))
        times.measure {
          _ = search.completions(of: typed, at: count, [kind], from: view, .chinese)
          if let query = try? search.query(typed, kind) { _ = search.find(query, from: view) }
        }
      }
      guard let name = kind.schema["name"] else { continue }
      walk.measure { for row in registry[kind].rows { _ = row.json(name, on: today) } }
    }
    return Line(
      name: "conditions, a key typed at F4, p50 \(times.p50.short) ms, p99", figure: times.p99,
      unit: "ms", yardstick: ("reading one field of each record", walk.p50),
      goal: ("<= \(goal.short) ms", times.p99 <= goal))
  }

  private func find(_ typed: String, _ search: SearchMemo) {
    for kind: Kind in [.community, .organization, .worker] {
      let query = Query(words: typed, kind: kind)
      _ = search.find(query, in: registry, on: today, isForgiving: true)
    }
  }

  // MARK: The names of the country

  private func names() throws -> [Line] {
    guard let names = RealNames.names() else { return [] }
    var build = Times()
    var search = TextSearch(TextIndex())
    build.measure {
      search = TextSearch(TextIndex(names.lazy.map { [SearchText(.name, $0)] }))
    }
    let file = place.appending("names.txt")
    let descriptor = try FileDescriptor.open(
      file, .writeOnly, options: [.create, .truncate], permissions: .ownerReadWrite)
    try descriptor.closeAfter {
      _ = try descriptor.writeAll((names.joined(separator: "\n") + "\n").utf8)
    }
    var (keys, empty) = (Times(), Times())
    for typed in Self.typed {
      for count in 1...typed.count {
        keys.measure { _ = search.find(String(typed.prefix(count)), .shared, isForgiving: true) }
      }
      empty.measure { for name in names { _ = name.utf8.count } }
    }
    let size = (Double(search.index.memory) / 1e6).short
    print(agreement(of: search, with: names))
    return [
      Line(
        name: "\(names.count) names made ready, \(size) MB", figure: build.p50, unit: "ms",
        yardstick: ("walking over the names", empty.p50), goal: ("none", true)),
      Line(
        name: "a key typed among them, p50 \(keys.p50.short) ms, p99", figure: keys.p99, unit: "ms",
        yardstick: ("walking over the names", empty.p50), goal: ("<= 100 ms", keys.p99 <= 100)),
    ] + ["安居社区", "cqlsq", "shequ"].flatMap { against($0, search, file) }
  }

  /// The whole text at once, against programs that search the same names in a file.
  private func against(_ typed: String, _ search: TextSearch, _ file: FilePath) -> [Line] {
    var ours = Times()
    for _ in 0..<10 {
      var fresh = TextSearch(search.index)
      ours.measure { _ = fresh.find(typed, .shared, isForgiving: true) }
    }
    let others = [
      ("fzf", "fzf --filter=\(typed)", 20.0), ("ripgrep", "rg -cF \(typed)", 1),
      ("grep", "grep -cF \(typed)", 1),
    ]
    return others.compactMap { name, command, factor in
      guard system("command -v \(command.prefix { $0 != " " }) >/dev/null") == 0 else { return nil }
      var theirs = Times()
      for _ in 0..<5 {
        theirs.measure { _ = system("LC_ALL=C.UTF-8 \(command) <\(file.string) >/dev/null") }
      }
      return Line(
        name: "\(typed), all of it at once", figure: ours.p50, unit: "ms",
        yardstick: ("\(name) over the same names", theirs.p50),
        goal: (
          factor > 1 ? "<= 1/\(Int(factor))" : "none",
          factor == 1 || ours.p50 * factor <= theirs.p50
        ))
    }
  }

  /// What the search finds is what spelling out every reading finds: all that is said often, nothing that
  /// is never said.
  private func agreement(of search: TextSearch, with names: [String]) -> String {
    let queries = ["ajsq", "zqlsq", "chongqinglu", "重庆lu", "新*居委会", "yhlshequ", "lvyuan", "xian"]
    var search = search
    var wrong = 0
    for query in queries {
      let found = Set(search.find(query, .shared, isForgiving: false).numbers.map { Int($0) - 1 })
      for place in names.indices {
        let sure: ReferenceMatcher = found.contains(place) ? .ever : .often
        if sure.finds(query, in: names[place]) != found.contains(place), sure.knows(names[place]) {
          wrong += 1
        }
      }
    }
    return "\(queries.count) searches of \(names.count) names against brute force: \(wrong) differ"
  }
}
