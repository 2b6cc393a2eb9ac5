import RegistryPlans
import TerminalCore

/// A figure over the years in a cell a year, `..:-=+`: from its least value to its greatest, so that it says how
/// the figure went and not how high it is.
struct Sparkline {
  private let values: [Exact]

  /// The last `cells` of the values.
  init(_ values: [Exact], cells: Int) { self.values = values.suffix(cells) }

  /// A sign a value; a blank where there is none.
  func text(_ glyphs: GlyphSet) -> String {
    let levels = glyphs.gauge.levels
    let known = values.filter { !$0.isUndefined }
    guard let first = known.first else { return String(repeating: " ", count: values.count) }
    let least = known.reduce(first) { $0.exceeds($1) ? $1 : $0 }
    let most = known.reduce(first) { $1.exceeds($0) ? $1 : $0 }
    let range = most - least
    return values.map { value -> String in
      if value.isUndefined { return " " }
      guard range.exceeds(Exact(0)) else { return levels[levels.count / 2 - 1] }
      let place = ((value - least) / range * Exact(Int128(levels.count - 1))).floor ?? 0
      return levels[max(0, min(levels.count - 1, place))]
    }.joined()
  }
}
