/// How Chinese characters are read, and which simplified one a traditional one represents.
///
/// Decoded in a millisecond or two; whoever searches makes it once and shares it.
public struct PinyinTable: Sendable {
  /// Every syllable, its tone dropped, in each way it is typed: `lv` is `lv` and `lu`.
  let syllables: [[[UInt8]]]
  /// For each block of 256 characters where its places begin in `starts`; -1: none is known.
  private let blocks: [Int32]
  /// Where the readings of each place begin in `flat`, and after the last where they end.
  private let starts: [UInt32]
  private let flat: [UInt16]
  /// What characters may also be read as at the beginning of a person's name.
  private let surnames: [UInt32: [UInt16]]
  /// Traditional and simplified characters, by the traditional one, and the other way round.
  private let simple: [(from: UInt32, to: UInt32)]
  private let traditional: [(from: UInt32, to: UInt32)]

  /// Knows no character: only what is there is found.
  public init() { self.init(readings: "", surnames: "", simplified: "") }

  /// - Parameters:
  ///   - readings: a line a syllable in the order of the alphabet, its letters, then the characters
  ///     usually read so, and after a space those that are read so as well.
  ///   - surnames: the same of characters at the beginning of a person's name, beside those.
  ///   - simplified: pairs of characters, a traditional one and its simplified one; lines end
  ///     anywhere between pairs.
  public init(readings: String, surnames: String, simplified: String) {
    var syllables: [[[UInt8]]] = []
    let entries = Self.entries(readings, &syllables, areNew: true)
    let others = Self.entries(surnames, &syllables, areNew: false)
    self.surnames = Dictionary(grouping: others, by: \.scalar).mapValues { $0.map(\.syllable) }
    self.syllables = syllables

    var blocks = [Int32](repeating: -1, count: 0x11_0000 >> 8)
    var places = 0
    for entry in entries where blocks[Int(entry.scalar >> 8)] < 0 {
      blocks[Int(entry.scalar >> 8)] = Int32(places)
      places += 256
    }
    let place = { (scalar: UInt32) in Int(blocks[Int(scalar >> 8)]) + Int(scalar & 0xFF) }
    // Counted, summed up and filled in: each character's readings side by side.
    var starts = [UInt32](repeating: 0, count: places + 2)
    for entry in entries { starts[place(entry.scalar) + 2] += 1 }
    for place in starts.indices.dropFirst(3) { starts[place] += starts[place - 1] }
    var flat = [UInt16](repeating: 0, count: entries.count)
    for entry in entries {
      let place = place(entry.scalar) + 1
      flat[Int(starts[place])] = entry.syllable
      starts[place] += 1
    }
    (self.blocks, self.starts, self.flat) = (blocks, starts, flat)

    var simple: [(from: UInt32, to: UInt32)] = []
    var before: UInt32?
    for scalar in simplified.unicodeScalars where scalar.value != 0x0A {
      if let traditional = before { simple.append((traditional, scalar.value)) }
      before = before == nil ? scalar.value : nil
    }
    self.simple = simple.sorted { $0.from < $1.from }
    traditional = simple.map { (from: $0.to, to: $0.from) }.sorted { $0.from < $1.from }
  }

  /// Which characters are read how, the usual readings first, in the order of the lines; syllables that
  /// are new are put after those that are there.
  private static func entries(
    _ readings: String, _ syllables: inout [[[UInt8]]], areNew: Bool
  ) -> [(scalar: UInt32, syllable: UInt16)] {
    var (usual, others) = ([(scalar: UInt32, syllable: UInt16)](), [(UInt32, UInt16)]())
    usual.reserveCapacity(readings.utf8.count / 3)
    var letters: [UInt8] = []
    var syllable = 0
    var isUsual = true
    for scalar in readings.unicodeScalars {
      switch scalar.value {
      case 0x0A: (letters, isUsual) = ([], true)
      case 0x20: isUsual = false
      case 0x61...0x7A: letters.append(UInt8(scalar.value))
      default:
        if !letters.isEmpty {
          let known = areNew ? nil : syllables.firstIndex { $0[0] == letters }
          syllable = known ?? syllables.count
          if known == nil { syllables.append(spellings(letters)) }
          letters = []
        }
        if isUsual {
          usual.append((scalar.value, UInt16(syllable)))
        } else {
          others.append((scalar.value, UInt16(syllable)))
        }
      }
    }
    return usual + others
  }

  /// Places in `syllables` of every reading of a character, the usual one first; none for what has no
  /// reading.
  func readings(of scalar: UInt32) -> ArraySlice<UInt16> {
    let character = Alphabet.character(scalar)
    if character != scalar { return readings(of: character) + (surnames[character] ?? []) }
    let block = blocks[Int(scalar >> 8)]
    guard block >= 0 else { return [] }
    let place = Int(block) + Int(scalar & 0xFF)
    return flat[Int(starts[place])..<Int(starts[place + 1])]
  }

  /// The place in `syllables` of the usual reading of a character; nil for what has no reading.
  func reading(of scalar: UInt32) -> UInt16? {
    let block = blocks[Int(scalar >> 8)]
    guard block >= 0 else { return nil }
    let place = Int(block) + Int(scalar & 0xFF)
    return starts[place] < starts[place + 1] ? flat[Int(starts[place])] : nil
  }

  /// The simplified character that represents a traditional one; any other is itself.
  func simplified(_ scalar: UInt32) -> UInt32 {
    Self.others(of: scalar, in: simple).first?.to ?? scalar
  }

  /// The traditional characters that a simplified one represents.
  func traditional(_ scalar: UInt32) -> [UInt32] {
    Self.others(of: scalar, in: traditional).map(\.to)
  }

  private static func others(
    of scalar: UInt32, in pairs: [(from: UInt32, to: UInt32)]
  ) -> ArraySlice<(from: UInt32, to: UInt32)> {
    let first = pairs.partitioningIndex { $0.from >= scalar }
    return pairs[first...].prefix { $0.from == scalar }
  }

  private static func spellings(_ letters: [UInt8]) -> [[UInt8]] {
    let (v, u) = (UInt8(ascii: "v"), UInt8(ascii: "u"))
    return letters.contains(v) ? [letters, letters.map { $0 == v ? u : $0 }] : [letters]
  }
}
