/// Which change sets of the journal are asked for.
public enum ChangeFilter: Hashable, Sendable {
  case all
  /// Those that changed a record, or showed its masked values.
  case of(RecordID)
  /// Those of an account.
  case by(String)
  /// Those of an import or an entry session.
  case batch(String)

  /// Whether a change set is one of them.
  public func lets(_ commit: Commit) -> Bool {
    switch self {
    case .all: true
    case .of(let id):
      commit.set.changes.contains { $0.id == id } || commit.set.access.contains { $0.id == id }
    case .by(let account): commit.by == account
    case .batch(let name): commit.set.batch == name
    }
  }
}

/// Where change sets are read from, the newest first: an engine, or a list in memory.
public protocol History {
  /// Why reading may fail.
  associatedtype Failure: Error
  /// Change sets before `seq` that `filter` lets through, newest first: up to `limit`, or fewer where
  /// a page has looked far; the page says where to go on.
  func changes(
    _ filter: ChangeFilter, before seq: Int, limit: Int
  ) throws(Failure) -> ChangePage
}

extension ChangeFilter {
  /// Those that changed one of some records, and perhaps others.
  static func of(_ ids: Set<RecordID>) -> ChangeFilter {
    ids.count == 1 ? ids.first.map { .of($0) } ?? .all : .all
  }
}

extension History {
  /// Gives `body` change sets from the newest on, so many read at a time, until it returns false.
  func forEach(
    _ filter: ChangeFilter, page: Int, _ body: (Commit) throws(Failure) -> Bool
  ) throws(Failure) {
    var next: Int? = .max
    while let before = next {
      let page = try changes(filter, before: before, limit: page)
      for commit in page.commits where try !body(commit) { return }
      next = page.before
    }
  }

  /// Every change set that `filter` lets through, newest first.
  public func changes(_ filter: ChangeFilter) throws(Failure) -> [Commit] {
    var (commits, next): ([Commit], Int?) = ([], .max)
    while let before = next {
      let page = try changes(filter, before: before, limit: .max)
      commits += page.commits
      next = page.before
    }
    return commits
  }
}

/// A part of the journal, read backwards.
public struct ChangePage: Sendable {
  /// The newest first.
  public let commits: [Commit]
  /// Where to go on: nothing before this seq was looked at; nil at the journal's beginning.
  public let before: Int?

  /// A page that ends before the line `before`.
  public init(_ commits: [Commit], before: Int?) {
    self.commits = commits
    self.before = before
  }

  /// The page of a journal held in memory, oldest first there.
  public init(of journal: [Commit], _ filter: ChangeFilter, before seq: Int, limit: Int) {
    commits = Array(
      journal.reversed().lazy.filter { $0.seq < seq && filter.lets($0) }.prefix(limit))
    before = commits.count < limit ? nil : commits.last.flatMap { $0.seq > 1 ? $0.seq : nil }
  }
}

/// Change sets held in memory.
public struct KnownChanges: History {
  private let commits: [Commit]

  /// - Parameter commits: oldest first.
  public init(_ commits: [Commit]) { self.commits = commits }

  /// A page of them.
  public func changes(_ filter: ChangeFilter, before seq: Int, limit: Int) -> ChangePage {
    ChangePage(of: commits, filter, before: seq, limit: limit)
  }
}
