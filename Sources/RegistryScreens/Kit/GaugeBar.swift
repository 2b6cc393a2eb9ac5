import RegistryPlans
import TerminalCore

/// A bar of cells: done, a part cell from half on, still to do, and where today should be.
struct GaugeBar {
  private let gauge: Gauge
  private let cells: Int

  init(_ gauge: Gauge, cells: Int) {
    self.gauge = gauge
    self.cells = cells
  }

  /// The bar between brackets.
  func text(_ glyphs: GlyphSet) -> String {
    let signs = glyphs.gauge
    let (whole, half) = gauge.filled(of: cells)
    let mark = gauge.markCell(of: cells)
    var text = "["
    for cell in 0..<cells {
      if cell == mark, gauge.figure.isMet != true {
        text += signs.pace
      } else if cell < whole {
        text += signs.full
      } else {
        text += cell == whole && half ? signs.part : signs.empty
      }
    }
    return text + "]"
  }
}
