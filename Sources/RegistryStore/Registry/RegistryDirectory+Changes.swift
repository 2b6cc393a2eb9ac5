import RegistryModel
import SystemPackage

extension RegistryDirectory {
  /// Change sets after `seq`, oldest first; found without reading what is before.
  public func changes(after seq: Int, limit: Int = .max) throws(StoreError) -> [Commit] {
    var commits: [Commit] = []
    if seq >= head.seq || limit <= 0 { return [] }
    let last = limit < head.seq - seq ? seq + limit : head.seq
    let start = try journal.position(before: seq + 1, reader)
    _ = try journal.read(after: start, through: last, reader) { line, _ throws(StoreError) in
      if line.commit.seq > seq { commits.append(line.commit) }
    }
    return commits
  }

  /// Change sets before `seq`, newest first; only those that may be wanted are parsed.
  public func changes(
    _ filter: ChangeFilter, before seq: Int = .max, limit: Int
  ) throws(StoreError) -> ChangePage {
    do { return try page(filter, before: seq, limit: limit) } catch {
      // The last line read may have been undone by its writer in the meantime.
      if try journal.holds(position) { throw error }
      _ = try catchUp()
      return try page(filter, before: seq, limit: limit)
    }
  }

  private func page(
    _ filter: ChangeFilter, before seq: Int, limit: Int
  ) throws(StoreError) -> ChangePage {
    var end = position
    if seq <= head.seq {
      guard seq > 1 else { return ChangePage([], before: nil) }
      let start = try journal.position(before: seq - 1, reader)
      end = try journal.read(after: start, through: seq - 1, reader) { _, _ in }.position
    }
    var commits: [Commit] = []
    let next = try journal.readBackwards(from: end, holding: filter.mark, reader) { line in
      if filter.lets(line.commit) { commits.append(line.commit) }
      return commits.count < limit
    }
    return ChangePage(commits, before: next)
  }
}

extension ChangeFilter {
  /// Bytes that every line it lets through has in it.
  fileprivate var mark: [UInt8] {
    let text: JSON? =
      switch self {
      case .all: nil
      case .of(let id): id.json
      case .by(let name), .batch(let name): .string(name)
      }
    var bytes: [UInt8] = []
    text?.write(to: &bytes)
    return bytes
  }
}
