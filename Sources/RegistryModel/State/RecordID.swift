/// The internal name of one record: a kind and a number never used again, `o1043`.
///
/// Negative numbers are records not saved yet: number -1 is shown as `new:1` and becomes a final id
/// when the change set is rebased at the journal's head. The one office record is `office`.
public struct RecordID: Hashable, Sendable {
  /// What it is an id of.
  public let kind: Kind
  /// Half a word: there are more ids in a registry than anything else.
  private let narrow: Int32

  /// From 1; negative while the record is new.
  public var number: Int { Int(narrow) }

  /// The id of record `number` of a kind.
  public init(_ kind: Kind, _ number: Int) {
    self.kind = kind
    narrow = Int32(clamping: number)
  }

  /// The office's own record.
  public static let office = RecordID(.office, 1)

  /// Not saved yet: the journal gives the final number.
  public var isNew: Bool { number < 0 }

  /// The numbers an id may have: more than a district gives in a thousand years, and few enough
  /// that a made-up one cannot fill the memory.
  static var numbers: ClosedRange<Int> { 1...99_999_999 }
}

extension RecordID: Comparable, CustomStringConvertible {
  /// Reads `m12`, `office` or nothing at all.
  public init?(_ text: some StringProtocol) {
    if text == "office" {
      self = .office
      return
    }
    self.init(bytes: text.utf8)
  }

  /// Bytes, since every reference of every record is read this way.
  private init?(bytes: some Sequence<UInt8>) {
    var bytes = bytes.makeIterator()
    guard let letter = bytes.next(), let kind = Kind(letter: letter) else { return nil }
    var number = 0
    while let digit = bytes.next() {
      // No leading zero: an id has one spelling.
      guard (0x30...0x39).contains(digit), number > 0 || digit != 0x30,
        number <= Self.numbers.upperBound
      else { return nil }
      number = number * 10 + Int(digit - 0x30)
    }
    guard Self.numbers.contains(number) else { return nil }
    self.init(kind, number)
  }

  /// `m12`, `office`, or `new:1` before the first save.
  public var description: String {
    if kind == .office { return "office" }
    return isNew ? "new:\(-number)" : "\(kind.letter)\(number)"
  }

  /// An id as of a record of a kind that this program does not know.
  public static func isOfUnknownKind(_ text: String) -> Bool {
    guard let letter = text.utf8.first, (0x61...0x7A).contains(letter), Kind(letter: letter) == nil
    else { return false }
    return Int(text.dropFirst()).map { numbers.contains($0) } ?? false
  }

  /// By number: within one kind, older records first.
  public static func < (left: RecordID, right: RecordID) -> Bool {
    left.number < right.number
  }
}

extension Kind {
  /// Kinds by the ASCII letter of their ids; the office's id has none.
  private static let byLetter: [Kind?] = (0..<128).map { (code: UInt8) in
    allCases.first { $0 != .office && $0.letter.asciiValue == code }
  }

  fileprivate init?(letter: UInt8) {
    guard letter < 128, let kind = Self.byLetter[Int(letter)] else { return nil }
    self = kind
  }
}

extension RecordID: FieldValue {
  /// An id as people type it.
  public init(text: String) throws(FieldError) {
    guard let id = RecordID(text) else {
      throw FieldError("no record has this id", "没有这个编号的记录")
    }
    self = id
  }

  /// An id as files hold it.
  public init(json: JSON) throws(FieldError) {
    guard let text = json.string else {
      throw FieldError("an id must be text such as m12", "编号应为文字，如 m12")
    }
    try self.init(text: text)
  }

  /// Reads the same from a tape.
  public init(tape: inout JSONTape) throws(FieldError) {
    var copy = tape
    if let bytes = copy.bytes(), let id = RecordID(bytes: bytes) {
      (self, tape) = (id, copy)
    } else {
      try self.init(json: tape.tree())
    }
  }

  /// Text, as typed.
  public var json: JSON { .string(description) }
  /// The same in every language.
  public func text(_ language: Language) -> String { description }
  /// Overridden by the field row, which knows the kind it refers to.
  public static var entry: Entry { .text }
  /// What files hold.
  public static var form: StoredForm {
    let letters = Kind.allCases.filter { $0 != .office }.map { String($0.letter) }.joined()
    return StoredForm(.string, "office|[\(letters)][1-9][0-9]{0,7}")
  }
}
