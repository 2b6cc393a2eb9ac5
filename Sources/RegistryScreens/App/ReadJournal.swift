import RegistryModel

/// What was saved, the newest first, as far back as it is read.
struct ReadJournal: Sendable {
  private var all: [(day: CivilDate, commit: Commit)] = []
  /// Where to read on; nil at the journal's beginning.
  private var next: Int? = .max
  private(set) var isReading = false
  /// It could not be read.
  private(set) var hasFailed = false
  /// The registry was read again while this was read.
  private var isStale = false

  func changes(upTo day: CivilDate) -> [(day: CivilDate, commit: Commit)] {
    all.filter { $0.day.year == day.year && $0.day <= day }
  }

  /// All of the year is read: no line is dated before the line before it.
  func reaches(_ year: Int) -> Bool {
    !isReading && !hasFailed && (next == nil || all.last.map { $0.day.year < year } == true)
  }

  /// Where to read on; nil while that is done already.
  mutating func begin() -> Int? {
    guard !isReading, !hasFailed else { return nil }
    isReading = next != nil
    return next
  }

  mutating func fail() { (hasFailed, isReading) = (true, false) }

  mutating func add(_ page: ChangePage, _ session: Session) {
    guard !isStale else {
      self = Self()
      return
    }
    // What was heard of while this was asked for may be there twice.
    let oldest = all.last?.commit.seq ?? .max
    all += Self.dated(page.commits.filter { $0.seq < oldest }, session)
    (next, isReading) = (page.before, false)
  }

  /// What was saved since; where the registry was read again, all has to be.
  mutating func hear(_ news: [Commit], at seq: Int, _ session: Session) {
    guard let last = news.last?.seq, last >= seq else {
      if isReading { isStale = true } else { self = Self() }
      return
    }
    // The first page will have it.
    if all.isEmpty, next == .max { return }
    let known = all.first?.commit.seq ?? 0
    all = Self.dated(news.reversed().filter { $0.seq > known }, session) + all
  }

  private static func dated(
    _ commits: [Commit], _ session: Session
  ) -> [(day: CivilDate, commit: Commit)] {
    commits.compactMap { commit in
      session.day(of: commit.at).map { (day: $0, commit: commit) }
    }
  }
}
