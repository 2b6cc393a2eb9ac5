import CVterm
import TerminalCore

/// What a terminal shows after the bytes written to it, by libvterm's reading.
public final class TerminalScreen: CustomStringConvertible {
  private let vterm: OpaquePointer
  private let screen: OpaquePointer

  /// An empty screen.
  public init(rows: Int, columns: Int) {
    vterm = vterm_new(Int32(rows), Int32(columns))
    vterm_set_utf8(vterm, 1)
    screen = vterm_obtain_screen(vterm)
    vterm_screen_enable_altscreen(screen, 1)
    vterm_screen_reset(screen, 1)
  }

  deinit {
    vterm_free(vterm)
  }

  /// Writes what a program sent.
  public func write(_ bytes: some Collection<UInt8>) {
    let bytes = bytes.map { CChar(bitPattern: $0) }
    vterm_input_write(vterm, bytes, bytes.count)
  }

  /// What the terminal answers to questions of the program, since the last call.
  func takeAnswers() -> [UInt8] {
    var answers = [CChar](repeating: 0, count: 256)
    let count = vterm_output_read(vterm, &answers, answers.count)
    return answers.prefix(count).map { UInt8(bitPattern: $0) }
  }

  /// Changes the window's size.
  public func resize(rows: Int, columns: Int) {
    vterm_set_size(vterm, Int32(rows), Int32(columns))
  }

  /// Height and width.
  public var size: (rows: Int, columns: Int) {
    var (rows, columns): (Int32, Int32) = (0, 0)
    vterm_get_size(vterm, &rows, &columns)
    return (Int(rows), Int(columns))
  }

  /// Where the cursor stands.
  public var cursor: Position {
    var place = VTermPos()
    vterm_state_get_cursorpos(vterm_obtain_state(vterm), &place)
    return Position(row: Int(place.row), column: Int(place.col))
  }

  /// One row as it is read, wide characters once, with its trailing spaces.
  public func row(_ row: Int) -> String { text(row: row, columns: 0..<size.columns) }

  /// Part of a row as it is read, wide characters once.
  public func text(row: Int, columns: Range<Int>) -> String {
    var text = ""
    var column = columns.lowerBound
    while column < columns.upperBound {
      let cell = cell(row: row, column: column)
      text += TerminalScreen.text(of: cell)
      column += max(1, Int(cell.width))
    }
    return text
  }

  /// All rows, top to bottom.
  public var rows: [String] { (0..<size.rows).map(row) }

  /// Whether some row holds `text`.
  public func contains(_ text: String) -> Bool { rows.contains { $0.contains(text) } }

  /// The column where `text` begins in a row, if it is there.
  public func column(of text: String, row: Int) -> Int? {
    (0..<size.columns).first { column in
      (column..<size.columns).reduce(into: "") { $0 += look(row: row, column: $1).text }
        .hasPrefix(text)
    }
  }

  /// Text and look of the cell at `row` and `column`.
  public func look(row: Int, column: Int) -> (text: String, style: Style) {
    var cell = cell(row: row, column: column)
    let style = Style(
      bold: cv_bold(&cell), reverse: cv_reverse(&cell), underline: cv_underline(&cell))
    return (TerminalScreen.text(of: cell), style)
  }

  /// The rows between bars, and the cursor.
  public var description: String {
    rows.map { "|\($0)|\n" }.joined() + "cursor \(cursor.row) \(cursor.column)\n"
  }

  private func cell(row: Int, column: Int) -> VTermScreenCell {
    var cell = VTermScreenCell()
    vterm_screen_get_cell(screen, VTermPos(row: Int32(row), col: Int32(column)), &cell)
    return cell
  }

  private static func text(of cell: VTermScreenCell) -> String {
    var scalars = String.UnicodeScalarView()
    withUnsafeBytes(of: cell.chars) { bytes in
      for value in bytes.bindMemory(to: UInt32.self) {
        // libvterm ends the list with 0 and marks the right half of a wide character with all bits.
        guard value != 0, let scalar = Unicode.Scalar(value) else { break }
        scalars.append(scalar)
      }
    }
    return scalars.isEmpty ? " " : String(scalars)
  }
}
