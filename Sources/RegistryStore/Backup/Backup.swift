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
//     bytes      of all lines after this one
//     plans      {"NAME.json": the text of the office's own plan}
//
// After it are the lines of the journal, 1 to seq, byte for byte: the journal holds every change
// ever made, so record files need not travel. `zcat FILE | jq` reads all of it.
//
// A backup is valid if and only if it is whole to gzip, its lines are valid as in the journal
// (Journal.swift) and apply one after the other, and the last is the one the first line names.

import RegistryModel
import SystemPackage

/// What a backup says of itself in its first line.
public struct Backup: Hashable, Sendable {
  static let format = 1
  /// How the names of backups end that the program makes by itself.
  static let ending = ".jsonl.gz"

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
  /// What is among the plans and is not in it, each with a reason; known to who makes it.
  public internal(set) var leftOut: [Words] = []
  /// The registry's own format.
  let registryFormat: Int
  /// Of the journal's lines in it.
  let bytes: Int

  /// One of a registry whose journal has so many bytes through the line `end`.
  package init(
    of identity: RegistryIdentity, _ office: String, at: Instant, by: String,
    through end: (seq: Int, sha256: String), bytes: Int
  ) {
    self.init(of: identity, office, at: at, by: by, through: end, bytes: bytes, PlanTexts())
  }

  init(
    of identity: RegistryIdentity, _ office: String, at: Instant, by: String,
    through end: (seq: Int, sha256: String), bytes: Int, _ plans: PlanTexts
  ) {
    (registry, registryFormat) = (identity.id, identity.format)
    self.office = office
    (self.at, self.by) = (at, by)
    (seq, sha256) = end
    self.bytes = bytes
    (self.plans, leftOut) = (plans.texts, plans.leftOut)
  }
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
    if registry.isEmpty { throw shape("registry") }
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

extension FilePath {
  /// The directory a file is in.
  var parent: FilePath {
    let parent = removingLastComponent()
    return parent.isEmpty ? "." : parent
  }
}
