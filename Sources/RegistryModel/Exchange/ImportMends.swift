/// What a clerk decides about single rows of a file, without touching the file.
public struct ImportMends: Hashable, Sendable {
  /// One cell of a file.
  public struct Cell: Hashable, Sendable {
    /// The line it is on.
    public let line: Int
    /// Its column's header.
    public let header: String

    /// A cell.
    public init(line: Int, header: String) { (self.line, self.header) = (line, header) }
  }

  /// Texts to read in place of what is written.
  public var cells: [Cell: String]
  /// Lines that are left out.
  public var skipped: Set<Int>
  /// What record a line is about, where its values do not tell; nil: a new one, though it looks like others.
  public var linked: [Int: RecordID?]

  /// Nothing is decided.
  public init(
    cells: [Cell: String] = [:], skipped: Set<Int> = [], linked: [Int: RecordID?] = [:]
  ) {
    (self.cells, self.skipped, self.linked) = (cells, skipped, linked)
  }

  /// Nothing is decided.
  public var isEmpty: Bool { cells.isEmpty && skipped.isEmpty && linked.isEmpty }
}

extension ImportMends {
  /// As drafts hold it, in the order of lines.
  public var json: JSON {
    .object([
      JSON.Member(
        "cells",
        .array(
          cells.sorted { ($0.key.line, $0.key.header) < ($1.key.line, $1.key.header) }.map {
            .array([.int($0.key.line), .string($0.key.header), .string($0.value)])
          })),
      JSON.Member("skipped", .array(skipped.sorted().map { .int($0) })),
      JSON.Member(
        "linked",
        .array(
          linked.sorted { $0.key < $1.key }.map {
            .array([.int($0.key), $0.value.map { $0.json } ?? .null])
          })),
    ])
  }

  /// Reads what `json` writes, and takes what can be read.
  public init(json: JSON) {
    self.init()
    for item in json["cells"]?.array ?? [] {
      guard let parts = item.array, parts.count == 3, let line = parts[0].int,
        let header = parts[1].string, let text = parts[2].string
      else { continue }
      cells[Cell(line: line, header: header)] = text
    }
    skipped = Set((json["skipped"]?.array ?? []).compactMap(\.int))
    for item in json["linked"]?.array ?? [] {
      guard let parts = item.array, parts.count == 2, let line = parts[0].int else { continue }
      if parts[1] == .null {
        linked[line] = .some(nil)
      } else if let id = parts[1].string.flatMap({ RecordID($0) }) {
        linked[line] = id
      }
    }
  }
}
