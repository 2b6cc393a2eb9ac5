import Glibc
import RegistryDemo
import RegistryModel
import RegistryStore
import RegistryTestSupport
import Synchronization
import SystemPackage

/// What ten years of changes cost: a registry of the same records beside one that is young.
struct GrowthBench {
  let young: FilePath
  /// Where the registries lie.
  let place: FilePath
  let size: DemoSize

  /// Ten years of an office: 800 saves a working day.
  private static let saves = 2_000_000
  private var aged: FilePath { place.appending("\(size.rawValue)-aged") }

  func lines() throws -> [Line] {
    if access(aged.string, F_OK) != 0 { try age() }
    let old = try Figures(aged, size, home: place.appending("home"))
    let new = try Figures(young, size, home: place.appending("home"))
    let name = { (text: String) in "\(Self.saves) saves old: \(text), p50" }
    let line = { (text: String, times: KeyPath<Figures, Times>, most: Double?) in
      let (figure, yardstick) = (old[keyPath: times].p50, new[keyPath: times].p50)
      return Line(
        name: name(text), figure: figure, unit: "ms", yardstick: ("young, p50", yardstick),
        goal: most.map { ("<= \($0.short) x", figure <= $0 * yardstick) } ?? ("none", true))
    }
    return [
      line("first screen", \.start, 1.2), line("whole list", \.list, 1.2),
      line("load", \.load, 1.2), line("save", \.save, 1.2), line("latest changes", \.latest, 2),
      line("a record's changes", \.record, nil), line("changes of one who made none", \.none, nil),
    ]
  }

  /// Makes the registry and lets its clerks work for ten years.
  private func age() throws {
    let today = SampleDistrict.today
    let half = FilePath(aged.string + ".new")
    guard system("rm -rf '\(half.string)'") == 0 else { throw Errno.ioError }
    try makeRegistry(DemoDistrict(size: size, until: today), at: half)
    let moment = Atomic(1_480_000_000)
    let clock = RegistryClock {
      (Instant(seconds: moment.load(ordering: .relaxed)), SampleDistrict.today)
    }
    let directory = try RegistryDirectory(half, .writing, account: "clerk", clock: clock)
    var state = try directory.load().state
    state.prepareIndexes()
    var random = SeededGenerator(seed: 1)
    for number in 0..<Self.saves {
      let set = change(of: state, number, &random)
      state = try directory.append(set, from: state).state
      moment.add(150, ordering: .relaxed)
    }
    try directory.checkpoint()
    guard rename(half.string, aged.string) == 0 else { throw Errno(rawValue: errno) }
  }

  /// A phone, a head, members or a note of some organization, as a clerk keeps it up.
  private func change(
    of state: RegistryState, _ number: Int, _ random: inout SeededGenerator
  ) -> ChangeSet {
    let count = state.organizations.inUseCount
    while true {
      let id = Int.random(in: 1...count, using: &random)
      guard let stored = state.organizations[id] else { continue }
      let record = stored.record
      let setting: Setting =
        switch number % 3 {
        case 0:
          Setting(
            "members", before: record.members.map(JSON.int) ?? .null,
            after: .int(1 + (record.members ?? 0) % 400))
        case 1:
          Setting(
            "head", before: record.head.map(JSON.string) ?? .null,
            after: .string("负责人\(number % 7)"))
        default:
          Setting(
            "note", before: record.note.map(JSON.string) ?? .null,
            after: .string("第\(number % 90)次走访: 活动照常, 台账已更新"))
        }
      if setting.before == setting.after { continue }
      return ChangeSet([Change(stored.id, [setting])])
    }
  }
}

extension GrowthBench {
  /// What a clerk waits for in one registry.
  private struct Figures {
    var (start, list, load, save) = (Times(), Times(), Times(), Times())
    var (latest, record, none) = (Times(), Times(), Times())

    init(_ registry: FilePath, _ size: DemoSize, home: FilePath) throws {
      let program = ProgramBench(registry: registry, home: home, size: size)
      try program.leave(try program.firstScreen())
      for _ in 0..<10 {
        try program.leave(try start.measure(program.firstScreen))
        try program.leave(try list.measure(program.wholeList))
      }
      for _ in 0..<10 {
        let directory = try RegistryDirectory(registry, .reading, account: "bench")
        _ = try load.measure { try directory.load() }
        _ = try latest.measure { try directory.changes(.all, limit: 50) }
      }
      let directory = try RegistryDirectory(registry, .reading, account: "bench")
      _ = try directory.load()
      for number in 1...3 {
        let filter = ChangeFilter.of(RecordID(.organization, number))
        _ = try record.measure { try directory.changes(filter, limit: 50) }
        _ = try none.measure { try directory.changes(.by("nobody"), limit: 1) }
      }
      let saver = try Saver(registry, today: SampleDistrict.today)
      for number in 0..<200 { try saver.save(number) }
      save = saver.times
    }
  }
}
