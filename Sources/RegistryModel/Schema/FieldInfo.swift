/// What everyone but the record itself needs to know of a field: its row without the key path.
///
/// An object, since rows are handed about for every value of every record: to copy all they say would
/// cost more than the value.
public final class FieldInfo: Sendable {
  let traits: FieldTraits

  init(_ traits: FieldTraits) { self.traits = traits }

  /// JSON and journal key: lowerCamelCase, never renamed, never reused.
  public var key: String { traits.key }
  /// Form label, column title and first import header.
  public var label: Words { traits.label }
  /// How the value is typed.
  public var entry: Entry { traits.entry }
  /// What files hold.
  public var form: StoredForm { traits.form }
  /// Whether nothing can be added to a text that is a value; nil: always something.
  public var isWhole: WholeTest? { traits.isWhole }
  /// Place in the schema; set when the schema is built.
  public var ordinal: Int { traits.ordinal }
  /// How lists show it; nil = not listed unless asked for.
  public var column: Column? { traits.column }
  /// The value keeps its past.
  public var isDated: Bool { traits.isDated }
  /// Worked out from other fields, never stored nor typed.
  public var isComputed: Bool { traits.isComputed }
  /// Fields that merge as a whole when two clerks change one record.
  public var group: MergeGroup? { traits.group }
  /// Whether the value names its record.
  public var identity: Identity { traits.identity }
  /// Shown masked in lists, prints and exports.
  public var mask: Mask? { traits.mask }
  /// Other headers that imports know, in files as offices write them.
  public var headers: [String] { traits.headers }
  /// A shorter name in queries, beside the key and the labels.
  public var queryName: String? { traits.queryName }
  /// Plain words of a query look into this field.
  public var isSearched: Bool { traits.isSearched }
  /// A number that does not add up over records, as a year or a share.
  public var isNotAdded: Bool { traits.isNotAdded }
  /// The value is a person's name.
  public var isPerson: Bool { traits.isPerson }
  /// A last day, of the record or of a paper: known by its year or month alone it counts from the first
  /// day that may be meant, any other date from the last.
  public var isLastDay: Bool { traits.isLastDay }
  /// The last day on which the record is in force.
  public var endsRecord: Bool { traits.endsRecord }
  /// It names the record to which its own belongs, as a row of a table in the owner's form.
  public var namesOwner: Bool { traits.namesOwner }
  /// It follows from other fields where they are filled, and is typed where they are not.
  public var mayFollow: Bool { traits.mayFollow }
  /// The field of the owner that the values of all its rows add up to; the sum is shown below them.
  public var sum: RowSum? { traits.sum }
  /// It is told beside a row's name on the page of its owner.
  public var isToldOfRow: Bool { traits.isToldOfRow }
  /// Something may be said beside its value.
  public var isTold: Bool { traits.isTold }
  /// Reports of a period may read it.
  public var isReported: Bool { traits.isReported }
  /// What becomes of its value in the next record of a series; nil: that begins without it.
  public var carrying: Carrying? { traits.carrying }
  /// What becomes of it where others take the place of the record it names; nil: nothing.
  public var succession: Succession? { traits.succession }
  /// Texts to choose from, on a day, beside those that other records have; nil: none.
  public var offering: Offering? { traits.offering }
  /// One sentence for help and forms: the rule of the field.
  public var hint: Words? { traits.hint }

  /// What a value it had once is called: `原名称`.
  public var formerLabel: Words {
    Words("Former \(label.en.lowercased())", "原\(label.chinese)")
  }

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

/// What a field's row says, as it is put together.
struct FieldTraits: Sendable {
  let key: String
  let label: Words
  var entry: Entry
  let form: StoredForm
  var isWhole: WholeTest?
  var ordinal = 0
  var column: Column?
  var isDated = false
  var isComputed = false
  var group: MergeGroup?
  var identity = Identity.none
  var mask: Mask?
  var headers: [String] = []
  var queryName: String?
  var isSearched = false
  var isNotAdded = false
  var isPerson = false
  var isLastDay = false
  var endsRecord = false
  var namesOwner = false
  var mayFollow = false
  var sum: RowSum?
  var isToldOfRow = false
  var isTold = false
  var isReported = true
  var carrying: Carrying?
  var succession: Succession?
  var offering: Offering?
  var hint: Words?
}

/// Texts that a field offers to choose from.
public typealias Offering = @Sendable (RegistryState, CivilDate) -> [String]

/// A field as a column of lists.
public struct Column: Hashable, Sendable {
  /// Which columns a narrow list keeps: the lowest.
  public let place: Int
  /// At most so many terminal columns.
  public let columns: Int
  /// A shorter header than the label.
  public let title: Words?
}

/// That the values of a field are added up over the rows of an owner.
public struct RowSum: Hashable, Sendable {
  /// The field of the owner beside which the sum is put; nil: it is only told.
  public let beside: String?
}

/// How a value goes on to the next record of a series, each saved and followed by a new one.
public enum Carrying: Hashable, Sendable {
  /// It is there again, to be kept or typed over.
  case offered
  /// It is there again, and Enter passes it over: the series is of this.
  case kept
}

/// What becomes, from a day on, of a value that names a record whose place others take.
public enum Succession: Hashable, Sendable {
  /// It names them.
  case passes
  /// Its record ends, and one like it begins that names them.
  case renews
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
public enum Requirement: Hashable, Sendable {
  /// Refused without it.
  case required
  /// May be saved without; waits in Review until filled.
  case expected
  case optional
  /// Makes sense, but is seldom filled: Enter passes it over, arrows lead there.
  case rare
  /// Follows from other fields: shown, and not typed.
  case follows
  /// Makes no sense here; the words say why.
  case skipped(Words)
}

/// Fields that are merged as a whole when two clerks change one record.
public enum MergeGroup: Hashable, Sendable {
  case term, identity, home, standing, licence, certificate, inspection, rating, ending
  case supplier, payment, assessment, reopening
}

extension FieldInfo {
  /// The day as which a date of this field counts where only its year or month is known.
  public func counted(_ date: CivilDate) -> CivilDate { isLastDay ? date.firstDay : date.lastDay }
}
