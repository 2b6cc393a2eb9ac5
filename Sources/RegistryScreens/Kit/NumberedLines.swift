import RegistryModel
import RegistrySearch
import TerminalCore

/// The numbered lines of a box, one of which is to be chosen: by its number as soon as no longer one
/// can follow, by letters or pinyin, which go to the next line that fits them best as it is shown, or
/// by moving to it.
struct NumberedLines: Sendable {
  /// What a character typed came to.
  enum Typed: Sendable {
    case chosen(Int)
    case moved
    /// It means nothing here.
    case nothing
  }

  private let labels: [Words]
  private let numbers: [String]
  private(set) var cursor: Int
  /// The cursor's line is the one meant; not before it was moved where none is meant at first.
  private(set) var isChosen: Bool
  /// The beginning of a number, or letters of a line, typed so far.
  private(set) var typed = ""

  /// - Parameters:
  ///   - numbers: those that are not the place of their line among the numbered.
  ///   - unnumbered: places of lines without a number.
  ///   - isChosen: the line of the cursor is meant from the beginning.
  init(
    _ labels: [Words], numbers: [Int?]? = nil, unnumbered: Set<Int> = [], cursor: Int = 0,
    isChosen: Bool = true
  ) {
    self.labels = labels
    self.isChosen = isChosen
    self.numbers = labels.indices.map { place in
      let number = place + 1 - unnumbered.count { $0 < place }
      return unnumbered.contains(place) ? "" : String(numbers?[place] ?? number)
    }
    self.cursor = max(0, min(cursor, labels.count - 1))
  }

  mutating func move(_ step: Int) {
    go(to: isChosen ? cursor + step : cursor)
  }

  /// Goes to a line, or the nearest there is.
  mutating func go(to place: Int) {
    (typed, cursor, isChosen) = ("", max(0, min(labels.count - 1, place)), true)
  }

  mutating func forget() { typed = "" }

  mutating func type(_ character: Character, _ context: Context) -> Typed {
    if let digit = character.digit { return type(digit) }
    guard character.isLetter else { return .nothing }
    find(character, context)
    return .moved
  }

  private mutating func type(_ digit: Int) -> Typed {
    let begun = (typed.first?.isNumber == true ? typed : "") + String(digit)
    // A digit is meant for a line, also one that is not there, never for a work area.
    guard let (place, isSettled) = numbers.line(numbered: begun) else { return .moved }
    if isSettled {
      typed = ""
      return .chosen(place)
    }
    (cursor, typed, isChosen) = (place, begun, true)
    return .moved
  }

  private mutating func find(_ letter: Character, _ context: Context) {
    let begun = typed.first?.isNumber == true ? "" : typed
    let shown = labels.map(context.say)
    // More letters may belong to the line the cursor has come to; another letter goes on.
    for (text, first) in [
      (begun + String(letter), begun.isEmpty && isChosen ? 1 : 0), (String(letter), 1),
    ] {
      let fitting = context.search.fitting(text, among: shown)
      guard let best = fitting.first?.fit.grade else { continue }
      let places = Set(fitting.prefix { $0.fit.grade == best }.map(\.place))
      let next = labels.indices.map { (cursor + first + $0) % labels.count }
      (cursor, typed, isChosen) = (next.first(where: places.contains) ?? cursor, text, true)
      return
    }
  }

  /// A line with its number before it.
  func line(_ place: Int, _ text: String) -> String {
    let digits = numbers.map(\.count).max() ?? 1
    return String(repeating: " ", count: digits - numbers[place].count)
      + "\(numbers[place]) \(text)"
  }

  /// Draws the lines that fit, the cursor's among them.
  func draw(_ lines: [(text: String, style: Style)], on canvas: inout Canvas, in inner: Area) {
    let sight = Scrolled(lines.count, in: inner.rows, around: cursor)
    for place in sight.places {
      let isCurrent = isChosen && place == cursor
      var line = StyledLine(isCurrent ? Theme.Mark.cursor : " ", .plain, canvas.metrics)
      line.add(lines[place].text, lines[place].style)
      canvas.put(row: line, isCurrent: isCurrent, in: inner.line(sight.row(of: place)))
    }
    canvas.cursor = Position(row: inner.row + sight.row(of: cursor), column: inner.column)
  }
}

extension [String] {
  /// The line that a number typed so far means, and whether it is settled: no longer number can
  /// follow; nil if no number begins so.
  func line(numbered begun: String) -> (place: Int, isSettled: Bool)? {
    let fitting = indices.filter { self[$0].hasPrefix(begun) }
    guard let place = fitting.first(where: { self[$0] == begun }) ?? fitting.first else {
      return nil
    }
    return (place, fitting.count == 1 && self[place] == begun)
  }
}
