/// One character of an index: a number, with the mark whether a word begins at it.
typealias Unit = UInt16

extension Unit {
  /// A word begins here.
  static let wordStart: Unit = 0x8000
  /// The number alone.
  var letter: Int { Int(self & 0x7FFF) }
  /// Where numbers begin: 0 is none.
  static let firstLetter = 1
  /// A character there was no number left for: nothing typed means it.
  static let unknown: Unit = 0x7FFF
}

/// The distinct characters of an index, numbered as they come.
struct Alphabet: Sendable {
  /// For each block of 256 characters its place in `numbers`; -1 where none has come yet.
  private var blocks = [Int32](repeating: -1, count: Int(Self.end >> 8))
  private var numbers: [Unit] = []
  /// The characters, from number `Unit.firstLetter` on.
  private(set) var scalars: [UInt32] = []

  /// Behind all characters, those of surnames among them.
  private static let end = surname(0x10_FFFF) + 1

  /// The character that represents a Chinese one at the beginning of a person's name: it may be read
  /// otherwise there.
  static func surname(_ scalar: UInt32) -> UInt32 {
    scalar >= 0x3400 ? scalar | 0x20_0000 : scalar
  }

  /// The character that `surname` represents; any other is itself.
  static func character(_ scalar: UInt32) -> UInt32 { scalar & 0x1F_FFFF }

  /// One more than the highest number given.
  var count: Int { Unit.firstLetter + scalars.count }

  /// The number of a character; 0 where it has not come.
  func number(of scalar: UInt32) -> Unit {
    let block = blocks[Int(scalar >> 8)]
    return block < 0 ? 0 : numbers[Int(block) + Int(scalar & 0xFF)]
  }

  /// The number of a character, given now if it has none.
  mutating func numbered(_ scalar: UInt32) -> Unit {
    let known = number(of: scalar)
    if known != 0 { return known }
    guard count < Unit.unknown else { return .unknown }
    let block = Int(scalar >> 8)
    if blocks[block] < 0 {
      blocks[block] = Int32(numbers.count)
      numbers += repeatElement(0, count: 256)
    }
    let number = Unit(count)
    numbers[Int(blocks[block]) + Int(scalar & 0xFF)] = number
    scalars.append(scalar)
    return number
  }

  /// Bytes it takes.
  var memory: Int { 4 * blocks.capacity + 2 * numbers.capacity + 4 * scalars.capacity }
}
