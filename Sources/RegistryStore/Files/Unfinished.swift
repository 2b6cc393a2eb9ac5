import SystemPackage

// What is made under a name of its own gets its final one when it is whole. A process that is killed
// leaves it behind, in nobody's way; the next one that makes something of its kind there takes it away.
//
// It is locked for as long as its maker lives. One that is not locked yet, or no longer, may be taken
// away at any moment: so its maker looks whether it still has its name, and begins again.
extension FilePath {
  private static let ending = ".new"
  /// A dot before the name, another one and so many digits after it.
  private static let digits = 16
  private static let longestName = 255

  /// A name beside this path that nobody else has, for what is to have this one.
  fileprivate func unfinished() -> FilePath {
    let number = String(UInt64.random(in: .min ... .max), radix: 16)
    let tail = "." + number.zeroPadded(to: Self.digits) + Self.ending
    var name = lastComponent?.string ?? ""
    while 1 + name.utf8.count + tail.utf8.count > Self.longestName { name.removeLast() }
    return parent.appending(".\(name)\(tail)")
  }

  /// Whether a file of this name is an unfinished one.
  fileprivate static func isUnfinished(_ name: String) -> Bool {
    guard name.hasPrefix("."), name.hasSuffix(ending) else { return false }
    let parts = name.dropFirst().dropLast(ending.count).split(separator: ".")
    return parts.count > 1 && parts.last?.count == digits
      && parts.last?.allSatisfy(\.isHexDigit) == true
  }
}

/// What is being made: its place, and the descriptor that says its maker lives.
struct Unfinished {
  let place: FilePath
  let file: FileDescriptor

  /// What may be left of it.
  enum Sort {
    case backup, registry
  }
}

extension FileSystem {
  private var tries: Int { 20 }

  /// Begins what is to have the name `path`, and takes away what killed processes have left beside it;
  /// whoever begins it closes its file.
  func begin(_ sort: Unfinished.Sort, at path: FilePath) throws(DiskError) -> Unfinished {
    removeLeftOvers(of: sort, beside: path)
    for _ in 0..<tries {
      let place = path.unfinished()
      let file: FileDescriptor
      do throws(DiskError) {
        if sort == .registry { try makeDirectory(place) }
        file = try open(place, sort == .registry ? .reading : .creating)
      } catch {
        if sort == .registry, error.operation == .open, error.cause == .noSuchFileOrDirectory {
          continue
        }
        throw error.at(path)
      }
      // Where the disk has no locks, nobody can take it for left over either.
      let isOurs = (try? lock(file, shared: false)) ?? true
      if isOurs, (try? facts(place))?.inode == (try? facts(file))?.inode {
        return Unfinished(place: place, file: file)
      }
      close(file)
    }
    throw DiskError(.make, path, .wouldBlock)
  }

  private func removeLeftOvers(of sort: Unfinished.Sort, beside path: FilePath) {
    for name in (try? list(path.parent)) ?? [] where FilePath.isUnfinished(name) {
      let place = path.parent.appending(name)
      guard let facts = (try? facts(place)) ?? nil, !facts.isLink,
        facts.isDirectory == (sort == .registry), let file = try? open(place, .reading)
      else { continue }
      defer { close(file) }
      guard (try? lock(file, shared: false)) == true, isLeft(sort, place, file) else { continue }
      discard(place)
    }
  }

  /// Whether a file nobody works on is what a killed maker leaves.
  private func isLeft(_ sort: Unfinished.Sort, _ place: FilePath, _ file: FileDescriptor) -> Bool {
    guard (try? facts(place))?.inode == (try? facts(file))?.inode else { return false }
    switch sort {
    case .backup:
      guard let start = try? read(file, at: 0, count: 2) else { return false }
      return start.isEmpty || start == GzipWriter.start
    case .registry:
      let ours = Set(RegistryLayout(place).all.compactMap { $0.lastComponent?.string })
      guard let names = try? list(place) else { return false }
      return names.allSatisfy { name in
        ours.contains(name) || name.hasSuffix(".new") && ours.contains(String(name.dropLast(4)))
      }
    }
  }

  /// Removes what this process made at `path`, as far as the disk lets it.
  func discard(_ path: FilePath) {
    guard let facts = (try? facts(path)) ?? nil, facts.isDirectory, !facts.isLink else {
      try? remove(path)
      return
    }
    for name in (try? list(path)) ?? [] { discard(path.appending(name)) }
    try? removeDirectory(path)
  }
}
