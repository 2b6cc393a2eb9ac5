import RegistryModel

/// What a file is to be imported as. Making the plan writes nothing.
public struct Import: Sendable {
  /// The kind of record every row is.
  public let kind: Kind
  /// The registry the rows meet.
  public let state: RegistryState
  /// The day warnings and rules look from.
  public let today: CivilDate
  /// The first day of the new values of dated fields; nil: they correct the ones in force today.
  public let from: CivilDate?
  /// The file's name: the reason of the change set.
  public let source: String?

  /// An import into `state`.
  public init(
    _ kind: Kind, into state: RegistryState, today: CivilDate, from: CivilDate? = nil,
    source: String? = nil
  ) {
    self.kind = kind
    self.state = state
    self.today = today
    self.from = from
    self.source = source
  }

  /// Kinds of which files are read.
  public static var kinds: [Kind] { [.community, .organization, .worker, .assignment, .view] }

  /// What the file would do, all of it or nothing.
  public func plan(_ bytes: [UInt8]) -> ImportPlan {
    var found: (encoding: TextEncoding?, delimiter: Character?)
    do throws(Problem) {
      guard Self.kinds.contains(kind) else {
        throw Problem(
          "\(kind.schema.plural.en) are not imported", "不支持导入\(kind.schema.plural.chinese)")
      }
      let text = try TextDecoding(bytes)
      found.encoding = text.encoding
      let known = KnownHeaders(kind)
      var file = CSVReader(text.utf8, isHeader: known.knows)
      found.delimiter = file.delimiter
      var top: [CSVRow] = []
      while top.count < CSVReader.topRows, let row = try file.next() { top.append(row) }
      var reading = ImportReading(self, header: try ImportHeader(top, known: known))
      for row in top { reading.read(row) }
      while let row = try file.next() { reading.read(row) }
      return reading.plan(encoding: text.encoding, delimiter: file.delimiter)
    } catch {
      return ImportPlan(
        kind: kind, encoding: found.encoding, delimiter: found.delimiter, refused: error)
    }
  }
}
