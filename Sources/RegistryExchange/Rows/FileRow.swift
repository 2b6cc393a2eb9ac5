import RegistryModel

/// One row of a file and the line it begins on, whatever the file is written in.
public struct FileRow: Hashable, Sendable {
  /// The line of the file, or the row of its sheet, from 1; a row with line breaks in quotation marks takes
  /// several lines.
  public let line: Int
  /// The byte of what was read at which it begins.
  let offset: Int
  /// The cells as written or, of a sheet, as shown. A cell below the first of a merged range has the range's
  /// text, a cell beside it none.
  public var cells: [String]
  /// Numbers of a sheet that are shown with other digits, and those that may be a year and a month, of text too.
  var numbers: [Number] = []
  /// What cells beside the first of a merged range would say, by place.
  var beside: [Int: String] = [:]

  /// A number as a sheet holds it.
  struct Number: Hashable, Sendable {
    let place: Int
    let value: String
  }

  /// A row that begins here.
  init(line: Int, offset: Int) {
    self.line = line
    self.offset = offset
    cells = []
  }

  /// Every cell is empty.
  var isBlank: Bool { cells.allSatisfy { $0.tidied.isEmpty } }

  /// The cell of a column; empty if the row is shorter.
  subscript(place: Int) -> String { cells.indices.contains(place) ? cells[place] : "" }

  /// Puts a text in the place of what is written.
  mutating func mend(_ place: Int, _ text: String) {
    while cells.count <= place { cells.append("") }
    cells[place] = text
    numbers.removeAll { $0.place == place }
  }

  /// `2018.1`: a year and perhaps a month, of which the last zero is gone.
  static func mayBeMonth(_ number: String) -> Bool {
    let bytes = number.utf8
    return bytes.count == 6 && bytes.dropFirst(4).first == UInt8(ascii: ".")
      && bytes.prefix(4).allSatisfy { (0x30...0x39).contains($0) }
  }

  /// The number behind a cell, where that says more than its text.
  func number(_ place: Int) -> String? { numbers.first { $0.place == place }?.value }
}
