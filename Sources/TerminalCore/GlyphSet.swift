/// The line characters of boxes.
public struct BorderSet: Hashable, Sendable {
  /// Lines.
  public let horizontal, vertical: String
  /// Corners.
  public let topLeft, topRight, bottomLeft, bottomRight: String
  /// Where a line meets another: tees named for the side they are on, and the crossing.
  public let left, right, top, bottom, cross: String

  /// Box-drawing characters, one column wide only where the terminal says so.
  public static let unicode = BorderSet(
    horizontal: "─", vertical: "│", topLeft: "┌", topRight: "┐", bottomLeft: "└",
    bottomRight: "┘", left: "├", right: "┤", top: "┬", bottom: "┴", cross: "┼")

  /// `+-|`, right on every terminal.
  public static let ascii = BorderSet(
    horizontal: "-", vertical: "|", topLeft: "+", topRight: "+", bottomLeft: "+",
    bottomRight: "+", left: "+", right: "+", top: "+", bottom: "+", cross: "+")
}

/// The signs of a gauge: done, part of a cell, still to do, and where today should be.
public struct GaugeSet: Hashable, Sendable {
  /// One cell each.
  public let full, part, empty, pace: String
  /// Bars of rising height for small charts, lowest first.
  public let levels: [String]

  /// Block characters.
  public static let unicode = GaugeSet(
    full: "█", part: "▌", empty: "░", pace: "│",
    levels: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"])

  /// `#>.|`, and signs that get fuller.
  public static let ascii = GaugeSet(
    full: "#", part: ">", empty: ".", pace: "|",
    levels: [".", ":", "-", "=", "+", "*", "%", "#"])
}

/// Which signs a terminal shows right, and how it measures text.
public struct GlyphSet: Hashable, Sendable {
  /// Signs of boxes.
  public let borders: BorderSet
  /// Signs of gauges.
  public let gauge: GaugeSet
  /// Widths of text.
  public let metrics: TextMetrics

  /// Everything, for a UTF-8 terminal with narrow ambiguous characters.
  public static let unicode = GlyphSet(
    borders: .unicode, gauge: .unicode, metrics: TextMetrics())

  /// ASCII signs; text as it is.
  public static let ascii = GlyphSet(borders: .ascii, gauge: .ascii, metrics: TextMetrics())

  /// ASCII signs, and no character whose width is in doubt: for terminals that draw ambiguous
  /// characters two columns wide.
  public static let wideAmbiguous = GlyphSet(
    borders: .ascii, gauge: .ascii, metrics: TextMetrics(ambiguousWidth: 2))
}
