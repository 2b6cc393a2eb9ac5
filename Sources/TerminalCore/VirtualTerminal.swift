/// A terminal in memory: events from a script, canvases kept for tests and pictures.
public final class VirtualTerminal: Terminal {
  /// Height of the window.
  public private(set) var rows: Int
  /// Width of the window.
  public private(set) var columns: Int
  /// The signs it pretends to show.
  public let glyphs: GlyphSet
  /// Every canvas shown, oldest first.
  public private(set) var presented: [Canvas] = []
  /// How often `suspend` was called.
  public private(set) var suspensions = 0
  /// How often `redraw` was called.
  public private(set) var redraws = 0
  /// Whether `close` was called.
  public private(set) var isClosed = false
  private var script: [Event]

  /// A terminal that gives `events` in order and then `.hangup` for ever.
  public init(
    rows: Int = 24, columns: Int = 80, glyphs: GlyphSet = .ascii, events: [Event] = []
  ) {
    (self.rows, self.columns, self.glyphs, script) = (rows, columns, glyphs, events.reversed())
  }

  /// The canvas shown last.
  public var canvas: Canvas? { presented.last }

  /// Adds an event to the end of the script.
  public func send(_ event: Event) { script.insert(event, at: 0) }

  /// Keeps `canvas`.
  public func present(_ canvas: Canvas) { presented.append(canvas) }

  /// Says so at once.
  public func askSeen() { script.append(.seen) }

  /// The next event of the script; a `.resized` changes the window first.
  public func next(timeoutMilliseconds: Int?) -> Event {
    guard let event = script.popLast() else { return .hangup }
    if case .resized(let rows, let columns) = event {
      (self.rows, self.columns) = (max(1, rows), max(1, columns))
    }
    return event
  }

  /// Counts, and goes on at once.
  public func suspend() {
    suspensions += 1
    script.append(.resumed)
  }

  /// Counts.
  public func redraw() { redraws += 1 }

  /// Notes that the terminal was given back.
  public func close() { isClosed = true }
}
