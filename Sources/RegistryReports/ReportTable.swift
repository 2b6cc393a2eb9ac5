import RegistryModel
import RegistryPlans

/// A report as a value: what text, CSV, JSON and HTML render, and all that they know of it.
public struct ReportTable: Sendable {
  /// The name in commands: `towns`.
  public let report: String
  /// As it is headed.
  public let title: Words
  /// Whose it is, and of when.
  public internal(set) var head: ReportHead
  /// From left to right.
  public let columns: [Column]
  /// How many of them, from the left, say what a row is of: they head it, and are repeated where a table is
  /// too wide for its paper.
  public let keys: Int
  /// From top to bottom.
  public let rows: [[Cell]]
  /// What stands below a line: sums, or what they are of.
  public let totals: [[Cell]]
  /// What one has to know to read it, each in a sentence.
  public let notes: [Words]
  let draw: @Sendable () -> [ReportChart]

  /// What is drawn of it where there can be drawn: counted only then, since it may be of years.
  public var charts: [ReportChart] { draw() }

  /// A column: what it is called, and how it is shown.
  public struct Column: Hashable, Sendable {
    /// What files call it; never renamed.
    public let key: String
    /// As it is headed.
    public let title: Words
    /// As many terminal columns as it needs at least.
    public let width: Int
    /// Numbers are flush right.
    public let alignment: Listing.Column.Alignment
  }

  /// A cell: the same for people and for programs.
  public struct Cell: Hashable, Sendable {
    /// For people; empty if it is empty.
    public let text: Words
    /// Whole numbers are numbers, decimals text, dates as exact as they are known; null if it is empty.
    public let json: JSON

    /// A cell of its words and its value.
    public init(_ text: Words, _ json: JSON) {
      (self.text, self.json) = (text, json)
    }
  }
}

extension ReportTable.Cell {
  /// Nothing.
  static let empty = Self(Words(same: ""), .null)

  /// A whole number; nothing is no nought.
  static func count(_ number: Int?) -> Self {
    number.map { Self(Words(same: String($0)), .int($0)) } ?? .empty
  }

  /// A name or a number of a paper, the same in every language.
  static func text(_ text: String?) -> Self {
    text.flatMap { $0.isEmpty ? nil : Self(Words(same: $0), .string($0)) } ?? .empty
  }

  /// What is worded differently in each language; for programs it is `json`, else the English words.
  static func words(_ words: Words, _ json: JSON? = nil) -> Self {
    Self(words, json ?? .string(words.en))
  }

  /// A value of a field: a code, a day, an amount.
  static func value(_ value: (some FieldValue)?) -> Self {
    value.map { Self(Words($0.text(.en), $0.text(.chinese)), $0.json) } ?? .empty
  }

  /// An exact number, cut off to one decimal.
  static func exact(_ number: Exact) -> Self { .text(number.text()) }
}
