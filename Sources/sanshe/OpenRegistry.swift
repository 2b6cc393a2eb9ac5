import Glibc
import RegistryModel
import RegistryPlans
import RegistryScreens
import RegistrySearch
import RegistryStore
import SystemPackage

/// A registry opened by a command: loaded, with its plans and the words' language.
struct OpenRegistry {
  let engine: any RegistryEngine
  private(set) var state: RegistryState
  private let files: PlanFiles
  let language: Language
  let today: CivilDate
  /// The day values are shown for.
  let day: CivilDate
  private let planID: String?

  /// Opens and loads; notices go to standard error.
  init(_ options: some CommonOptionValues, writing: Bool = false) throws {
    language = try options.spoken()
    let asOf = try options.day()
    planID = options.plan
    let place = try options.place()
    if writing, options.readOnly { throw Failure.store(.readOnly, language) }
    do throws(StoreError) {
      engine = try place.open(writing ? .writing : .reading)
      let loaded = try engine.load()
      state = loaded.state
      for notice in loaded.notices {
        if case .readOnly = notice { continue }  // a save will say it, once
        Output.error("sanshe: \(notice.words[language])")
      }
    } catch {
      throw Failure.opening(error, language)
    }
    today = engine.today
    day = asOf ?? today
    files = PlanFiles(of: place)
  }

  /// The plans there are.
  var plans: PlanLibrary { files.library.with(state) }

  /// The plan figures are for.
  func plan() throws -> Plan? {
    let plans = plans
    let plan = try plans.plan(planID, for: state.office, language)
    for problem in plans.problems { Output.error("sanshe: \(problem[language])") }
    return plan
  }

  /// The plan figures are for, without which there is nothing to count toward.
  func neededPlan() throws -> Plan {
    guard let plan = try plan() else {
      throw Failure.usage(
        Words("the office has no plan; name one with --plan", "本单位未设规划，请用 --plan 指定"), language)
    }
    return plan
  }

  /// Refuses to write a file among those of a registry.
  func refuseInside(_ path: FilePath) throws {
    guard let words = Files.registryRefusal(of: path) else { return }
    throw Failure(words: words, code: 73, language: language)
  }

  /// What `read` reads of the journal; damage ends the command.
  func reading<T>(_ read: () throws(StoreError) -> T) throws -> T {
    do throws(StoreError) { return try read() } catch { throw Failure.opening(error, language) }
  }

  /// Takes over what others saved since it was read; false where there is nothing.
  mutating func catchUp() throws -> Bool {
    guard let news = try reading({ () throws(StoreError) in try engine.news() }) else {
      return false
    }
    for case .putBack(let path, let from, let to, let own) in news.notices {
      throw Failure.store(.putBack(path, from: from, to: to, own: own), language)
    }
    state = news.state
    return true
  }

  /// Makes a change set durable and returns what was committed and the state with it.
  func append(_ set: ChangeSet) throws -> Appended {
    do throws(StoreError) {
      return try engine.append(set, from: state)
    } catch .inDoubt(let server) {
      return try settled(server)
    } catch {
      throw Failure.store(error, language)
    }
  }

  /// What became of a save in doubt, as soon as the server says; it is asked for a few seconds.
  private func settled(_ server: String) throws -> Appended {
    let deadline = ContinuousClock.now + .seconds(10)
    repeat {
      if let news = try? engine.news() {
        for case .settled(let seq) in news.notices {
          guard let seq else {
            throw Failure(
              words: StoreNotice.settled(seq: nil).words, code: StoreError.cancelled.exitCode,
              language: language)
          }
          let commit = try reading { () throws(StoreError) in
            try engine.changes(after: seq - 1, limit: 1).first
          }
          return Appended(commit: commit, state: news.state, news: nil, notices: [])
        }
      }
      usleep(200_000)
    } while ContinuousClock.now < deadline
    throw Failure(
      words: StoreError.inDoubt(server: server).words
        + Words(": sanshe history shows the newest changes", "：sanshe history 可查看最新变更"),
      code: StoreError.inDoubt(server: server).exitCode, language: language)
  }

  /// Ends the command as a save of the change set would that is refused as things stand.
  func ask(about set: ChangeSet) throws {
    do throws(RebaseError) {
      _ = try state.rebase(set, from: state, by: engine.account, today: today)
    } catch {
      let refusal = try reading { () throws(StoreError) in
        try Refusal(error, at: state) { seq throws(StoreError) in
          try engine.changes(after: seq - 1, limit: 1).first
        }
      }
      throw Failure.store(.refused(refusal), language)
    }
  }

  /// Says which frozen periods a change set made on this state reaches into; a save of one record says it among what
  /// is odd of its fields, an import line by line.
  func sayFrozen(by set: ChangeSet) {
    guard let reach = state.frozenReach(of: set) else { return }
    Output.error("? \(reach.words[language])")
  }

  /// Says which targets of the plan a change set that was made on this state breaks, and for which
  /// communities. A new record breaks none.
  func sayWhatBreaks(by set: ChangeSet) {
    guard set.changes.contains(where: { !$0.isNew }),
      let plan = try? plans.plan(planID, for: state.office, language)
    else { return }
    let impacts = Progress(plan, of: state, on: day).impacts(of: set, on: state) ?? []
    for impact in impacts where !impact.losing.isEmpty {
      Output.error("? " + impact.words(in: state, on: day)[language])
    }
  }

  /// Brings the record files up to what was saved, where that is much: no later command reads it
  /// from the journal. What was saved is saved all the same.
  func settle() {
    do throws(StoreError) { _ = try engine.work(.checkpoint, .ending)?.run() } catch {
      Output.error("sanshe: \(error.words[language])")
    }
  }

  /// The kind a command names.
  static func kind(_ name: String, _ language: Language) throws -> Kind {
    guard let kind = Kind(named: name) else {
      let kinds = Kind.allCases.map { $0.schema.plural }
      let names = Kind.allCases.map { kind in
        [kind.schema.plural, kind.label].flatMap { [$0.en, $0.chinese] }
      }
      let near = Spelling.nearest(to: name, among: names.joined().map { $0 })
      let meant = zip(kinds, names).first { $1.contains { $0 == near } }
        .map { Words($0.0.en.lowercased(), $0.0.chinese) }
      throw Failure.usage(
        Words("no kind \(name)", "没有 \(name) 这一类").suggesting(
          meant,
          else: Words(
            ": \(kinds.map { $0.en.lowercased() }.joined(separator: ", "))",
            ": \(kinds.map(\.chinese).joined(separator: ", "))")), language)
    }
    return kind
  }

  /// The one record that `text` names: id, code, credit code, filing number or a name that is unique.
  func record(_ text: String, kinds: [Kind]) throws -> RecordID {
    let found = kinds.flatMap { state.records(named: text, kind: $0, on: day) }
    if found.isEmpty, let id = RecordID(text), let stored = state[id], stored.binned != nil {
      let commit = try reading { () throws(StoreError) in
        try engine.changes(after: stored.changed - 1, limit: 1).first
      }
      let author = commit.map { " (\($0.by), \(SystemClock.text($0.at)))" } ?? ""
      throw Failure.noInput(
        Words("\(text) is in the recycle bin\(author)", "\(text) 已在回收站\(author)"), language)
    }
    let id = try only(found, text)
    if let former = state.words(forNaming: id, by: text, on: day) {
      Output.error("? \(former[language])")
    }
    return id
  }

  /// The only one of the records that `text` names.
  func only(_ found: [RecordID], _ text: String) throws -> RecordID {
    guard let first = found.first else {
      throw Failure.noInput(Words("no record \(text)", "没有记录 \(text)"), language)
    }
    guard found.count == 1 else {
      let ids = found.map(\.description).joined(separator: ", ")
      throw Failure.usage(Words("\(text) is ambiguous: \(ids)", "\(text) 对应多条：\(ids)"), language)
    }
    return first
  }
}
