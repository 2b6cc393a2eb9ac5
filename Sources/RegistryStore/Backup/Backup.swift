// A backup, format 1: gzip of lines, each one JSON object.
//
// The first line says what it is:
//
//     backup     1
//     format     the registry's own format
//     registry   the registry's id
//     office     its name
//     at, by     when it was made, and by whom
//     seq        the last change set in it
//     sha256     that line's checksum
//     bytes      of all lines behind this one
//     plans      {"NAME.json": the text of the office's own plan}
//
// Behind it stand the lines of the journal, 1 to seq, byte for byte: the journal holds every change
// ever made, so record files need not travel. `zcat FILE | jq` reads all of it.
//
// A backup is valid if and only if it is whole to gzip, its lines are valid as in the journal
// (Journal.swift) and apply one after the other, and the last is the one the first line names.

import RegistryModel
import SystemPackage

/// What a backup says of itself in its first line.
public struct Backup: Hashable, Sendable {
  static let format = 1

  /// Of which registry, by its id.
  public let registry: String
  /// The office's name.
  public let office: String
  /// When it was made.
  public let at: Instant
  /// The Unix account that made it.
  public let by: String
  /// The last change set in it.
  public let seq: Int
  /// The checksum of that line.
  public let sha256: String
  /// The office's own plans, by file name.
  public let plans: [String: String]
  /// The registry's own format.
  let registryFormat: Int
  /// Of the journal's lines in it.
  let bytes: Int
}

extension Backup {
  var line: [UInt8] {
    let plans = plans.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .string($0.value)) }
    var bytes: [UInt8] = []
    JSON.object(
      of: ("backup", .int(Self.format)), ("format", .int(registryFormat)),
      ("registry", .string(registry)), ("office", .string(office)), ("at", .string(at.text)),
      ("by", .string(by)), ("seq", .int(seq)), ("sha256", .string(sha256)),
      ("bytes", .int(self.bytes)), ("plans", .object(plans))
    ).write(to: &bytes)
    return bytes + Array("\n".utf8)
  }

  /// Reads the first line of the backup at `path`.
  init(_ line: [UInt8], of path: FilePath) throws(StoreError) {
    guard let json = try? JSON(bytes: line), let format = json["backup"]?.int else {
      throw .damaged(path, line: 1, .notABackup)
    }
    guard format <= Self.format else { throw .newerFormat(path, format: format) }
    let shape = { (key: String) in StoreError.damaged(path, line: 1, .shape(key: key)) }
    let text = { (key: String) throws(StoreError) -> String in
      guard let text = json[key]?.string else { throw shape(key) }
      return text
    }
    let number = { (key: String) throws(StoreError) -> Int in
      guard let number = json[key]?.int, number > 0 else { throw shape(key) }
      return number
    }
    registryFormat = try number("format")
    guard registryFormat <= RegistryIdentity.format else {
      throw .newerFormat(path, format: registryFormat)
    }
    registry = try text("registry")
    office = try text("office")
    guard let at = Instant(try text("at")) else { throw shape("at") }
    self.at = at
    by = try text("by")
    seq = try number("seq")
    sha256 = try text("sha256")
    bytes = try number("bytes")
    var plans: [String: String] = [:]
    for member in json["plans"]?.members ?? [] {
      // A name is a path when it is written: nothing but a plain file name may be one.
      guard let text = member.value.string, RegistryLayout.isPlan(member.key) else {
        throw shape("plans")
      }
      plans[member.key] = text
    }
    self.plans = plans
  }
}

/// How far work on a whole journal has come.
public struct WorkProgress: Hashable, Sendable {
  /// Bytes done.
  public let done: Int
  /// Bytes there are.
  public let total: Int
}

extension RegistryDirectory {
  /// Writes everything up to the head into a new file, while others go on saving.
  ///
  /// Every line is verified on its way: what is damaged is refused, not copied.
  ///
  /// - Errors: `.exists` where there is something at `path`; then, as after any other error,
  ///   nothing is there that was not there before.
  public func backup(
    to path: FilePath, at: Instant, by account: String,
    _ progress: (WorkProgress) throws(StoreError) -> Void = { _ in }
  ) throws(StoreError) -> Backup {
    guard try onDisk(path, { () throws(DiskError) in try files.facts(path) }) == nil else {
      throw .exists(path)
    }
    _ = try catchUp()
    let end = position
    guard let sha256 = end.sha256 else { throw .damaged(layout.segment(1), line: nil, .missing) }
    let backup = Backup(
      registry: identity.id, office: head.office.name ?? "", at: at, by: account, seq: end.seq,
      sha256: sha256, plans: try plans(), registryFormat: identity.format,
      bytes: try journal.bytes(through: end))
    try write(backup, through: end, to: path, progress)
    return backup
  }

  private func write(
    _ backup: Backup, through end: JournalPosition, to path: FilePath,
    _ progress: (WorkProgress) throws(StoreError) -> Void
  ) throws(StoreError) {
    let new = FilePath(path.string + ".new")
    let file = try onDisk(new) { () throws(DiskError) in
      if try files.facts(new) != nil { try files.remove(new) }
      return try files.open(new, .creating)
    }
    defer { files.close(file) }
    do throws(StoreError) {
      var writer = try onDisk(new) { () throws(DiskError) in
        try files.setMode(file, permissions.file)
        var writer = try GzipWriter(files, file)
        try writer.write(backup.line)
        return writer
      }
      var done = 0
      try journal.copyLines(through: end, reader) { lines throws(StoreError) in
        try onDisk(new) { () throws(DiskError) in try writer.write(lines) }
        done += lines.count
        try progress(WorkProgress(done: done, total: backup.bytes))
      }
      try onDisk(new) { () throws(DiskError) in
        try writer.finish()
        try files.sync(file, .backup)
        try files.rename(new, to: path)
        try files.syncDirectory(path.parent, .backupName)
      }
    } catch {
      try? files.remove(new)
      throw error
    }
  }

  /// The texts of the office's own plans, by file name.
  private func plans() throws(StoreError) -> [String: String] {
    try onDisk(layout.plans) { () throws(DiskError) in
      guard try files.facts(layout.plans) != nil else { return [:] }
      var plans: [String: String] = [:]
      for name in try files.list(layout.plans) where RegistryLayout.isPlan(name) {
        let file = try files.open(layout.plans.appending(name), .reading)
        defer { files.close(file) }
        let bytes = try files.read(file, at: 0, count: files.facts(file).bytes)
        plans[name] = String(decoding: bytes, as: UTF8.self)
      }
      return plans
    }
  }
}

extension FilePath {
  /// The directory a file lies in.
  var parent: FilePath {
    let parent = removingLastComponent()
    return parent.isEmpty ? "." : parent
  }
}
