import RegistryModel
import TerminalCore

/// How far long work is: a bar, and how much of all there is to do.
struct WorkBar {
  private let share: Int

  init(_ progress: WorkProgress?) {
    share = progress.map { $0.total > 0 ? min(100, max(0, $0.done * 100 / $0.total)) : 100 } ?? 0
  }

  /// The bar between brackets, and percent.
  func line(columns: Int, _ glyphs: GlyphSet, _ metrics: TextMetrics) -> StyledLine {
    let cells = max(1, columns - 7)
    let signs = glyphs.gauge
    let bar = (0..<cells).map { $0 * 100 < share * cells ? signs.full : signs.empty }.joined()
    var line = StyledLine("[\(bar)]", Theme.bar, metrics)
    line.add(" \(share)%")
    return line
  }
}
