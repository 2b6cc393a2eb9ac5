/// What everyone but the record itself needs to know of a field: its row without the key path.
public struct FieldInfo: Sendable {
  /// JSON and journal key: lowerCamelCase, never renamed, never reused.
  public let key: String
  /// Form label, column title and first import header.
  public let label: Words
  /// How the value is typed.
  public internal(set) var entry: Entry
  /// Whether nothing can be added to a text that is a value; nil: always something.
  public internal(set) var isWhole: WholeTest?
  /// Place in the schema; set when the schema is built.
  public internal(set) var ordinal = 0
  /// How lists show it; nil = not listed unless asked for.
  public internal(set) var column: Column?
  /// The value keeps its past.
  public internal(set) var isDated = false
  /// Worked out from other fields, never stored nor typed.
  public internal(set) var isComputed = false
  /// Fields that merge as a whole when two clerks change one record.
  public internal(set) var group: MergeGroup?
  /// Whether the value names its record.
  public internal(set) var identity = Identity.none
  /// Shown masked in lists, prints and exports.
  public internal(set) var mask: Mask?
  /// Other headers that imports know, in files as offices write them.
  public internal(set) var headers: [String] = []
  /// A shorter name in queries, beside the key and the labels.
  public internal(set) var queryName: String?
  /// Plain words of a query look into this field.
  public internal(set) var isSearched = false
  /// A number that does not add up over records, as a year or a share.
  public internal(set) var isNotAdded = false
  /// The value is a person's name.
  public internal(set) var isPerson = false
  /// A last day, of the record or of a paper: known by its year or month alone it counts from the first
  /// day that may be meant, any other date from the last.
  public internal(set) var isLastDay = false
  /// The last day on which the record is in force.
  public internal(set) var endsRecord = false
  /// One sentence for help and forms: the rule of the field.
  public internal(set) var hint: Words?

  /// A sentence about the field that names it, once.
  public func naming(_ words: Words) -> Words {
    words.en.hasPrefix(label.en) ? words : label + Words(": ", ": ") + words
  }

  /// The kind of record this field names, if it names one.
  public var refersTo: Kind? {
    switch entry {
    case .record(let kind), .records(let kind): kind
    default: nil
    }
  }

  /// Its values are amounts, which add up over records.
  public var isAmount: Bool {
    switch entry {
    case .whole, .decimal: !isNotAdded
    default: false
    }
  }

  /// Its values read as names of persons.
  public var namesPerson: Bool { isPerson || refersTo == .worker }

  /// Kept in an index: looked up by value.
  var isIndexed: Bool { identity != .none || refersTo != nil }
}

/// A field as a column of lists.
public struct Column: Hashable, Sendable {
  /// Which columns a narrow list keeps: the lowest.
  public let place: Int
  /// At most so many terminal columns.
  public let columns: Int
  /// A shorter header than the label.
  public let title: Words?
}

/// Whether a value names its record.
public enum Identity: Hashable, Sendable {
  case none
  /// Twice is an error: codes, credit codes, identity numbers.
  case unique
  /// Twice is a question: names, filing numbers, phones.
  case similar
}

/// What a form and a save ask of a field of this very record.
public enum Asked: Hashable, Sendable {
  /// Refused without it.
  case required
  /// May be saved without; waits in Review until filled.
  case expected
  case optional
  /// Makes sense, but is seldom filled: Enter passes it over, arrows lead there.
  case rare
  /// Makes no sense here; the words say why.
  case skipped(Words)
}

/// Fields that are merged as a whole when two clerks change one record.
public enum MergeGroup: Hashable, Sendable {
  case term, identity, home, standing, licence, certificate, inspection, rating, ending
}

extension FieldInfo {
  /// The day as which a date of this field counts where only its year or month is known.
  public func counted(_ date: CivilDate) -> CivilDate { isLastDay ? date.firstDay : date.lastDay }
}
