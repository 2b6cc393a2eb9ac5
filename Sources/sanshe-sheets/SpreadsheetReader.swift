import SheetLines

/// Which rows are asked for.
enum Wanted {
  /// The first rows of every sheet.
  case head
  /// All rows of the sheet with this number.
  case sheet(Int)

  func includes(_ number: Int) -> Bool {
    switch self {
    case .head: true
    case .sheet(let sheet): sheet == number
    }
  }

  /// How many rows of a sheet are enough.
  var rows: Int {
    switch self {
    case .head: SheetCommand.rowsShown
    case .sheet: .max
    }
  }

  /// After all sheets were seen: whether the one that was asked for is among them.
  func check(sheets: Int) throws(Problem) {
    if case .sheet(let number) = self, number > sheets {
      throw Problem("there is no sheet \(number)", "没有第 \(number) 个工作表")
    }
  }
}

/// Reads the file on standard input, whatever it is.
enum SpreadsheetReader {
  /// - Returns: the exit status.
  static func answer(wanted: Wanted) -> Int32 {
    let answers = Answers()
    do throws(Problem) {
      try read(wanted, answers)
      try answers.say(.end)
      answers.end()
      return 0
    } catch {
      answers.end(with: error)
      return SheetCommand.problemStatus
    }
  }

  private static func read(_ wanted: Wanted, _ answers: Answers) throws(Problem) {
    let input = try Input()
    switch FileKind(input) {
    case .zip:
      let workbook = try XlsxWorkbook(ZipArchive(path: Input.name))
      try answers.say(.format(.xlsx))
      try workbook.read(wanted, answers)
    case .ole:
      let workbook = try XlsWorkbook(input)
      try answers.say(.format(.xls))
      try workbook.read(wanted, answers)
    case .other(let problem): throw problem
    }
  }
}
