import RegistryModel
import SystemPackage

/// The backups the program makes by itself, in the registry's `backups`: `2026-11-24-812.jsonl.gz`
/// is of that day and holds change sets 1 to 812.
///
/// One a day at most, and none if nothing changed. The newest of the last seven days with a backup
/// and of the last twelve months are kept; files with other names are left alone. Newer is what holds
/// more changes: a clock that once was wrong decides nothing for long.
package struct DailyBackups: Sendable {
  private static let days = 7
  private static let months = 12

  let work: BackupWork
  let account: String

  package init(work: BackupWork, account: String) {
    (self.work, self.account) = (work, account)
  }

  /// Makes today's backup where it is due, and removes those that are too old; returns what a clerk
  /// should know of it.
  ///
  /// Where another process is at it, nothing is done.
  @discardableResult
  package func run(at: Instant, today: CivilDate) throws(StoreError) -> [StoreNotice] {
    let names = try names()
    guard isDue(names, today) else { return [] }
    let guardian = try onDisk(work.layout.root) { () throws(DiskError) in
      try work.files.open(work.layout.root, .reading)
    }
    defer { work.files.close(guardian) }
    let isOurs = try onDisk(work.layout.root) { () throws(DiskError) in
      try work.files.lock(guardian, shared: false)
    }
    // Another process may have made it while we were looking.
    guard isOurs, isDue(try self.names(), today) else { return [] }
    let (_, backup) = try work.run(named: "\(today)-\(work.end.seq)", at: at, by: account)
    let there = try self.names()
    for name in Self.superfluous(there) {
      try onDisk(work.layout.backups) { () throws(DiskError) in
        try work.files.remove(work.layout.backups.appending(name))
      }
    }
    return backup.leftOut.map(StoreNotice.leftOut)
  }

  private func names() throws(StoreError) -> [String] {
    try onDisk(work.layout.backups) { () throws(DiskError) in
      guard try work.files.facts(work.layout.backups) != nil else { return [] }
      return try work.files.list(work.layout.backups)
    }
  }

  private func isDue(_ names: [String], _ today: CivilDate) -> Bool {
    let there = names.compactMap(Self.read)
    return !there.contains { $0.day == today } && there.map(\.seq).max() != work.end.seq
  }

  /// Names of backups that are not kept.
  static func superfluous(_ names: [String]) -> [String] {
    var days: Set<CivilDate> = []
    var months: Set<String> = []
    return names.compactMap { name in read(name).map { (name, $0) } }
      .sorted { $0.1 > $1.1 }
      .filter { _, backup in
        let isNewestOfDay = days.insert(backup.day).inserted
        let isNewestOfMonth = months.insert(String(backup.day.description.prefix(7))).inserted
        let isKept =
          isNewestOfDay && days.count <= Self.days || isNewestOfMonth && months.count <= Self.months
        return !isKept
      }
      .map(\.0)
  }

  /// The newest among names; nil if none is that of a daily backup.
  static func newest(_ names: [String]) -> String? {
    names.compactMap { name in read(name).map { (name, $0) } }.max { $0.1 < $1.1 }?.0
  }

  private struct Name: Comparable {
    let day: CivilDate
    let seq: Int

    static func < (left: Name, right: Name) -> Bool {
      (left.seq, left.day) < (right.seq, right.day)
    }
  }

  /// Day and seq in a name; nil for files that are not ours.
  private static func read(_ name: String) -> Name? {
    guard name.hasSuffix(Backup.ending) else { return nil }
    let stem = name.dropLast(Backup.ending.count)
    guard stem.utf8.count > 11, let day = try? CivilDate(text: String(stem.prefix(10))), day.isFull,
      let seq = Int(stem.dropFirst(11)), "\(day)-\(seq)" == stem
    else { return nil }
    return Name(day: day, seq: seq)
  }
}
