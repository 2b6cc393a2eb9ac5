import RegistryModel
import RegistryStore

extension PostgresRegistry {
  /// Lines of a page at most: a save never waits long behind it.
  private static let pageLines = 1000

  /// Change sets after `seq` and up to the head, oldest first.
  public func changes(after seq: Int, limit: Int) throws(StoreError) -> [Commit] {
    guard seq < head.seq, limit > 0 else { return [] }
    let last = limit < head.seq - seq ? seq + limit : head.seq
    var commits: [Commit] = []
    while (commits.last?.seq ?? seq) < last {
      let rows = try ask(
        """
        select line from sanshe.change_set where registry = $1 and seq > $2 and seq <= $3
        order by seq limit \(Self.pageLines)
        """, [address.registry, String(commits.last?.seq ?? seq), String(last)])
      if rows.count == 0 { break }
      for row in 0..<rows.count { commits.append(try line(rows.bytes(row, 0), seq).commit) }
    }
    return commits
  }

  /// Change sets before `seq` that `filter` lets through, newest first; found by the server's indexes.
  public func changes(
    _ filter: ChangeFilter, before seq: Int, limit: Int
  ) throws(StoreError) -> ChangePage {
    let wanted = min(limit, Self.pageLines)
    let (condition, values) = filter.condition
    let rows = try ask(
      """
      select c.line from sanshe.change_set c where c.registry = $1 and c.seq < $2 and \(condition)
      order by c.seq desc limit \(max(0, wanted))
      """, [address.registry, String(min(seq, head.seq + 1))] + values)
    var commits: [Commit] = []
    for row in 0..<rows.count { commits.append(try line(rows.bytes(row, 0), seq).commit) }
    let isAll = commits.count < wanted || wanted <= 0
    return ChangePage(
      commits, before: isAll ? nil : commits.last.flatMap { $0.seq > 1 ? $0.seq : nil })
  }
}

extension ChangeFilter {
  /// What it asks of a line `c`, and the values of `$3` and `$4`.
  fileprivate var condition: (String, [String?]) {
    switch self {
    case .all: ("true", [])
    case .of(let id):
      (
        """
        c.seq in (select t.seq from sanshe.touched t
          where t.registry = $1 and t.kind = $3 and t.number = $4)
        """, [id.kind.rawValue, String(id.number)]
      )
    case .by(let account): ("c.by = $3", [account])
    case .batch(let name): ("c.batch = $3", [name])
    }
  }
}
