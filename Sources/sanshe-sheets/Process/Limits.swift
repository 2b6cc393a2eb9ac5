/// How much of a file is read, and with how much: a file of an office has less, and a hostile one gets no more.
enum Limits {
  static let fileBytes = 256 << 20
  static let parts = 10_000
  /// Of all parts together, as often as they are read.
  static let inflatedBytes = 4 << 30
  static let sheets = 200
  static let rows = 1_048_576
  static let columns = 1_000
  static let cellBytes = 100_000
  static let sharedStrings = 2_000_000
  static let sharedStringBytes = 192 << 20
  static let mergedRanges = 100_000
  /// Formats, styles and column descriptions, of each.
  static let formats = 100_000
  static let elementDepth = 100
  /// What the parser has to hold until a tag or an attribute ends.
  static let tokenBytes = 1 << 20
  static let relationships = 10_000
  static let answerBytes = 2 << 30

  /// Of the process.
  static let addressBytes = 1 << 30
  static let processorSeconds = 120
  static let readingDescriptors = 16
  /// A temporary file for each sheet.
  static let writingDescriptors = sheets + 32
  static let writtenBytes = 1 << 30
}

extension Problem {
  private static func tooMuch(_ english: String, _ chinese: String) -> Problem {
    Problem("the file has \(english)", "文件\(chinese)")
  }

  static let tooLarge = tooMuch(
    "more than \(Limits.fileBytes >> 20) MB", "超过 \(Limits.fileBytes >> 20) MB")
  static let tooManyParts = tooMuch(
    "more than \(Limits.parts) parts", "的组成部分超过 \(Limits.parts) 个")
  static let tooMuchInflated = tooMuch(
    "more than \(Limits.inflatedBytes >> 30) GB when it is unpacked",
    "解压后超过 \(Limits.inflatedBytes >> 30) GB")
  static let tooManySheets = tooMuch(
    "more than \(Limits.sheets) sheets", "的工作表超过 \(Limits.sheets) 个")
  static let tooManyRows = tooMuch(
    "a sheet of more than \(Limits.rows) rows", "中有工作表超过 \(Limits.rows) 行")
  static let tooManyColumns = tooMuch(
    "something in a column after the first \(Limits.columns): delete the columns that are not needed",
    "第 \(Limits.columns) 列之后还有内容，请删除不需要的列")
  static let tooLongText = tooMuch(
    "a cell of more than \(Limits.cellBytes) bytes", "中有单元格超过 \(Limits.cellBytes) 字节")
  static let tooManyTexts = tooMuch(
    "more than \(Limits.sharedStrings) different texts, or more than "
      + "\(Limits.sharedStringBytes >> 20) MB of them",
    "中不同的文字超过 \(Limits.sharedStrings) 条或 \(Limits.sharedStringBytes >> 20) MB")
  static let tooManyMergedRanges = tooMuch(
    "more than \(Limits.mergedRanges) merged ranges", "中合并的单元格超过 \(Limits.mergedRanges) 处")
  static let tooManyFormats = tooMuch(
    "more than \(Limits.formats) formats", "中的格式超过 \(Limits.formats) 个")
  static let tooDeep = tooMuch(
    "elements in one another more than \(Limits.elementDepth) deep",
    "中的元素嵌套超过 \(Limits.elementDepth) 层")
  static let tooLongToken = tooMuch(
    "a tag of more than \(Limits.tokenBytes >> 20) MB", "中有标记超过 \(Limits.tokenBytes >> 20) MB")
  static let tooManyRelationships = tooMuch(
    "more than \(Limits.relationships) relationships", "中的关系超过 \(Limits.relationships) 个")
  static let tooLongRow = tooMuch(
    "a row of more than 8 MB, or more than \(Limits.answerBytes >> 30) GB of cells",
    "中有一行超过 8 MB，或全部单元格超过 \(Limits.answerBytes >> 30) GB")
}
