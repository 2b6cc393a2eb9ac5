import FoundationEssentials
import RegistryModel
import RegistryPlans
import RegistryStore
import Testing

/// The value written in `text`.
func json(_ text: String) throws -> JSON {
  try JSONReader().read(Array(text.utf8))
}

/// A plan as the program embeds it.
func builtIn(_ id: String) throws -> Plan {
  let here = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
  let data = try Data(contentsOf: URL(filePath: "/\(here)/Resources/Plans/\(id).json"))
  return try Plan(json: JSONReader().read(Array(data)))
}

/// A plan of one target: `keys` laid over a mean of organizations of at least 10.
func plan(_ keys: KeyValuePairs<String, JSON>) throws(PlanError) -> Plan {
  var members = [
    JSON.Member("id", "T1"), JSON.Member("label", "T"), JSON.Member("scope", "all"),
    JSON.Member("measure", "organizations"), JSON.Member("aggregate", "mean"),
    JSON.Member("unit", "n"), JSON.Member("source", "S"), JSON.Member("atLeast", "10"),
  ]
  if keys.contains(where: { $0.key == "moreThan" }) { members.removeLast() }
  for (key, value) in keys {
    members.removeAll { $0.key == key }
    members.append(JSON.Member(key, value))
  }
  return try plan(targets: [.object(members)])
}

func plan(targets: [JSON]) throws(PlanError) -> Plan {
  try Plan(
    json: .object(
      of: ("id", "test"), ("title", "Test"), ("start", "2016-01-01"), ("end", "2020-12-31"),
      ("source", "S"), ("targets", .array(targets))))
}

extension Progress {
  /// The only figure of a plan of one target.
  var only: Figure { figures[0] }
}

extension JSON: ExpressibleByDictionaryLiteral {
  /// Written as in the file.
  public init(dictionaryLiteral elements: (String, JSON)...) {
    self = .object(elements.map { Member($0.0, $0.1) })
  }
}
