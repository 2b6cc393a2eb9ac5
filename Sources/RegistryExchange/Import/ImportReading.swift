import RegistryModel

/// The rows of a file as they are read, one after the other, into a plan.
struct ImportReading {
  private let order: Import
  private var header: ImportHeader
  private let references: ReferenceFinder
  private let workers: WorkerFinder?
  private var recognition: Recognition
  private let bin: Recognition
  private var likeness: Likeness
  private var rows: [ImportRow] = []
  /// Good rows that change something: the row's place and the record after it.
  private var drafts: [(row: Int, id: RecordID?, record: any Record)] = []
  /// The line that speaks of a record already, and its cells.
  private var spoken: [ImportRow.Place: CSVRow] = [:]

  init(_ order: Import, header: ImportHeader) {
    self.order = order
    self.header = header
    references = ReferenceFinder(for: order.kind, in: order.state, today: order.today)
    workers = order.kind == .worker ? WorkerFinder(order.state) : nil
    let all = order.state[order.kind].allRows
    recognition = Recognition(all.filter { $0.binned == nil }, today: order.today)
    bin = Recognition(all.filter { $0.binned != nil }, today: order.today)
    likeness = Likeness(order.kind, in: order.state, today: order.today)
  }

  /// Reads the next row; those above the header and the header itself say nothing.
  mutating func read(_ raw: CSVRow) {
    guard raw.line > header.line else { return }
    if !header.bare.isEmpty { header.note(bareCellsOf: raw) }
    let values = RowValues(raw, header, order, references)
    var row = ImportRow(line: raw.line, title: values.title, outcome: .new)
    row.warnings = values.warnings
    defer { rows.append(row) }
    guard values.problems.isEmpty else {
      row.outcome = .bad(values.problems)
      return
    }
    let places: [ImportRow.Place]
    do { places = try self.places(of: values) } catch {
      row.outcome = .bad([error])
      return
    }
    guard places.count < 2 else {
      row.outcome = .bad([
        Problem(
          line: raw.line, "\(places.count) records fit this row: it does not say which is meant",
          "有 \(places.count) 条记录与本行相符, 无法确定是哪一条")
      ])
      return
    }
    let place = places.first ?? .line(raw.line)
    if let earlier = spoken[place] {
      row.outcome =
        earlier.cells.map(\.tidied) == raw.cells.map(\.tidied)
        ? .same(.line(earlier.line))
        : .bad([
          Problem(
            line: raw.line, "the same record stands in line \(earlier.line) with other values",
            "与第 \(earlier.line) 行是同一条记录, 但内容不同")
        ])
      return
    }
    spoken[place] = raw
    if case .record(let id) = place {
      update(id, values, &row)
    } else {
      create(values, &row)
    }
  }

  /// Which record or earlier row is meant: by its id, else by what it says. Masked numbers tell a
  /// worker by name.
  private func places(of values: RowValues) throws(Problem) -> [ImportRow.Place] {
    let keys = Recognition.keys(of: values.record, today: order.today)
    if let id = values.id { return [.record(try named(id, values, keys))] }
    let found = recognition.places(keys)
    guard found.isEmpty, !values.masked.isEmpty, let workers else { return found }
    return workers.named(values.title).filter {
      workers.fits(
        $0, idNumber: values.written("idNumber"), phone: values.written("phone"))
    }.map { .record($0) }
  }

  /// The record an id names. A row that shares neither name nor numbers with it comes from another
  /// registry, whose ids mean other records.
  private func named(
    _ id: (text: String, column: ImportColumn), _ values: RowValues, _ keys: Recognition.Keys
  ) throws(Problem) -> RecordID {
    let refusal = { (words: Words) in
      Problem(line: values.line, column: id.column.header, words)
    }
    let what = order.kind.schema.label
    guard let record = RecordID(id.text), record.kind == order.kind,
      let stored = order.state[record]
    else {
      throw refusal(
        Words(
          "no \(what.en.lowercased()) has this id: leave the cell empty for a new one",
          "没有此编号的\(what.chinese): 新增的记录请留空"))
    }
    guard stored.binned == nil else {
      throw refusal(
        Words("the record is in the recycle bin: restore it first", "记录在回收站中: 请先恢复"))
    }
    let own = Recognition.keys(of: stored.content, today: order.today)
    if Recognition.areStrange(own, keys) {
      let name = order.state.name(of: record, .chinese)
      throw refusal(
        Words(
          "here this is the id of \(name), whose name and numbers are others: if the file is from "
            + "another registry, remove the column",
          "此编号在本库是\(name), 名称和号码均与本行不同: 若文件来自其他登记库, 请删去此列"))
    }
    return record
  }

  private mutating func create(_ values: RowValues, _ row: inout ImportRow) {
    let problems = values.masked.map { masked in
      Problem(
        line: row.line, column: masked.column.header,
        "the number is masked: a new record needs it in full", "号码已隐去, 新记录须填完整号码")
    }
    guard problems.isEmpty else {
      row.outcome = .bad(problems)
      return
    }
    let record = values.record
    let keys = Recognition.keys(of: record, today: order.today)
    if case .record(let id)? = bin.places(keys).first {
      row.warn(
        "binned", "\(id) in the recycle bin is the same: bring it back instead",
        "与回收站中的 \(id) 相同: 可改为恢复该记录")
    }
    row.twins = likeness.twins(of: record)
    likeness.add(.line(row.line), record)
    recognition.add(.line(row.line), keys)
    drafts.append((rows.count, nil, record))
  }

  private mutating func update(_ id: RecordID, _ values: RowValues, _ row: inout ImportRow) {
    guard let stored = order.state[id] else { return }
    let (record, changed, problems) = values.merged(into: stored.content)
    if !problems.isEmpty {
      row.outcome = .bad(problems)
    } else if changed.isEmpty {
      row.outcome = .same(.record(id))
      row.warnings = []
    } else {
      row.outcome = .updated(id, changed)
      if changed.contains(where: { $0.key == "name" }) {
        let name = order.state.name(of: id, .chinese)
        row.warn("renamed", "the name was \(name)", "原名称为\(name)")
      }
      drafts.append((rows.count, id, record))
    }
  }

  /// The plan: all drafts as one change set, and what the registry's rules say of it.
  mutating func plan(encoding: TextEncoding, delimiter: Character) -> ImportPlan {
    var set = ChangeSet([], batch: batch, reason: order.source)
    var made = 0
    for draft in drafts {
      let before = draft.id.flatMap { order.state[$0]?.content }
      if draft.id == nil { made += 1 }
      set.changes.append(
        Change(
          draft.id ?? RecordID(order.kind, -made), isNew: draft.id == nil,
          draft.record.settings(from: before)))
    }
    check(set)
    return ImportPlan(
      kind: order.kind, encoding: encoding, delimiter: delimiter, columns: header.columns,
      rows: rows, changeSet: set)
  }

  /// One name for one import that can be typed, `import-2026-11-24-3f9c2a`: the day, and a digest of
  /// the seq it was planned on and of its rows.
  private var batch: String {
    var digest: UInt64 = 0xCBF2_9CE4_8422_2325
    let titles = drafts.map { "\(rows[$0.row].line) \(rows[$0.row].title)\n" }
    for byte in "\(order.state.seq)\n\(titles.joined())".utf8 {
      digest = (digest ^ UInt64(byte)) &* 0x100_0000_01B3
    }
    let text = String((digest ^ digest >> 32) & 0xFF_FFFF | 0x100_0000, radix: 16).dropFirst()
    return "import-\(order.today.text(.en))-\(text)"
  }

  /// Runs the rules on the registry as it would be with the whole set.
  private mutating func check(_ set: ChangeSet) {
    var after = order.state
    var applied = set
    var lines: [RecordID: Int] = [:]
    for place in applied.changes.indices {
      if applied.changes[place].isNew {
        let number = order.state[order.kind].highest - applied.changes[place].id.number
        applied.changes[place].id = RecordID(order.kind, number)
      }
      lines[applied.changes[place].id] = rows[drafts[place].row].line
    }
    let commit = Commit(
      seq: order.state.seq + 1, at: Instant(seconds: 0), by: "", set: applied)
    do { try after.apply(commit) } catch {
      // The values were read by the same fields a moment ago, so only a damaged registry ends here.
      refuse(error, applied)
      return
    }
    let findings = ImportFindings(header: header, kind: order.kind, lines: lines)
    for (place, change) in applied.changes.enumerated() {
      guard let record = after[change.id]?.content else { continue }
      let row = drafts[place].row
      let found = after.findings(for: record, id: change.id, today: order.today)
      findings.report(found, on: &rows[row])
    }
  }

  private mutating func refuse(_ error: ApplyError, _ set: ChangeSet) {
    let words: Words
    var id = set.changes.first?.id
    switch error {
    case .refusedValue(let record, let reason):
      (id, words) = (record, reason)
    case .wrongRecord(let record), .wrongBefore(let record, _):
      id = record
      words = Words("the registry's record is damaged", "登记册中的记录已损坏")
    case .outOfOrder:
      words = Words("the registry is damaged", "登记册已损坏")
    }
    guard let place = set.changes.firstIndex(where: { $0.id == id }) else { return }
    let row = drafts[place].row
    rows[row].outcome = .bad([Problem(line: rows[row].line, words)])
  }
}
