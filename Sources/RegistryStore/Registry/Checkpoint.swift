import RegistryModel
import SystemPackage

/// `checkpoint.json`: all record files hold every change of their kind up to this line.
///
/// One object: format, seq, segment, offset (where the line of seq ends in that file of the journal),
/// line (the checksum of that line, which must be before offset), kinds (those that have records, and the
/// seq of the file of each; any other had no record yet) and, as in all files, sha256. Reading the journal
/// begins there. Format 1 had the line's checksum as sha256, and no kinds.
struct Checkpoint: Hashable, Sendable {
  static let format = 2

  let seq: Int
  let segment: Int
  let offset: Int
  let sha256: String
  /// The kinds that had records, and the seq of the file of each; nil: in a registry of format 1, which does
  /// not say.
  private let kinds: [String: Int]?

  /// - Parameter seqs: the seq of the record file of each kind that has had a record.
  init?(_ position: JournalPosition, _ seqs: [Kind: Int]) {
    guard let sha256 = position.sha256, position.end > 0 else { return nil }
    (seq, segment, offset) = (position.seq, position.segment, position.end)
    self.sha256 = sha256
    kinds = Dictionary(uniqueKeysWithValues: seqs.map { ($0.rawValue, $1) })
  }

  /// Its record files hold the records of this kind.
  func covers(_ kind: Kind) -> Bool { kinds.map { $0[kind.rawValue] != nil } ?? true }

  /// A kind with records of a newer program; nil if there is none.
  var newerKind: String? { kinds?.keys.filter { Kind(rawValue: $0) == nil }.min() }

  /// The seq of the record file of a kind when it was made; 0 where it did not see one.
  func seen(_ kind: Kind) -> Int { kinds?[kind.rawValue] ?? 0 }

  /// Reads the file; nil if there is none.
  static func read(
    _ files: any FileSystem, _ path: FilePath
  ) throws(StoreError) -> Checkpoint? {
    let found = try SmallFile.read(files, path)
    return try found.map { (file) throws(StoreError) in try Checkpoint(file) }
  }

  /// Reads what checkpoint.json holds.
  init(_ file: SmallFile) throws(StoreError) {
    let (path, json) = (file.path, try file.json())
    guard let format = json["format"]?.int, format > 0 else {
      throw .damaged(path, line: 1, .shape(key: "format"))
    }
    guard format <= Self.format else { throw .newerFormat(path, format: format) }
    let number = { (key: String, least: Int) throws(StoreError) -> Int in
      guard let number = json[key]?.int, number >= least else {
        throw .damaged(path, line: 1, .shape(key: key))
      }
      return number
    }
    seq = try number("seq", 1)
    segment = try number("segment", 1)
    offset = try number("offset", 0)
    if format > 1, !Seal.isWhole(file.line) {
      throw .damaged(path, line: 1, Seal.damage(file.line))
    }
    let link = format > 1 ? "line" : "sha256"
    guard let sha256 = json[link]?.string else { throw .damaged(path, line: 1, .shape(key: link)) }
    self.sha256 = sha256
    kinds = format > 1 ? try Self.kinds(json, path) : nil
  }

  private static func kinds(_ json: JSON, _ path: FilePath) throws(StoreError) -> [String: Int] {
    var kinds: [String: Int] = [:]
    for member in json["kinds"]?.members ?? [] { kinds[member.key] = member.value.int }
    guard !kinds.isEmpty, kinds.count == json["kinds"]?.members?.count else {
      throw .damaged(path, line: 1, .shape(key: "kinds"))
    }
    return kinds
  }

  func write(
    _ files: any FileSystem, _ path: FilePath, _ permissions: Permissions
  ) throws(StoreError) {
    let seqs = Kind.allCases.compactMap { kind in
      kinds?[kind.rawValue].map { JSON.Member(kind.rawValue, .int($0)) }
    }
    let json = JSON.object(
      of: ("format", .int(Self.format)), ("seq", .int(seq)), ("segment", .int(segment)),
      ("offset", .int(offset)), ("line", .string(sha256)), ("kinds", .object(seqs)))
    try SmallFile.write(json, files, path, permissions, .checkpoint)
  }
}

extension JournalPosition {
  /// The end of the line a checkpoint names.
  init(_ checkpoint: Checkpoint) {
    self.init(
      segment: checkpoint.segment, start: checkpoint.offset, end: checkpoint.offset,
      seq: checkpoint.seq, sha256: checkpoint.sha256, link: checkpoint.sha256)
  }
}
