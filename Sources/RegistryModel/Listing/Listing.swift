/// A table of records: its rows, and the columns chosen for them.
///
/// Made once, of what a query found; lists, files and reports only render it. Cells are worked out when they
/// are read, so that one of all records costs no more than what is shown of it.
public struct Listing: Sendable {
  /// What its rows are records of.
  public let kind: Kind
  /// From left to right.
  public let columns: [Column]
  /// The records of its rows, from top to bottom.
  public let rows: [any AnyStored]
  /// Where the records are, for what they refer to.
  public let registry: RegistryState
  /// The day values are of.
  public let day: CivilDate
  /// Personal numbers are masked.
  public let isMasked: Bool

  /// A table of those of `ids` that are records of `kind`.
  ///
  /// - Parameter columns: masked or not, as `isMasked` says.
  public init(
    _ kind: Kind, _ ids: [RecordID], _ columns: [Column], of registry: RegistryState,
    on day: CivilDate, isMasked: Bool
  ) {
    (self.kind, self.columns, self.registry, self.day) = (kind, columns, registry, day)
    self.isMasked = isMasked
    rows = ids.compactMap { $0.kind == kind ? registry[$0] : nil }
  }

  /// A table of everything that is entered of the records, or follows from it.
  ///
  /// - Parameter isMasked: personal numbers are; to show them needs a role and is logged by the caller.
  public init(
    _ kind: Kind, _ ids: [RecordID], of registry: RegistryState, on day: CivilDate,
    isMasked: Bool = true
  ) {
    let columns = kind.schema.fields.map {
      Column($0, of: registry, on: day, isMasked: isMasked)
    }
    self.init(kind, ids, columns, of: registry, on: day, isMasked: isMasked)
  }

  /// What the rows of a column add up to; nil for columns whose values are no amounts.
  public func total(_ column: Column) -> Total? {
    column.isAmount ? Total(rows.compactMap { column.value(of: $0) }) : nil
  }

  /// The sum of a column.
  public struct Total: Hashable, Sendable {
    /// As a cell has it: a whole number, or a decimal as text; nil beyond 64 bits.
    public let value: JSON?
    /// How many rows have a value: an empty one is not zero.
    public let count: Int

    init(_ values: [JSON]) {
      let numbers = values.compactMap { ExactDecimal(value: $0) }
      var (sum, isWhole) = (Int?.some(0), true)
      for number in numbers {
        sum = sum.flatMap { sum in
          let (next, overflow) = sum.addingReportingOverflow(number.numerator)
          return overflow ? nil : next
        }
      }
      for value in values where value.int == nil { isWhole = false }
      value = sum.map { sum in
        isWhole ? .int(sum / ExactDecimal.scale) : ExactDecimal(numerator: sum).json
      }
      count = numbers.count
    }
  }
}

extension Listing {
  /// One column: what it is called, how it is shown, and where its values come from.
  public struct Column: Sendable {
    /// Which side values are flush with.
    public enum Alignment: Sendable {
      case left, right
    }

    /// What files, views and sorting call it; never renamed.
    public let key: String
    /// The header where there is little room.
    public let title: Words
    /// The name in full.
    public let label: Words
    /// As many terminal columns as its values need as a rule.
    public let width: Int
    /// How its values are typed.
    public let entry: Entry
    /// What hides the middle of personal numbers; nil if they are shown in full, or are none.
    public let mask: Mask?
    /// Its values add up.
    public let isAmount: Bool
    private let json: @Sendable (any AnyStored) -> JSON?
    private let words: @Sendable (any AnyStored, Language) -> String

    /// A column that is worked out.
    ///
    /// - Parameters:
    ///   - json: its value of a record; nil if it is empty.
    ///   - words: the same for people, masked where it has to be.
    public init(
      key: String, title: Words, label: Words, width: Int, entry: Entry, mask: Mask? = nil,
      isAmount: Bool, json: @escaping @Sendable (any AnyStored) -> JSON?,
      words: @escaping @Sendable (any AnyStored, Language) -> String
    ) {
      (self.key, self.title, self.label, self.width) = (key, title, label, width)
      (self.entry, self.mask, self.isAmount) = (entry, mask, isAmount)
      (self.json, self.words) = (json, words)
    }

    /// A field of the records.
    public init(
      _ field: FieldInfo, of registry: RegistryState, on day: CivilDate, isMasked: Bool = true
    ) {
      self.init(
        key: field.key, title: field.column?.title ?? field.label, label: field.label,
        width: field.width, entry: field.entry,
        mask: isMasked ? field.mask : nil, isAmount: field.isAmount
      ) { stored in
        stored.json(field, on: day)
      } words: { stored, language in
        isMasked
          ? registry.maskedText(field, of: stored, on: day, language)
          : registry.text(field, of: stored, on: day, language)
      }
    }

    /// Numbers are flush right.
    public var alignment: Alignment {
      switch entry {
      case .whole, .decimal: .right
      default: .left
      }
    }

    /// The value of a record as files have it: words of code tables, ids of other records, decimals as
    /// text; nil if it is empty.
    public func value(of stored: any AnyStored) -> JSON? {
      json(stored).map { mask.masked($0) }
    }

    /// The same for people; empty if it is empty.
    public func text(of stored: any AnyStored, _ language: Language) -> String {
      words(stored, language)
    }
  }
}

extension Mask? {
  fileprivate func masked(_ value: JSON) -> JSON {
    guard let mask = self else { return value }
    return switch value {
    case .string(let text): .string(mask.masked(text))
    case .array(let items): .array(items.map(masked))
    default: value
    }
  }
}

extension FieldInfo {
  /// As many terminal columns as lists give it: what its row says, else what values of its type need.
  public var width: Int {
    if let column { return column.columns }
    if mask != nil { return 18 }
    return switch entry {
    case .whole: 7
    case .decimal, .date: 10
    case .flag, .made: 4
    case .code(let columns): columns
    case .text, .choice, .record: 16
    case .longText, .choices, .records, .list: 24
    }
  }
}
