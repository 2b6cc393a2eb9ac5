import RegistryModel

// What the rows come to, once all are read.
extension ImportReading {
  /// The plan: all changes as one change set, and what the registry's rules say of it.
  ///
  /// - Parameters:
  ///   - row: reads a row once more, by where it begins.
  ///   - progress: hears how many of the changes have been checked.
  consuming func plan<E: Error>(
    _ file: ImportPlan.File, row: (Int, Int) -> FileRow?, _ progress: (Int) throws(E) -> Void
  ) throws(E) -> ImportPlan {
    finish()
    let set = ChangeSet(changes, batch: batch, reason: order.source)
    try check(set, row, progress)
    var file = file
    file.columns = header.columns
    return ImportPlan(order.kind, file, from: order.state, rows: rows, changeSet: set)
  }

  /// One name for one import that can be typed, `import-2026-11-24-3f9c2a`: the day, and a digest of
  /// the seq it was planned on and of its rows.
  private var batch: String {
    var digest: UInt64 = 0xCBF2_9CE4_8422_2325
    func add(_ text: String) {
      for byte in text.utf8 { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }
    add("\(order.state.seq)\n")
    for draft in drafts {
      add("\(rows[draft.row].line) ")
      add(rows[draft.row].title)
      add("\n")
    }
    let text = String((digest ^ digest >> 32) & 0xFF_FFFF | 0x100_0000, radix: 16).dropFirst()
    return "import-\(order.today.text(.en))-\(text)"
  }

  /// Runs the rules on the registry as it would be with the whole set.
  private mutating func check<E: Error>(
    _ set: ChangeSet, _ raw: (Int, Int) -> FileRow?, _ progress: (Int) throws(E) -> Void
  ) throws(E) {
    let highest = order.state[order.kind].highest
    let ids = set.changes.map { change in
      change.isNew ? RecordID(order.kind, highest - change.id.number) : change.id
    }
    var lines: [RecordID: Int] = [:]
    for (id, draft) in zip(ids, drafts) { lines[id] = rows[draft.row].line }
    var after = order.state
    do { try after.tryOut(set) } catch {
      // The values were read by the same fields a moment ago, so only a damaged registry ends here.
      return refuse(error, ids)
    }
    let findings = ImportFindings(header: header, kind: order.kind, lines: lines)
    let (header, mends) = (header, order.mends)
    let changed = Set(ids)
    for (place, draft) in drafts.enumerated() {
      if place % 1024 == 0 { try progress(place) }
      var change = set.changes[place]
      change.id = ids[place]
      let judgement = order.state.judgement(
        of: change, in: after, beside: changed, today: order.today, .soft)
      let line = rows[draft.row].line
      findings.report(judgement, on: &rows[draft.row]) {
        raw(draft.offset, line).map { header.mended($0, mends) }
      }
    }
  }

  private mutating func refuse(_ error: ApplyError, _ ids: [RecordID]) {
    let words: Words
    var id = ids.first
    switch error {
    case .refusedValue(let record, let reason):
      (id, words) = (record, reason)
    case .wrongRecord(let record), .wrongBefore(let record, _):
      id = record
      words = Words("the registry's record is damaged", "登记库中的记录已损坏")
    case .outOfOrder:
      words = Words("the registry is damaged", "登记库已损坏")
    }
    guard let place = ids.firstIndex(where: { $0 == id }) else { return }
    let row = drafts[place].row
    rows[row].refuse([Problem(line: rows[row].line, words)])
  }
}
