/// A canvas as an SVG picture, for documents.
public struct SVGPicture: Sendable {
  /// Colours of a picture: paper, text, and one for each ink.
  public struct Theme: Sendable {
    let paper, text: String
    let inks: [Style.Ink: String]

    /// Dark text on light paper.
    public static let light = Theme(
      paper: "#fbfaf7", text: "#2b2b2b",
      inks: [
        .accent: "#1f5f8b", .dim: "#777777", .head: "#777777", .error: "#b3261e",
        .warning: "#8a6100",
        .good: "#2e6b34",
      ])

    /// Light text on dark paper.
    public static let dark = Theme(
      paper: "#1e2227", text: "#d7dae0",
      inks: [
        .accent: "#7fb6e0", .dim: "#8b9099", .head: "#8b9099", .error: "#f08a80",
        .warning: "#e0b45c",
        .good: "#8cc894",
      ])

    func color(_ ink: Style.Ink) -> String { inks[ink] ?? text }
  }

  /// The SVG document.
  public let svg: String

  /// The picture of `canvas` in `theme`.
  public init(_ canvas: Canvas, theme: Theme = .light) {
    let (cell, line, margin) = (8, 20, 14)
    let width = canvas.columns * cell + 2 * margin
    let height = canvas.rows * line + 2 * margin
    var parts = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(width) \(height)\""
        + " width=\"\(width)\" height=\"\(height)\" font-size=\"16\" xml:space=\"preserve\""
        + " font-family=\"'Sarasa Mono SC','Noto Sans Mono CJK SC','Source Han Mono SC',"
        + "'WenQuanYi Zen Hei Mono','DejaVu Sans Mono',monospace\">",
      "<rect width=\"\(width)\" height=\"\(height)\" rx=\"6\" fill=\"\(theme.paper)\"/>",
    ]
    for row in 0..<canvas.rows {
      let top = margin + row * line
      for run in canvas.styleRuns(inRow: row) {
        let left = margin + run.columns.lowerBound * cell
        let ink = theme.color(run.style.ink)
        if run.style.reverse {
          parts.append(
            "<rect x=\"\(left)\" y=\"\(top)\" width=\"\(run.columns.count * cell)\""
              + " height=\"\(line)\" fill=\"\(ink)\"/>")
        }
        let color = run.style.reverse ? theme.paper : ink
        let look =
          " fill=\"\(color)\"\(run.style.bold ? " font-weight=\"bold\"" : "")"
          + (run.style.underline ? " text-decoration=\"underline\"" : "")
        for column in run.columns {
          let text = canvas[row, column].text
          if text.isEmpty || text == " " { continue }
          let left = margin + column * cell
          let shape = SVGShape(left: left, top: top, width: cell, height: line, color: color)
          if let element = shape.element(for: text) {
            parts.append(element)
            continue
          }
          // Every character has its own place and width: no font can shift what follows.
          let isWide = column + 1 < canvas.columns && canvas[row, column + 1].isContinuation
          parts.append(
            "<text x=\"\(left)\" y=\"\(top + 15)\" lengthAdjust=\"spacingAndGlyphs\""
              + " textLength=\"\(isWide ? 2 * cell : cell)\"\(look)>\(SVGPicture.escaped(text))</text>"
          )
        }
      }
    }
    if let cursor = canvas.cursor {
      parts.append(
        "<rect x=\"\(margin + cursor.column * cell)\" y=\"\(margin + cursor.row * line)\""
          + " width=\"\(cell)\" height=\"\(line)\" fill=\"\(theme.text)\" opacity=\"0.35\"/>")
    }
    svg = parts.joined(separator: "\n") + "\n</svg>\n"
  }

  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      default: result.append(character)
      }
    }
  }
}
