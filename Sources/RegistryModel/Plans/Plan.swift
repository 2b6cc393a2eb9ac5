/// A plan with its targets, as its file says them; `Resources/README.md` describes the file.
public struct Plan: Hashable, Sendable {
  /// The name in commands and settings: `2016-2020`.
  public let id: String
  /// As the document is called.
  public let title: Words
  /// The first day.
  public let start: CivilDate
  /// The last day.
  public let end: CivilDate
  /// The document the plan was read from.
  public let source: Words
  /// At least one; no two with one id.
  public let targets: [Target]

  /// The target with this id.
  public subscript(id: String) -> Target? { targets.first { $0.id == id } }

  /// What its targets count.
  public var measures: Set<Measure> {
    Set(targets.flatMap { [$0.measure, $0.over].compactMap { $0 } })
  }

  /// The day before it starts: where the registry's own count may serve as baseline.
  public var dayBefore: CivilDate { start.adding(days: -1) }
}
