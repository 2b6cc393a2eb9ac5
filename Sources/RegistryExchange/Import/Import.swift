import RegistryModel

/// What a file is to be imported as. Making the plan writes nothing.
public struct Import: Sendable {
  /// The kind of record every row is.
  public let kind: Kind
  /// The registry the rows meet.
  public var state: RegistryState
  /// The day warnings and rules look from.
  public let today: CivilDate
  /// The first day of the new values of dated fields; nil: they correct the ones in force today.
  public let from: CivilDate?
  /// The file's name: the reason of the change set.
  public let source: String?
  /// The sheet to read among those that hold something; nil: the one that fits best.
  public var sheet: Sheet?
  /// How its columns are read; nil: as their headers say, or as is remembered of them.
  public var mapping: ImportMapping?
  /// Who asks: what is remembered of headers is the office's, or somebody's own; nil: nothing is asked.
  public var login: String?
  /// What is decided about single rows.
  public var mends = ImportMends()
  /// Columns that no header tells are taken for what they are like; a clerk looks at that first.
  public var proposes = false

  /// How a sheet is said.
  public enum Sheet: Hashable, Sendable {
    /// By its place, from 0.
    case place(Int)
    /// By its name, or by its number from 1.
    case named(String)
  }

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
  public static var kinds: [Kind] { Kind.allCases.filter { $0.schema.imports != nil } }

  /// What a text would do, all of it or nothing.
  public func plan(_ bytes: [UInt8]) -> ImportPlan { plan(.text(bytes)) }

  /// What the file would do, all of it or nothing.
  public func plan(_ file: ImportFile) -> ImportPlan {
    plan(file) { (_) throws(Never) in }
  }

  /// The same, telling how far it is.
  ///
  /// - Parameter progress: hears how many of how many lines are done; ends the work by throwing.
  public func plan<E: Error>(
    _ content: ImportFile, _ progress: (WorkProgress) throws(E) -> Void
  ) throws(E) -> ImportPlan {
    var file = ImportPlan.File(name: source ?? "")
    var (rows, reading): (RowSource, ImportReading)
    let lines: Int
    do throws(Problem) {
      guard Self.kinds.contains(kind) else {
        throw Problem(
          "\(kind.schema.plural.en) are not imported", "不支持导入\(kind.schema.plural.chinese)")
      }
      let known = KnownHeaders(kind)
      let opened = try OpenedFile(content, known, self, &file)
      let (names, mapping, remembered) = try names(among: opened.top, known)
      (file.mapping, file.remembered) = (mapping, remembered)
      let header = try ImportHeader(
        names, known: known, mapping: mapping, top: opened.top,
        proposing: today, isTaken: proposes)
      file.columns = header.columns
      if let problem = header.problem { throw problem }
      (rows, lines) = (opened.rows, opened.lines)
      reading = ImportReading(self, header: header, mapping, isSheet: opened.rows.isSheet)
    } catch {
      return ImportPlan(kind, file, from: state, refused: error)
    }
    // To read a row and to check it are each half of the work.
    var (read, count, failure) = (0, 0, Problem?.none)
    while true {
      do throws(Problem) {
        guard let row = try rows.next() else { break }
        reading.read(row)
        (read, count) = (read + 1, row.line)
      } catch {
        failure = error
        break
      }
      if read % 1024 == 0 { try progress(WorkProgress(done: min(count, lines) / 2, total: lines)) }
    }
    if let failure { return ImportPlan(kind, file, from: state, refused: failure) }
    let changes = max(1, reading.drafts.count)
    return try reading.plan(file, row: rows.row(at:line:)) { (checked) throws(E) in
      try progress(
        WorkProgress(done: lines / 2 + (lines - lines / 2) * checked / changes, total: lines))
    }
  }

  /// The header among the top rows, how its columns are read, and the record that remembers it.
  func names(
    among top: [FileRow], _ known: KnownHeaders
  ) throws(Problem) -> (names: HeaderNames, mapping: ImportMapping, remembered: RecordID?) {
    if let mapping {
      return (try HeaderNames(among: top, known: known, mapping: mapping), mapping, nil)
    }
    let names = try HeaderNames(among: top, known: known, mapping: ImportMapping())
    let kept = login.flatMap { login in
      state.mapping(of: kind, headers: names.columns(ImportMapping()).map(\.header), for: login)
    }
    return (names, kept?.record.content?.mapping ?? ImportMapping(), kept?.id)
  }
}
