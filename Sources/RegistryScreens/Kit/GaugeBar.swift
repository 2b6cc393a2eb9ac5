import RegistryPlans
import TerminalCore

/// A bar of cells: done, a part cell from half on, still to do, and where today should be.
struct GaugeBar {
  private let cells: Int
  private let filled: (whole: Int, half: Bool)
  private let mark: Int?

  init(_ gauge: Gauge, cells: Int) {
    self.cells = cells
    filled = gauge.filled(of: cells)
    mark = gauge.figure.isMet == true ? nil : gauge.markCell(of: cells)
  }

  /// One community by itself, of which no plan says where it should be today.
  init(_ answer: CommunityAnswer, cells: Int) {
    self.cells = cells
    filled = (answer.filled(of: cells), false)
    mark = nil
  }

  /// The bar between brackets.
  func text(_ glyphs: GlyphSet) -> String {
    let signs = glyphs.gauge
    var text = "["
    for cell in 0..<cells {
      if cell == mark {
        text += signs.pace
      } else if cell < filled.whole {
        text += signs.full
      } else {
        text += cell == filled.whole && filled.half ? signs.part : signs.empty
      }
    }
    return text + "]"
  }
}
