/// The texts of many records, made ready for searching: a value, found in, changed record by record.
public struct TextIndex: Sendable {
  private(set) var alphabet = Alphabet()
  private(set) var chunks: [TextChunk] = []

  /// No records yet.
  public init() {}

  /// The texts of records 1, 2, 3 …
  public init(_ records: some Sequence<[SearchText]>) {
    var rows: [TextChunk.Row] = []
    for texts in records {
      rows.append(TextChunk.Row(texts, &alphabet))
      if rows.count == TextChunk.records {
        chunks.append(TextChunk(rows))
        rows = []
      }
    }
    if !rows.isEmpty { chunks.append(TextChunk(rows)) }
  }

  /// Numbers there is room for; those of records without texts among them.
  var capacity: Int { chunks.count * TextChunk.records }

  /// The next chunk of records, by number from `capacity` + 1 on.
  mutating func append(_ records: some Sequence<[SearchText]>) {
    let rows = records.map { TextChunk.Row($0, &alphabet) }
    chunks.append(rows.contains { !$0.units.isEmpty } ? TextChunk(rows) : .empty)
  }

  /// Puts `texts` in the place of a record's; none take the record out.
  public mutating func put(_ texts: [SearchText], of number: Int) {
    let (chunk, slot) = (number - 1).quotientAndRemainder(dividingBy: TextChunk.records)
    while chunks.count <= chunk { chunks.append(.empty) }
    chunks[chunk].replace(slot, TextChunk.Row(texts, &alphabet))
  }

  /// Bytes of all texts, and what finding them takes.
  public var memory: Int {
    chunks.reduce(0) { sum, chunk in
      sum + 2 * chunk.units.capacity + 4 * chunk.starts.capacity + 3 * chunk.cores.capacity
    } + alphabet.memory
  }
}
