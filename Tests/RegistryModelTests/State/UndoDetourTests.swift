import Testing

@testable import RegistryModel

/// Undone and done again, a change set is undone as if that had not been: what was entered since is as
/// safe.
@Suite("Undo after a redo")
struct UndoDetourTests {
  private let organization = RecordID(.organization, 2)

  private func make(_ records: any Record...) -> ChangeSet {
    ChangeSet(
      records.enumerated().map { place, record in
        Change(RecordID(record.kind, -1 - place), isNew: true, record.settings(from: nil))
      })
  }

  private func set(_ id: RecordID, _ key: String, _ before: JSON, _ after: JSON) -> ChangeSet {
    ChangeSet([Change(id, [Setting(key, before: before, after: after)])])
  }

  private func obstacles(_ registry: TestRegistry, _ target: UndoTarget) -> [Obstacle] {
    if case .failure(let refusal) = registry.plan(target).result { refusal.obstacles } else { [] }
  }

  @Test("an entry done again and edited stays, whatever its undo is asked by", arguments: 1...3)
  func entry(detours: Int) throws {
    var registry = try Sample.registry()
    try registry.append(make(Sample.organization("乙会")))
    for _ in 0..<detours {
      try registry.undo(.newest(by: "test"))
      try registry.undo(.newestUndo(by: "test"))
    }
    let redo = registry.journal.count
    #expect(redo == 5 + 2 * detours)
    try registry.append(set(organization, "members", .null, 12), by: "wang")
    let wanted = [
      Obstacle.changed(
        organization, key: "members", saved: .null, now: 12, by: Author(registry.journal[redo]))
    ]
    for target in [UndoTarget.seq(5), .seq(redo), .newest(by: "test")] {
      #expect(obstacles(registry, target) == wanted, "\(target)")
    }
    // Emptied again, it is in nobody's way.
    try registry.append(set(organization, "members", 12, .null), by: "wang")
    try registry.undo(.seq(redo))
    #expect(registry.state[organization]?.binned == "undone")
    // What the redo did again is undone: so is the redo.
    guard case .undone(5, _)? = obstacles(registry, .seq(5)).first,
      case .undone(redo, _)? = obstacles(registry, .seq(redo)).first
    else {
      Issue.record("\(obstacles(registry, .seq(5))) \(obstacles(registry, .seq(redo)))")
      return
    }
  }

  @Test("the same of what was brought back from the recycle bin, by undo or by hand")
  func broughtBack() throws {
    for isUndo in [true, false] {
      var registry = try Sample.registry()
      let id = RecordID(.organization, 1)
      try registry.append(ChangeSet([Change(id, [.binned(from: nil, to: "误")])]))
      if isUndo {
        try registry.undo(.newest(by: "test"))
      } else {
        try registry.append(ChangeSet([Change(id, [.binned(from: "误", to: nil)])]))
      }
      let back = registry.journal.count
      var other = registry
      try registry.append(set(id, "head", "李红", "王刚"), by: "wang")
      try registry.append(set(id, "members", .null, 3), by: "lina")
      #expect(
        obstacles(registry, .seq(back)) == [
          .changed(
            id, key: "head", saved: "李红", now: "王刚", by: Author(registry.journal[back])),
          .changed(
            id, key: "members", saved: .null, now: 3, by: Author(registry.journal[back + 1])),
        ])
      try other.undo(.seq(back))
      #expect(other.state[id]?.binned == "误")
    }
  }

  @Test("undone where it was entered, its redo is undone as well")
  func throughTheEntry() throws {
    var registry = try Sample.registry()
    try registry.append(make(Sample.organization("乙会")))
    try registry.undo(.seq(5))
    try registry.undo(.seq(6))
    try registry.undo(.seq(5))
    #expect(obstacles(registry, .seq(7)) == [.undone(seq: 7, by: Author(registry.journal[7]))])
    #expect(registry.plan(.newest(by: "test")).commits.map(\.seq) == [4])
    try registry.undo(.newestUndo(by: "test"))
    #expect(registry.state[organization]?.binned == nil)
    #expect(registry.plan(.seq(7)).commits.map(\.seq) == [7])
  }

  // MARK: At random

  /// Two registries that saw the same work, one of which was also undone and done again on the way.
  private struct Pair {
    var plain: TestRegistry
    var detoured: TestRegistry
    /// Of each change set of the first what stands for it in the second: itself, or its newest redo.
    var standing: [Int: Int] = [:]

    init() throws {
      plain = try Sample.registry()
      for number in 2...3 { try plain.add(Sample.organization("组织\(number)")) }
      detoured = plain
      for commit in plain.journal { standing[commit.seq] = commit.seq }
    }

    /// Saves the same in both; false where a rule is against it.
    mutating func append(_ set: ChangeSet, by account: String) throws -> Bool {
      let seq = plain.state.seq
      guard (try? plain.append(set, by: account)) != nil, plain.state.seq > seq else {
        return false
      }
      try detoured.append(set, by: account)
      standing[plain.state.seq] = detoured.state.seq
      return true
    }

    /// Undoes change sets of the plain one, the newest first, and does them again.
    mutating func detour(_ seqs: [Int]) throws {
      var undos: [(undone: Int, by: Int)] = []
      for seq in seqs {
        guard let standing = standing[seq], (try? detoured.undo(.seq(standing))) != nil else {
          break
        }
        undos.append((seq, detoured.state.seq))
      }
      for (seq, undo) in undos.reversed() {
        try detoured.undo(.seq(undo))
        standing[seq] = detoured.state.seq
      }
    }

    /// What stands for a change set of the second in the first.
    func origin(_ seq: Int) -> Int? { standing.first { $0.value == seq }?.key }

    /// The obstacles of the second with the change sets of the first; an edit done again is whose it was.
    func answer(_ plan: UndoPlan, isPlain: Bool) -> [String] {
      switch plan.result {
      case .success(let set):
        set.changes.map { change in
          "\(change.id) "
            + change.settings.map { "\($0.key) \($0.before) \($0.after)" }.sorted().joined(
              separator: "; ")
        }.sorted()
      case .failure(let refusal):
        refusal.obstacles.map { obstacle in
          let named = { (author: Author?) in
            author.map { isPlain ? $0.seq : origin($0.seq) ?? -$0.seq } ?? 0
          }
          return switch obstacle {
          case .changed(let id, let key, let saved, let now, let author):
            "changed \(id) \(key) \(saved) \(now) \(named(author))"
          case .rule(let finding, let author):
            "\(finding.id) \(finding.rule) \(String(describing: finding.other)) \(named(author))"
          case .missing(let id): "missing \(id)"
          case .undone: "undone"
          case .nothing: "nothing"
          case .notAllowed, .unfit: "\(obstacle)"
          }
        }.sorted()
      }
    }
  }

  private static func step(
    _ registry: TestRegistry, number: Int, using random: inout Seeded
  ) -> ChangeSet? {
    if Int.random(in: 0..<4, using: &random) == 0 {
      let record = Sample.organization("新组织\(number)")
      return ChangeSet([
        Change(RecordID(.organization, -1), isNew: true, record.settings(from: nil))
      ])
    }
    guard
      let stored = Array(registry.state.organizations.inUse).randomElement(using: &random)
    else {
      return nil
    }
    if Int.random(in: 0..<6, using: &random) == 0 {
      return ChangeSet([Change(stored.id, [.binned(from: nil, to: "误")])])
    }
    // Few fields and few values: what was changed is often changed back.
    let (key, values): (String, [JSON]) = [
      ("members", [.null, 1, 2]), ("head", ["李红", "王刚"]),
      ("phone", [["13812071612"], ["13812071612", "13900000001"]]),
      ("status@2019-01-01", [.array([]), ["dormant"]]),
    ].randomElement(using: &random)!
    let before = stored.part(key)
    guard let after = values.filter({ $0 != before }).randomElement(using: &random) else {
      return nil
    }
    return ChangeSet([Change(stored.id, [Setting(key, before: before, after: after)])])
  }

  @Test(
    "the answer to undo is that of the history without the detour",
    arguments: 0..<60 as Range<UInt64>)
  func random(seed: UInt64) throws {
    var random = Seeded(seed)
    var pair = try Pair()
    var work: [Int] = []
    var batches: [String] = []
    var number = 0
    while work.count < 14 {
      number += 1
      guard var set = Self.step(pair.plain, number: number, using: &random) else { continue }
      if Int.random(in: 0..<2, using: &random) == 0 {
        set.batch = "import-\(number / 6)"
        batches.append("import-\(number / 6)")
      }
      guard try pair.append(set, by: ["test", "wang"].randomElement(using: &random)!) else {
        continue
      }
      work.append(pair.plain.state.seq)
      while Int.random(in: 0..<2, using: &random) == 0 {
        // The newest few, or one further back whose record nobody touched since.
        let some = work.suffix(Int.random(in: 1...3, using: &random))
        let alone = work.suffix(4).filter { seq in
          pair.plain.journal[seq - 1].set.changes.allSatisfy {
            pair.plain.state[$0.id]?.changed == seq
          }
        }
        try pair.detour(
          Bool.random(using: &random)
            ? some.reversed() : [alone.randomElement(using: &random)].compactMap(\.self))
      }
    }
    #expect(pair.plain.state.contents == pair.detoured.state.contents, "seed \(seed)")
    #expect(pair.detoured.state.seq > pair.plain.state.seq, "seed \(seed)")
    for seq in work {
      let standing = try #require(pair.standing[seq])
      let plain = pair.answer(pair.plain.plan(.seq(seq)), isPlain: true)
      for target in Set([seq, standing]) {
        let plan =
          target == standing
          ? pair.detoured.plan(.seq(standing)) : pair.detoured.plan(.seq(try original(seq, pair)))
        #expect(
          pair.answer(plan, isPlain: false) == plain, "seed \(seed), #\(seq) as #\(target)")
      }
    }
    for batch in Set(batches) {
      #expect(
        pair.answer(pair.detoured.plan(.batch(batch)), isPlain: false)
          == pair.answer(pair.plain.plan(.batch(batch)), isPlain: true),
        "seed \(seed), \(batch)")
    }
  }

  /// The change set itself in the registry with detours, where it is not the redo that stands for it.
  private func original(_ seq: Int, _ pair: Pair) throws -> Int {
    let own = pair.detoured.journal.filter(\.set.undoes.isEmpty)
    return own[seq - 1].seq
  }
}
