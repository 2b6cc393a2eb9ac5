import SystemPackage

// What is made under a name of its own gets its final one when it is whole. A process that is killed
// leaves it behind, in nobody's way.
extension FilePath {
  private static let ending = ".new"
  /// A dot before the name, another one and so many digits behind it.
  private static let digits = 16
  private static let longestName = 255

  /// A name beside this path that nobody else has, for what is to have this one.
  func unfinished() -> FilePath {
    let number = String(UInt64.random(in: .min ... .max), radix: 16)
    let tail =
      "." + String(repeating: "0", count: Self.digits - number.count) + number + Self.ending
    var name = lastComponent?.string ?? ""
    while 1 + name.utf8.count + tail.utf8.count > Self.longestName { name.removeLast() }
    return parent.appending(".\(name)\(tail)")
  }

  /// The name that an unfinished file of this name is to have; nil for other files.
  static func finished(_ name: String) -> String? {
    let tail = 1 + digits + ending.utf8.count
    guard name.hasPrefix("."), name.hasSuffix(ending), name.utf8.count > 1 + tail else {
      return nil
    }
    return String(name.dropFirst().dropLast(tail))
  }
}

extension FileSystem {
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
