/// The texts of up to `records` neighbouring records in one flat buffer: of each its head, then its
/// characters.
struct TextChunk: Sendable {
  /// No texts: one for every gap between numbers.
  static let empty = TextChunk([])

  /// As many records are together: a save copies no more.
  static let records = 256

  private(set) var units: [Unit] = []
  /// Where the texts of each record begin, and after the last where they end.
  private(set) var starts = [UInt32](repeating: 0, count: records + 1)
  /// Where in its first text the name begins and ends that lists show.
  private(set) var cores = [Core](repeating: Core(), count: records)

  /// A part of a text; the whole where it is longer than can be said.
  struct Core: Sendable {
    var lower: UInt8 = 0
    var upper: UInt8 = .max
    /// Where the part of it ends that is a name of its own.
    var stem: UInt8 = .max

    /// In a text that is at `text`.
    func range(in text: Range<Int>) -> Range<Int> {
      upper == .max
        ? text : text.lowerBound + Int(lower)..<text.lowerBound + Int(upper)
    }

    /// The part that is a name of its own.
    func stem(in text: Range<Int>) -> Range<Int> {
      stem == .max ? range(in: text) : text.lowerBound + Int(lower)..<text.lowerBound + Int(stem)
    }
  }

  /// The texts of one record as an index holds them.
  struct Row {
    var units: [Unit] = []
    var core = Core()

    init(_ texts: [SearchText], _ alphabet: inout Alphabet) {
      for text in texts {
        var marks: [FoldedText.Mark] = []
        FoldedText.forEach(of: text.text) { marks.append($0) }
        if marks.isEmpty { continue }
        marks.removeLast(max(0, marks.count - Int(Unit.max)))
        units += TextHead.units(text, marks.map(\.scalar))
        for (place, mark) in marks.enumerated() {
          // The longest surnames have two characters.
          let isSurname = text.isPerson && place < 2
          let scalar = isSurname ? Alphabet.surname(mark.scalar) : mark.scalar
          units.append(alphabet.numbered(scalar) | (mark.isWordStart ? Unit.wordStart : 0))
        }
        if units.count == TextHead.count + marks.count, let core = text.core {
          append(core, stem: text.stem, &alphabet)
        }
      }
    }

    /// Looks for the core at either end of the first text, then anywhere in it.
    private mutating func append(_ core: String, stem: String?, _ alphabet: inout Alphabet) {
      let sought = FoldedText.scalars(of: core).map { alphabet.numbered($0).letter }
      let text = units.dropFirst(TextHead.count).map(\.letter)[...]
      guard !sought.isEmpty, sought.count <= text.count, text.count < Int(UInt8.max) else { return }
      let last = text.count - sought.count
      let lower = ([0, last] + (0...last)).first { text[$0...].starts(with: sought) }
      guard let lower else { return }
      self.core = Core(lower: UInt8(lower), upper: UInt8(lower + sought.count))
      guard let stem = stem.map(FoldedText.scalars), !stem.isEmpty, stem.count < sought.count
      else { return }
      self.core.stem = UInt8(lower + stem.count)
    }
  }

  /// All rows at once, so that nothing is allocated beyond what is needed.
  init(_ rows: [Row]) {
    units.reserveCapacity(rows.reduce(0) { $0 + $1.units.count })
    for slot in 0..<Self.records {
      if slot < rows.count {
        units += rows[slot].units
        cores[slot] = rows[slot].core
      }
      starts[slot + 1] = UInt32(units.count)
    }
  }

  /// Where the texts of a record are.
  func range(_ slot: Int) -> Range<Int> { Int(starts[slot])..<Int(starts[slot + 1]) }

  /// Puts other texts in the place of a record's; no others are touched.
  mutating func replace(_ slot: Int, _ row: Row) {
    let old = range(slot)
    units.replaceSubrange(old, with: row.units)
    let growth = row.units.count - old.count
    for later in (slot + 1)...Self.records { starts[later] = UInt32(Int(starts[later]) + growth) }
    cores[slot] = row.core
  }
}
