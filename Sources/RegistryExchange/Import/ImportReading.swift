import RegistryModel

/// A row that changes something: its place among the rows, and in the file.
struct Draft {
  let row: Int
  let offset: Int
}

/// The rows of a file as they are read, one after the other, into a plan.
struct ImportReading {
  let order: Import
  private(set) var header: ImportHeader
  private let mapping: ImportMapping
  private let isSheet: Bool
  private var references: ReferenceFinder
  /// Finds records by names and masked numbers, where exports of the kind write such.
  private let masked: (finder: any RecordFinder, keys: [String])?
  private var recognition: Recognition
  private let bin: Recognition
  private var likeness: Likeness
  var rows: [ImportRow] = []
  /// What the good rows change, and where each is.
  private(set) var changes: [Change] = []
  private(set) var drafts: [Draft] = []
  private var made = 0
  /// The line that speaks of a record already, and a digest of its cells.
  private var spoken: [ImportRow.Place: (line: Int, digest: Int)] = [:]

  init(_ order: Import, header: ImportHeader, _ mapping: ImportMapping, isSheet: Bool) {
    self.order = order
    self.isSheet = isSheet
    self.header = header
    self.mapping = mapping
    references = ReferenceFinder(in: order.state, today: order.today)
    let schema = order.kind.schema
    let numbers = schema.locators.map(\.key)
    masked =
      numbers.contains { schema[$0]?.mask != nil }
      ? (schema.finder(in: order.state, today: order.today), numbers) : nil
    let all = order.state[order.kind].allRows
    recognition = Recognition(all.filter { $0.binned == nil }, today: order.today)
    bin = Recognition(all.filter { $0.binned != nil }, today: order.today)
    likeness = Likeness(order.kind, in: order.state, today: order.today)
  }

  /// Reads the next row; those above the header and the header itself say nothing.
  mutating func read(_ raw: FileRow) {
    guard raw.line > header.line else { return }
    header.note(bareCellsOf: raw, isSheet: isSheet)
    let raw = header.mended(raw, order.mends)
    if let why = skipping(raw) {
      var row = ImportRow(line: raw.line, title: header.title(of: raw, order.kind))
      (row.outcome, row.cells) = (.skipped(why), raw.cells)
      rows.append(row)
      return
    }
    let values = RowValues(raw, header, mapping, order, &references)
    var row = ImportRow(line: raw.line, title: values.title)
    row.warnings = values.warnings
    if values.warnings.contains(where: { $0.rule == RowValues.uncertain }) { row.cells = raw.cells }
    do throws(Refused) { try place(values, raw, &row) } catch {
      row.refuse(error.problems)
      row.cells = raw.cells
    }
    rows.append(row)
  }

  /// Why a row is left out; nil if it is not.
  private func skipping(_ raw: FileRow) -> ImportRow.Skipping? {
    if order.mends.skipped.contains(raw.line) { return .clerk }
    return header.aside(raw, of: order.kind)
  }

  /// Why a row is refused.
  private struct Refused: Error {
    let problems: [Problem]

    init(_ problems: [Problem]) { self.problems = problems }
    init(_ row: ImportRow, _ en: String, _ chinese: String) {
      problems = [Problem(line: row.line, value: row.title, en, chinese)]
    }
  }

  private mutating func place(
    _ values: RowValues, _ raw: FileRow, _ row: inout ImportRow
  ) throws(Refused) {
    guard values.problems.isEmpty else { throw Refused(values.problems) }
    let (places, key) = try places(of: values)
    guard places.count < 2 else {
      let all = places.map(\.words)
      throw Refused(
        row,
        "this row matches \(places.count) records; write the id of one: "
          + all.map(\.en).firstFew,
        "有 \(places.count) 条记录与本行相符，须注明编号："
          + all.map(\.chinese).firstFew)
    }
    let place = places.first ?? .line(raw.line)
    let digest = values.digest
    if let earlier = spoken[place] {
      guard earlier.digest == digest else {
        let mark = mark(of: values, key)
        throw Refused(
          row, "line \(earlier.line) has the same record, \(mark.en), with other values",
          "与第 \(earlier.line) 行是同一条记录 (\(mark.chinese))，但内容不同")
      }
      row.outcome = .same(.line(earlier.line))
      return
    }
    spoken[place] = (raw.line, digest)
    if case .record(let id) = place {
      try update(id, values, raw, &row)
    } else {
      try create(values, raw, &row)
    }
  }

  /// What a row names its record by: the id, else the number or name of the field it was found by.
  private func mark(of values: RowValues, _ key: FieldInfo?) -> Words {
    if let id = values.id { return Words(same: id.text) }
    guard let key else { return Words(same: values.title) }
    let text = { (language: Language) in
      order.state.maskedText(key, of: values.record, on: order.today, language)
    }
    return key.label + Words(" \(text(.en))", " \(text(.chinese))")
  }

  /// Which record or earlier row is meant: by its id, else by what it says, and by which field. Masked
  /// numbers tell one by name.
  private func places(
    of values: RowValues
  ) throws(Refused) -> (places: [ImportRow.Place], key: FieldInfo?) {
    if let linked = order.mends.linked[values.line] {
      if let id = linked, order.state[id] == nil || order.state[id]?.binned != nil {
        let name = order.state.name(of: id, on: order.today, .chinese)
        throw Refused(
          [
            Problem(
              line: values.line, value: values.title,
              Words(
                "the record linked to this row, \(name), is in the recycle bin: bring it back, link another one, or make it a new record",
                "本行所关联的记录\(name)在回收站中：请先恢复，或另选一条，或作为新的记录"))
          ])
      }
      return (linked.map { [.record($0)] } ?? [], nil)
    }
    let keys = Recognition.keys(of: values.record, today: order.today)
    if let id = values.id {
      do { return ([.record(try record(named: id.text, as: values.record))], nil) } catch {
        throw Refused([values.problem(id.column, error.words)])
      }
    }
    var found = recognition.places(keys + [Recognition.asked(values.record, order.today)])
    // Another community may have the code now that one has given up: the name tells.
    if found.isFormer {
      found.places.removeAll { place in
        guard case .record(let id) = place, let stored = order.state[id] else { return false }
        return Recognition.lookDifferent(stored.content, values.record, order.today)
      }
    }
    guard found.places.isEmpty, !values.masked.isEmpty, let masked else {
      return (found.places, Recognition.field(of: order.kind, rank: found.rank))
    }
    let beside = Dictionary(uniqueKeysWithValues: masked.keys.map { ($0, values.written($0)) })
    let named = masked.finder.named(values.title, beside: beside)
    return (named.map { .record($0) }, order.kind.schema["name"])
  }

  /// The record an id names. A row that shares neither name nor numbers with it comes from another
  /// registry, whose ids mean other records.
  private func record(
    named text: String, as said: any Record
  ) throws(NotFound) -> RecordID {
    let what = order.kind.schema.label
    guard let id = RecordID(text), id.kind == order.kind, let stored = order.state[id] else {
      throw NotFound(
        "no \(what.en.lowercased()) has this id: leave the cell empty for a new one",
        "没有此编号的\(what.chinese)，新增的记录请留空")
    }
    guard stored.binned == nil else {
      throw NotFound("the record is in the recycle bin: restore it first", "记录在回收站中：请先恢复")
    }
    // Who changes records from a day on may give one another code and another name.
    if order.from == nil, Recognition.areStrange(stored.content, said, order.today) {
      let name = order.state.name(of: id, on: order.today, .chinese)
      throw NotFound(
        "in this registry the id is that of \(name), with another name and other numbers: if the file "
          + "is from another registry, remove the column",
        "此编号在本库是\(name)，名称和号码均与本行不同：若文件来自其他登记库，请删去此列")
    }
    return id
  }

  private mutating func create(
    _ values: RowValues, _ raw: FileRow, _ row: inout ImportRow
  ) throws(Refused) {
    let problems = values.masked.map { masked in
      values.problem(
        masked.column,
        Words("the number is masked: a new record needs it in full", "号码已隐去，新记录须填完整号码"))
    }
    guard problems.isEmpty else { throw Refused(problems) }
    let (record, filled) = values.record.completed(
      from: nil, saying: header.said, in: order.state.surroundings(of: values.record),
      on: order.today)
    row.filled = filled.map { $0.ordinal }
    let keys = Recognition.keys(of: record, today: order.today)
    if case .record(let id)? = bin.places(keys).places.first {
      row.warnings.append(
        Problem(
          line: row.line, value: row.title, rule: "binned",
          Words(
            "\(id) in the recycle bin is the same: restore it instead",
            "与回收站中的 \(id) 相同：可改为恢复该记录")))
    }
    row.warnings += likeness.twins(adding: .line(row.line), record).map { twin in
      let mark =
        switch twin.place {
        case .record(let id):
          Words(
            same:
              "\(order.state.name(of: id, on: order.today, .chinese)) (\(order.state.mark(of: id, on: order.today)))"
          )
        case .line: twin.place.words
        }
      return Problem(
        line: row.line, value: row.title, rule: "twin",
        Words("\(twin.likeness)% like ", "\(twin.likeness)% 相似: ") + mark)
    }
    recognition.add(.line(row.line), keys)
    made += 1
    add(Change(RecordID(order.kind, -made), isNew: true, record.settings(from: nil)), raw)
  }

  private mutating func update(
    _ id: RecordID, _ values: RowValues, _ raw: FileRow, _ row: inout ImportRow
  ) throws(Refused) {
    guard let stored = order.state[id]?.content else { return }
    let (merged, changed, former, problems) = values.merged(into: stored, as: id)
    guard problems.isEmpty else { throw Refused(problems) }
    if changed.isEmpty {
      row.outcome = .same(.record(id))
      row.warnings = former
      return
    }
    row.warnings += former
    let (record, filled) = merged.completed(
      from: stored, saying: header.said, in: order.state.surroundings(of: merged), on: order.today)
    row.filled = filled.map { $0.ordinal }
    row.outcome = .updated(id, changed.map(\.key))
    if changed.contains(where: { $0.key == "name" }) {
      let name = order.state.name(of: id, on: order.today, .chinese)
      row.warnings.append(
        Problem(
          line: row.line, value: row.title, rule: "renamed",
          Words("the name was \(name)", "原名称为\(name)")))
    }
    add(Change(id, record.settings(from: stored)), raw)
  }

  /// Lets go of what only reading needs: the rules need room.
  mutating func finish() {
    recognition = Recognition([], today: order.today)
    likeness = Likeness(order.kind, in: RegistryState(), today: order.today)
    spoken = [:]
  }

  private mutating func add(_ change: Change, _ raw: FileRow) {
    changes.append(change)
    drafts.append(Draft(row: rows.count, offset: raw.offset))
  }
}
