import RegistryModel
import SystemPackage

extension RegistryDirectory {
  /// Change sets after `seq`, oldest first; found without reading what lies before.
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

  /// Every change set that touched a record; reads the whole journal.
  public func changes(of id: RecordID) throws(StoreError) -> [Commit] {
    var commits: [Commit] = []
    _ = try journal.read(after: JournalPosition(), reader) { line, _ throws(StoreError) in
      if line.commit.set.changes.contains(where: { $0.id == id }) { commits.append(line.commit) }
    }
    return commits
  }
}
