import FoundationEssentials
import RegistryModel
import RegistryPlans
import Testing

/// Reads JSON the slow way: the program's own reader belongs to the store.
private struct AnyJSON: Decodable {
  let json: JSON

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  init(from decoder: any Decoder) throws {
    if let object = try? decoder.container(keyedBy: Key.self) {
      json = .object(
        try object.allKeys.map {
          JSON.Member($0.stringValue, try object.decode(AnyJSON.self, forKey: $0).json)
        })
      return
    }
    let single = try decoder.singleValueContainer()
    if single.decodeNil() {
      json = .null
    } else if let flag = try? single.decode(Bool.self) {
      json = .bool(flag)
    } else if let number = try? single.decode(Int.self) {
      json = .int(number)
    } else if let text = try? single.decode(String.self) {
      json = .string(text)
    } else {
      json = .array(try single.decode([AnyJSON].self).map(\.json))
    }
  }
}

func json(_ text: String) throws -> JSON {
  try JSONDecoder().decode(AnyJSON.self, from: Data(text.utf8)).json
}

/// A plan as the program embeds it.
func builtIn(_ id: String) throws -> Plan {
  let here = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
  let data = try Data(contentsOf: URL(filePath: "/\(here)/Resources/Plans/\(id).json"))
  return try Plan(json: JSONDecoder().decode(AnyJSON.self, from: data).json)
}

/// A plan of one target from `keys`, laid over a plain one; `null` takes a key away.
func plan(start: String = "2016-01-01", _ keys: KeyValuePairs<String, JSON>) throws(PlanError)
  -> Plan
{
  var target: KeyValuePairs<String, JSON> = [
    "id": "T1", "label": "T", "scope": "all", "measure": "organizations", "aggregate": "mean",
    "unit": "n", "source": "S", "atLeast": "10",
  ]
  if keys.contains(where: { $0.key == "moreThan" || $0.key == "atLeast" }) {
    target = [
      "id": "T1", "label": "T", "scope": "all", "measure": "organizations", "aggregate": "mean",
      "unit": "n", "source": "S",
    ]
  }
  var members = target.map { JSON.Member($0.key, $0.value) }
  for (key, value) in keys {
    members.removeAll { $0.key == key }
    members.append(JSON.Member(key, value))
  }
  return try plan(start: start, targets: [.object(members)])
}

func plan(start: String = "2016-01-01", targets: [JSON]) throws(PlanError) -> Plan {
  try Plan(
    json: .object(
      of: ("id", "test"), ("title", "Test"), ("start", .string(start)), ("end", "2020-12-31"),
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
