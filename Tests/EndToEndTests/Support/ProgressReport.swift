import FoundationEssentials

/// What `sanshe progress --json` says, read by a JSON reader that is not the program's own.
struct ProgressReport: Decodable {
  struct Target: Decodable {
    let id: String
    let label: String
    let recorded: Bool
    let value: String?
    let target: String?
    let met: Bool?
    let shortfall: Int?
    let sum: Int?
    let over: Int?
    let records: [String: Int]?
    let partialDates: Int?
    let mark: String?
    let daysOver: Int?
    let rateNeeded: String?
  }

  let plan: String
  let asOf: String
  let district: [String: Int]?
  let targets: [Target]

  init(json: [UInt8]) throws {
    self = try JSONDecoder().decode(Self.self, from: Data(json))
  }

  private struct Town: Decodable {
    let town: String
    let targets: [Target]
  }

  /// The targets of each town, by the nine digits that are its own.
  static func towns(json: [UInt8]) throws -> [String: [Target]] {
    let towns = try JSONDecoder().decode([Town].self, from: Data(json))
    return Dictionary(uniqueKeysWithValues: towns.map { (String($0.town.prefix(9)), $0.targets) })
  }

  /// A report a year.
  static func years(json: [UInt8]) throws -> [ProgressReport] {
    try JSONDecoder().decode([Self].self, from: Data(json))
  }

  subscript(id: String) -> Target {
    get throws {
      guard let target = targets.first(where: { $0.id == id }) else {
        throw Failed("no target \(id) in plan \(plan)")
      }
      return target
    }
  }
}

/// Any JSON, for commands whose records have other keys in every kind.
enum JSONValue: Decodable, Equatable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  init(_ bytes: [UInt8]) throws {
    self = try JSONDecoder().decode(Self.self, from: Data(bytes))
  }

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let bool = try? value.decode(Bool.self) {
      self = .bool(bool)
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else if let string = try? value.decode(String.self) {
      self = .string(string)
    } else if let array = try? value.decode([JSONValue].self) {
      self = .array(array)
    } else {
      self = .object(try value.decode([String: JSONValue].self))
    }
  }

  subscript(key: String) -> JSONValue? {
    if case .object(let members) = self { members[key] } else { nil }
  }

  subscript(place: Int) -> JSONValue? {
    if case .array(let items) = self, items.indices.contains(place) { items[place] } else { nil }
  }

  var count: Int? {
    if case .array(let items) = self { items.count } else { nil }
  }
}
