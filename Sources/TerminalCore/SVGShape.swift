/// Lines and blocks as shapes, since fonts seldom draw them a whole cell wide and high.
struct SVGShape {
  /// One cell, in pixels.
  let left, top, width, height: Int
  /// The colour.
  let color: String

  /// The element that draws `text`, nil if it is not a line or a block.
  func element(for text: String) -> String? {
    if let level = GaugeSet.unicode.levels.firstIndex(of: text) {
      let filled = height * (level + 1) / GaugeSet.unicode.levels.count
      return rectangle(top: top + height - filled, width: width, height: filled)
    }
    switch text {
    case GaugeSet.unicode.part: return rectangle(top: top, width: width / 2, height: height)
    case GaugeSet.unicode.empty:
      return rectangle(top: top, width: width, height: height, opacity: " opacity=\"0.25\"")
    default: return line(text)
    }
  }

  private func rectangle(top: Int, width: Int, height: Int, opacity: String = "") -> String {
    "<rect x=\"\(left)\" y=\"\(top)\" width=\"\(width)\" height=\"\(height)\" fill=\"\(color)\""
      + "\(opacity)/>"
  }

  /// Strokes from the middle of the cell to the sides that a border character reaches.
  private func line(_ text: String) -> String? {
    let borders = BorderSet.unicode
    let all = [
      borders.horizontal, borders.vertical, borders.topLeft, borders.topRight, borders.bottomLeft,
      borders.bottomRight, borders.left, borders.right, borders.top, borders.bottom, borders.cross,
    ]
    guard all.contains(text) else { return nil }
    func reaches(_ without: [String]) -> Bool { !without.contains(text) }
    let (x, y) = (left + width / 2, top + height / 2)
    var path = ""
    let vertical = borders.vertical
    let horizontal = borders.horizontal
    if reaches([vertical, borders.topLeft, borders.bottomLeft, borders.left]) {
      path += "M\(x) \(y)H\(left)"
    }
    if reaches([vertical, borders.topRight, borders.bottomRight, borders.right]) {
      path += "M\(x) \(y)H\(left + width)"
    }
    if reaches([horizontal, borders.topLeft, borders.topRight, borders.top]) {
      path += "M\(x) \(y)V\(top)"
    }
    if reaches([horizontal, borders.bottomLeft, borders.bottomRight, borders.bottom]) {
      path += "M\(x) \(y)V\(top + height)"
    }
    return "<path d=\"\(path)\" stroke=\"\(color)\" fill=\"none\"/>"
  }
}
