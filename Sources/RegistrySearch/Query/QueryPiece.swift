/// A part of a query: its characters with their places, so that what is wrong with one can be shown.
struct QueryPiece: Equatable {
  /// One character, without quotation marks.
  struct Mark: Equatable {
    let character: Character
    /// Characters from the start of the query.
    let offset: Int
    /// Quotation marks make it text, whatever it is.
    let isQuoted: Bool

    /// The sign it acts as; nil if it is text.
    var sign: Character? { isQuoted ? nil : character.twin }
  }

  /// Where it begins, and where it ends.
  var start: Int
  var end: Int
  private(set) var marks: [Mark] = []

  /// Nothing yet.
  init(at start: Int) { (self.start, end) = (start, start) }

  private init(_ marks: ArraySlice<Mark>, at start: Int, to end: Int) {
    (self.marks, self.start, self.end) = (Array(marks), start, end)
  }

  mutating func append(_ mark: Mark) {
    marks.append(mark)
    end = mark.offset + 1
  }

  var isEmpty: Bool { marks.isEmpty }
  var text: String { String(marks.map(\.character)) }

  /// The parts between commas.
  var alternatives: [QueryPiece] {
    var (parts, first) = ([QueryPiece](), 0)
    var start = self.start
    for (place, mark) in marks.enumerated() where mark.sign == "," {
      parts.append(QueryPiece(marks[first..<place], at: start, to: mark.offset))
      (first, start) = (place + 1, mark.offset + 1)
    }
    return parts + [QueryPiece(marks[first...], at: start, to: end)]
  }

  /// What is on either side of two dots or more; nil if there are none.
  var sides: (low: QueryPiece, high: QueryPiece)? {
    let isDot = { (mark: Mark) in mark.sign == "." || mark.sign == "…" }
    for place in marks.indices where isDot(marks[place]) {
      let dots = marks[place...].prefix(while: isDot)
      guard dots.count > 1 || dots.first?.sign == "…" else { continue }
      return (
        QueryPiece(marks[..<place], at: start, to: marks[place].offset),
        QueryPiece(marks[dots.endIndex...], at: marks[dots.endIndex - 1].offset + 1, to: end)
      )
    }
    return nil
  }

  /// The same after `count` characters.
  func dropping(_ count: Int) -> QueryPiece {
    count == 0 ? self : QueryPiece(marks[count...], at: marks[count - 1].offset + 1, to: end)
  }

  /// Its first character, if it is a sign.
  func sign(at place: Int) -> Character? { marks.indices.contains(place) ? marks[place].sign : nil }
}

extension Character {
  /// The ASCII character that a full-width or Chinese sign represents; any other is itself.
  var twin: Character {
    guard unicodeScalars.count == 1, let scalar = unicodeScalars.first else { return self }
    switch scalar {
    case "\u{FF01}"..."\u{FF5E}":
      return Character(Unicode.Scalar(UInt8(scalar.value - 0xFF01 + 0x21)))
    case "。": return "."
    case "、": return ","
    case "《": return "<"
    case "》": return ">"
    case "“", "”": return "\""
    case "—": return "-"
    default: return self
    }
  }
}
