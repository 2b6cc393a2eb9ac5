/// A screen that shows canvases and a keyboard that gives events; owned by one thread.
public protocol Terminal: AnyObject {
  /// Height of the window, at least 1.
  var rows: Int { get }
  /// Width of the window, at least 1.
  var columns: Int { get }
  /// The signs the terminal shows right.
  var glyphs: GlyphSet { get }
  /// Shows `canvas`, writing what changed since the last one.
  func present(_ canvas: Canvas)
  /// Has the terminal say when all that was shown before is there; answered by `.seen`, after every key
  /// that was pressed before. A terminal that does not answer is taken to show it after a second.
  func askSeen()
  /// The next event; waits at most `timeoutMilliseconds` (nil: for ever), then gives `.tick`.
  func next(timeoutMilliseconds: Int?) -> Event
  /// Gives the terminal back to the shell until the process is continued, then gives `.resumed`.
  func suspend()
  /// Redraws everything at the next `present`, for a screen that something else wrote on.
  func redraw()
  /// Gives the terminal back for good.
  func close()
}

extension Terminal {
  /// An empty canvas of the window's size.
  public func makeCanvas() -> Canvas {
    Canvas(rows: rows, columns: columns, glyphs: glyphs)
  }
}
