import RegistryModel

/// What a clerk has decided about a file that is being imported.
struct ImportDecisions: Equatable, Sendable {
  /// The number of the sheet that is read, from 0; nil: the one that fits best.
  var sheet: Int?
  /// How its columns are read; nil: as is remembered of its headers.
  var mapping: ImportMapping?
  /// What is decided about single rows.
  var mends = ImportMends()

  /// Nothing is.
  var isEmpty: Bool { self == ImportDecisions() }

  init() {}

  /// What `json` gave.
  init(json: JSON) {
    sheet = json["sheet"]?.int
    mapping = json["mapping"].flatMap { try? ImportMapping(json: $0) }
    mends = json["mends"].map(ImportMends.init(json:)) ?? ImportMends()
  }

  /// As a draft keeps it.
  var json: JSON {
    .object(
      of: ("sheet", sheet.map { .int($0) }), ("mapping", mapping?.json),
      ("mends", mends.isEmpty ? nil : mends.json))
  }
}
