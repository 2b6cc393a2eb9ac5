/// Which of many lines are in sight.
struct Scrolled {
  private let count: Int
  /// The lines in sight.
  let places: Range<Int>
  /// How many lie below.
  var below: Int { count - places.upperBound }

  /// From line `top` on, or the last ones where it lies beyond them.
  init(_ count: Int, in rows: Int, from top: Int) {
    let rows = max(0, rows)
    let first = max(0, min(top, count - rows))
    self.count = count
    places = first..<max(first, min(count, first + rows))
  }

  /// The line of the cursor among them, and no more passed over than that takes.
  init(_ count: Int, in rows: Int, around cursor: Int) {
    self.init(count, in: rows, from: cursor - rows + 1)
  }

  /// The row of a line, from the top.
  func row(of place: Int) -> Int { place - places.lowerBound }
}
