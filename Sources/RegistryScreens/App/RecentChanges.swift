import RegistryModel

/// What an account saved while the program runs, and everybody's undos: enough to know what Ctrl-Z
/// undoes without asking the disk.
struct RecentChanges: History, Sendable {
  /// Older ones are asked of the store.
  private static let kept = 200

  /// Oldest first.
  private var commits: [Commit] = []
  /// Saved by this program.
  private var mine: Set<Int> = []

  mutating func learn(_ commit: Commit, of account: String, isMine: Bool) {
    guard commit.by == account || !commit.set.undoes.isEmpty else { return }
    if isMine { mine.insert(commit.seq) }
    commits.append(commit)
    if commits.count > Self.kept { mine.remove(commits.removeFirst().seq) }
  }

  func changes(
    _ filter: ChangeFilter, before seq: Int, limit: Int
  ) throws(Never) -> ChangePage {
    ChangePage(of: commits, filter, before: seq, limit: limit)
  }

  /// All of it was saved here.
  func areMine(_ undone: [Commit]) -> Bool { undone.allSatisfy { mine.contains($0.seq) } }

  /// All that is needed to undo these: what they undid is here as well, so that an undo can be
  /// told from a redo, and nobody touched what they took out of the recycle bin.
  func know(_ undone: [Commit], in registry: RegistryState) -> Bool {
    undone.flatMap(\.set.undoes).allSatisfy { seq in commits.contains { $0.seq == seq } }
      && undone.allSatisfy { commit in
        commit.set.changes.allSatisfy {
          !$0.takesOut || registry[$0.id]?.changed == commit.seq
        }
      }
  }
}
