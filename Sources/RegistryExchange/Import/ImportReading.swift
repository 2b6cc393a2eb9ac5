import RegistryModel

/// The rows of a file as they are read, one after the other, into a plan.
struct ImportReading {
  private let order: Import
  private let header: ImportHeader
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

  /// Reads the next row.
  mutating func read(_ raw: CSVRow) {
    let values = RowValues(raw, header, order, references)
    var row = ImportRow(line: raw.line, title: values.title, outcome: .new)
    row.warnings = values.warnings
    defer { rows.append(row) }
    guard values.problems.isEmpty else {
      row.outcome = .bad(values.problems)
      return
    }
    let places = places(of: values)
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

  /// Which record or earlier row is meant. Masked numbers tell a worker by name.
  private func places(of values: RowValues) -> [ImportRow.Place] {
    let found = recognition.places(Recognition.keys(of: values.record, today: order.today))
    guard found.isEmpty, !values.masked.isEmpty, let workers else { return found }
    return workers.named(values.title).filter {
      workers.fits(
        $0, idNumber: values.written("idNumber"), phone: values.written("phone"))
    }.map { .record($0) }
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
    let record: any Record
    (record, row.filled) = values.record.completed(
      from: nil, saying: header.said, with: order.state.office, on: order.today)
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
    let (merged, changed, problems) = values.merged(into: stored.content)
    let record: any Record
    (record, row.filled) = merged.completed(
      from: stored.content, saying: header.said, with: order.state.office, on: order.today)
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
    let changed = Set(lines.keys)
    for (place, change) in applied.changes.enumerated() {
      let judgement = order.state.judgement(
        of: change, in: after, beside: changed, today: order.today, .soft)
      findings.report(judgement, on: &rows[drafts[place].row])
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
