/// Microsoft's compound file: streams in sectors, which tables chain to one another.
struct CompoundFile {
  private let file: [UInt8]
  private let sectorBytes: Int
  /// The sector after each.
  private var next: [Int] = []

  private static let none = 0xFFFF_FFFE
  private static let entryBytes = 128
  private static let miniSectorBytes = 64
  private static let damaged = Problem.damaged("its streams are not found", "找不到其数据流")

  init(_ input: Input) throws(Problem) {
    file = Input.bytes(at: 0, count: input.size)
    guard let shift = file.two(at: 30), shift == 9 || shift == 12 else { throw Self.damaged }
    sectorBytes = 1 << shift
    next = try Self.table(file, sectorBytes)
  }

  /// All sectors of the table of sectors, one after the other.
  private static func table(_ file: [UInt8], _ sectorBytes: Int) throws(Problem) -> [Int] {
    let sectors = file.count / sectorBytes
    var places = (0..<109).compactMap { file.four(at: 76 + $0 * 4) }
    var more = file.four(at: 68) ?? none
    var seen = 0
    while more < sectors, seen < sectors {
      seen += 1
      let start = (more + 1) * sectorBytes
      let entries = sectorBytes / 4
      places += (0..<(entries - 1)).compactMap { file.four(at: start + $0 * 4) }
      more = file.four(at: start + sectorBytes - 4) ?? none
    }
    var next: [Int] = []
    for place in places.filter({ $0 < sectors }).prefix(sectors) {
      let start = (place + 1) * sectorBytes
      for entry in 0..<(sectorBytes / 4) { next.append(file.four(at: start + entry * 4) ?? none) }
      if next.count > sectors { break }
    }
    return next
  }

  /// The bytes of a chain of sectors, which must end.
  private func chain(from start: Int, count: Int? = nil) throws(Problem) -> [UInt8] {
    var bytes: [UInt8] = []
    var sector = start
    while sector < Self.none, bytes.count < count ?? .max {
      guard bytes.count <= file.count, next.indices.contains(sector) else { throw Self.damaged }
      let place = (sector + 1) * sectorBytes
      guard place < file.count else { throw Self.damaged }
      bytes += file[place..<min(file.count, place + sectorBytes)]
      sector = next[sector]
    }
    return count.map { Array(bytes.prefix($0)) } ?? bytes
  }

  /// The stream of the first of these names that is there.
  func stream(_ names: [String]) throws(Problem) -> [UInt8] {
    let directory = try chain(from: file.four(at: 48) ?? Self.none)
    for name in names {
      let units = name.wideBytes + [0, 0]
      for entry in stride(from: 0, to: directory.count, by: Self.entryBytes)
      where directory[entry...].starts(with: units) {
        guard let start = directory.four(at: entry + 116),
          let count = directory.four(at: entry + 120), count <= file.count
        else { throw Self.damaged }
        if count >= file.four(at: 56) ?? 4096 { return try chain(from: start, count: count) }
        return try shortStream(from: start, count: count, directory)
      }
    }
    throw Self.damaged
  }

  /// A short stream, in small sectors of a stream that the root has.
  private func shortStream(
    from start: Int, count: Int, _ directory: [UInt8]
  ) throws(Problem) -> [UInt8] {
    let container = try chain(from: directory.four(at: 116) ?? Self.none)
    let table = try chain(from: file.four(at: 60) ?? Self.none)
    var bytes: [UInt8] = []
    var sector = start
    while sector < Self.none, bytes.count < count {
      guard bytes.count <= container.count,
        let piece = container.bytes(
          at: sector * Self.miniSectorBytes, count: Self.miniSectorBytes),
        let following = table.four(at: sector * 4)
      else { throw Self.damaged }
      bytes += piece
      sector = following
    }
    return Array(bytes.prefix(count))
  }
}
