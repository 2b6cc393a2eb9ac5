import RegistryModel
import SheetLines

/// A file to import, as it comes in: text, or sheets that another program reads.
public enum ImportFile: Sendable {
  /// The bytes of CSV or another text of columns.
  case text([UInt8])
  /// A spreadsheet.
  case sheets(any SheetSource)

  /// Whether bytes begin as the spreadsheets that another program reads do: as an archive, or as the files of
  /// Office before 2007.
  public static func isSpreadsheet(_ bytes: some Collection<UInt8>) -> Bool {
    bytes.starts(with: [0x50, 0x4B]) || bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0])
  }
}

/// Reads spreadsheets. What comes of a file is an answer of `SheetReading` lines.
public protocol SheetSource: Sendable {
  /// Every sheet with its first rows.
  func sheets() throws(Problem) -> [UInt8]
  /// All rows of the sheet with this number, from 1.
  func rows(of sheet: Int) throws(Problem) -> [UInt8]
}

/// A sheet that holds something, and its first rows.
struct SheetTop {
  let number: Int
  let name: String
  let isHidden: Bool
  var rows: [FileRow] = []

  /// The sheets of an answer.
  static func all(in answer: [UInt8]) throws(Problem) -> (format: SheetFileFormat, [SheetTop]) {
    var reader = SheetReader(answer, isHeader: true)
    var (tops, format) = ([SheetTop](), SheetFileFormat.xlsx)
    scan: while true {
      var ahead = reader
      switch try ahead.reading() {
      case .format(let found): format = found
      case .sheet(let number, let name, let isHidden):
        tops.append(SheetTop(number: number, name: name, isHidden: isHidden))
      case .row:
        if let row = reader.row(), !row.isBlank, let last = tops.indices.last,
          tops[last].rows.count < RowSource.topRows
        {
          tops[last].rows.append(row)
        }
      case .problem(let english, let chinese): throw Problem(english, chinese)
      case .end: break scan
      case .hiddenColumns, .progress: break
      }
      reader = ahead
    }
    return (format, tops.filter { !$0.rows.isEmpty })
  }
}
