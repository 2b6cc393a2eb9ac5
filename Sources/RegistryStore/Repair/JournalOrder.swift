import RegistryModel
import SystemPackage

/// The valid lines of a journal in the order that their numbers tell, where they are in another one.
///
/// Lines change places, so that every file has as many as before; one that occurs twice stays where it
/// is met first.
struct JournalOrder {
  private let source: JournalSource
  private var places: [Place] = []

  /// A valid line and where it is. Checksums as numbers, since there may be millions.
  private struct Place {
    let segment: Int
    let range: Range<Int>
    let seq: Int
    let sha256: Int
    let link: Int
    let previous: Int?
    let harms: Set<TextHarm>
  }

  private init(_ journal: Journal, _ reader: borrowing JSONReader) throws(StoreError) {
    source = JournalSource(journal: journal)
    for segment in try journal.numbers() {
      let content: JournalContent
      do throws(StoreError) { content = try source.content(segment) } catch { continue }
      try content.lines(reader) { line, range throws(StoreError) in
        places.append(
          Place(
            segment: segment, range: range, seq: line.commit.seq, sha256: line.sha256.hashValue,
            link: line.link.hashValue, previous: line.previous?.hashValue,
            harms: content.harms(range)))
        return true
      }
    }
  }

  /// The journal with its lines in order; nil if they are, or where two lines contradict each
  /// other: then nobody knows which order is right.
  static func source(
    _ journal: Journal, _ reader: borrowing JSONReader
  ) throws(StoreError) -> JournalSource? {
    let order = try JournalOrder(journal, reader)
    guard let twins = order.twins(), let source = try order.ordered(without: twins),
      !source.ordered.isEmpty
    else { return nil }
    return source
  }

  /// Places of lines that are somewhere before; nil if two lines have the same number only.
  private func twins() -> Set<Int>? {
    var first: [Int: Int] = [:]
    var twins: Set<Int> = []
    for (number, place) in places.enumerated() {
      guard let other = first[place.seq] else {
        first[place.seq] = number
        continue
      }
      guard places[other].sha256 == place.sha256 else { return nil }
      twins.insert(number)
    }
    return twins
  }

  private func ordered(without twins: Set<Int>) throws(StoreError) -> JournalSource? {
    let slots = places.indices.filter { !twins.contains($0) }
    let lines = slots.sorted { places[$0].seq < places[$1].seq }
    for (before, after) in zip(lines, lines.dropFirst())
    where places[after].seq == places[before].seq + 1 {
      guard places[after].previous == places[before].link else { return nil }
    }
    let content = Dictionary(uniqueKeysWithValues: zip(slots, lines))
    // A file of nothing but such twins is a copy, and stays one.
    let kept = Set(slots.map { places[$0].segment })
    let changed = Set(
      places.indices.filter { content[$0] != $0 }.map { places[$0].segment }
    ).intersection(kept)
    var source = source
    for place in places where changed.contains(place.segment) && !place.harms.isEmpty {
      source.harms[place.segment, default: []].formUnion(place.harms)
    }
    for segment in changed.sorted() { source.ordered[segment] = try bytes(of: segment, content) }
    return source
  }

  /// A file with these lines in its slots, and what is no line as it is between them.
  private func bytes(of segment: Int, _ lines: [Int: Int]) throws(StoreError) -> [UInt8] {
    let old = try source.content(segment)
    var (new, start) = ([UInt8](), 0)
    // Lines come in runs of one file.
    var other: (segment: Int, content: JournalContent)?
    for number in places.indices where places[number].segment == segment {
      new += old.bytes(start..<places[number].range.lowerBound)
      start = places[number].range.upperBound
      guard let line = lines[number].map({ places[$0] }) else { continue }
      if line.segment != segment, other?.segment != line.segment {
        other = (line.segment, try source.content(line.segment))
      }
      let home = line.segment == segment ? old : other?.content ?? old
      new += home.bytes(line.range)
    }
    return new + old.bytes(start..<old.count)
  }
}
