/// A sheet's part as it arrives, without what stands between the tags of `sheetData`: what follows the rows is
/// known without parsing them.
struct RowsLeftOut {
  private enum State {
    /// The tag that begins the rows has not been found.
    case before
    /// This tag ends them.
    case inRows([UInt8])
    /// The rows are over, or are not found: everything is handed on.
    case after
  }

  private var state = State.before
  private var held: [UInt8] = []
  private static let name = Array("sheetData".utf8)
  private static let longestHead = 1 << 20

  /// The rows began and did not end.
  var isInRows: Bool { if case .inRows = state { true } else { false } }

  /// What of this piece, and of those before, is to be read.
  mutating func left(of piece: UnsafeRawBufferPointer) -> [UInt8] {
    switch state {
    case .after: return Array(piece)
    case .before:
      held += piece
      return leftOfHead()
    case .inRows(let endTag):
      held += piece
      return leftOfRows(endTag)
    }
  }

  /// What was held back when everything has arrived.
  mutating func rest() -> [UInt8] {
    defer { held = [] }
    return isInRows ? [] : held
  }

  private mutating func leftOfHead() -> [UInt8] {
    guard let place = held.firstPlace(of: Self.name),
      let end = held[place...].firstIndex(of: UInt8(ascii: ">"))
    else { return held.count > Self.longestHead ? all() : [] }
    guard let start = held[..<place].lastIndex(of: UInt8(ascii: "<")) else { return all() }
    let name = held[(start + 1)..<(place + Self.name.count)]
    let isName = name.allSatisfy { $0 == UInt8(ascii: ":") || $0 > UInt8(ascii: "@") }
    if !isName || held[end - 1] == UInt8(ascii: "/") { return all() }
    let endTag = Array("</".utf8) + name + Array(">".utf8)
    state = .inRows(endTag)
    let head = Array(held[...end])
    held.removeSubrange(...end)
    return head + leftOfRows(endTag)
  }

  private mutating func leftOfRows(_ endTag: [UInt8]) -> [UInt8] {
    guard let place = held.withUnsafeBytes({ $0.firstPlace(of: endTag) }) else {
      // The tag may have begun.
      held.removeFirst(max(0, held.count - endTag.count))
      return []
    }
    held.removeFirst(place)
    return all()
  }

  private mutating func all() -> [UInt8] {
    defer { held = [] }
    state = .after
    return held
  }
}
