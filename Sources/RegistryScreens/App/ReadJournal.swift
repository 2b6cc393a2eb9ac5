import RegistryModel

/// What was saved, the newest first, as far back as it is read; of each save what is asked of it.
struct ReadJournal<Entry: Sendable>: Sendable {
  private var all: [(day: CivilDate, seq: Int, entry: Entry)] = []
  private let entry: @Sendable (Commit) -> Entry
  /// Where to read on; nil at the journal's beginning.
  private var next: Int? = .max
  private(set) var isReading = false
  /// It could not be read.
  private(set) var hasFailed = false
  /// The registry was read again while this was read.
  private var isStale = false

  /// - Parameter entry: what is kept of a save.
  init(of entry: @escaping @Sendable (Commit) -> Entry) { self.entry = entry }

  /// What was saved on these days.
  func entries(of days: ClosedRange<CivilDate>) -> [(day: CivilDate, entry: Entry)] {
    all.lazy.filter { days.contains($0.day) }.map { ($0.day, $0.entry) }
  }

  /// All since the day is read: no line is dated before the line before it.
  func reaches(_ day: CivilDate) -> Bool {
    !isReading && !hasFailed && (next == nil || all.last.map { $0.day < day } == true)
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
      self = Self(of: entry)
      return
    }
    // What was heard of while this was asked for may be there twice.
    let oldest = all.last?.seq ?? .max
    all += dated(page.commits.filter { $0.seq < oldest }, session)
    (next, isReading) = (page.before, false)
  }

  /// What was saved since; where the registry was read again, all has to be.
  mutating func hear(_ news: [Commit], at seq: Int, _ session: Session) {
    guard let last = news.last?.seq, last >= seq else {
      if isReading { isStale = true } else { self = Self(of: entry) }
      return
    }
    // The first page will have it.
    if all.isEmpty, next == .max { return }
    let known = all.first?.seq ?? 0
    all = dated(news.reversed().filter { $0.seq > known }, session) + all
  }

  private func dated(
    _ commits: [Commit], _ session: Session
  ) -> [(day: CivilDate, seq: Int, entry: Entry)] {
    commits.compactMap { commit in
      session.day(of: commit.at).map { (day: $0, seq: commit.seq, entry: entry(commit)) }
    }
  }
}
