// A rearrangement as one change set.

extension Rearrangement {
  /// What a save would write; the first reason against it.
  ///
  /// - Parameters:
  ///   - items: all that changes, where it is found already.
  ///   - reason: what the history says of it.
  public func changeSet(
    of items: [Item]? = nil, in state: RegistryState, saying reason: String? = nil
  ) throws(Flaw) -> ChangeSet {
    if let words = flaw(in: state) { throw Flaw(words: words) }
    var edits = Edits(state: state)
    for item in items ?? self.items(in: state) {
      guard let outcome = item.outcome else {
        throw Flaw(
          item: item.key,
          words: words(of: item, in: state) + Words(": choose what becomes of it", "：须选择处理方式"))
      }
      edits.settle(item, outcome, self)
    }
    if purpose == .ending {
      let ending = Ending(day: day, successors: successors, reason: self.reason)
      for subject in subjects { try edits.end(subject, ending) }
    }
    return ChangeSet(edits.changes, reason: reason)
  }

  /// What is wrong with the rearrangement as such.
  private func flaw(in state: RegistryState) -> Words? {
    let name = { (id: RecordID) in
      Words(state.shortName(of: id, on: day, .en), state.shortName(of: id, on: day, .chinese))
    }
    if subjects.isEmpty { return Words("say who is taken over", "请选择并入的社区") }
    if purpose == .handover, successors.isEmpty {
      return Words("say who takes over", "请选择由谁接替")
    }
    for id in subjects + successors {
      guard let stored = state[id], stored.binned == nil else {
        return name(id) + Words(" is in the recycle bin", "已在回收站")
      }
      let isSubject = subjects.contains(id)
      if isSubject, stored.content.hasEnded(by: day) {
        return name(id) + Words(" ended before \(day)", "在 \(day) 之前已终止")
      }
      if isSubject, !stored.hasBegun(by: day.adding(days: -1)) {
        return name(id) + Words(" has not begun by the day before \(day)", "在 \(day) 的前一日尚未开始")
      }
      if !isSubject, !state.exists(stored, on: day) {
        return name(id) + Words(" is not there on \(day)", "在 \(day) 不存在")
      }
    }
    for ids in [subjects, successors] {
      if let twice = ids.enumerated().first(where: { ids.firstIndex(of: $1) != $0 })?.element {
        return name(twice) + Words(" is named twice", "重复填写")
      }
    }
    if let both = successors.first(where: subjects.contains) {
      return name(both) + Words(" cannot take its own place", "不能由自身接替")
    }
    return nil
  }
}

/// Records as a rearrangement leaves them.
private struct Edits {
  let state: RegistryState
  private var edited: [RecordID: any Record] = [:]
  private var binned: Set<RecordID> = []
  private var made: [any Record] = []
  private var order: [RecordID] = []

  init(state: RegistryState) { self.state = state }

  /// New posts come after those they follow.
  var changes: [Change] {
    order.compactMap { id -> Change? in
      if binned.contains(id) {
        return Change(id, [.binned(from: nil, to: UndoPlan.notBegun.chinese)])
      }
      let settings = edited[id]?.settings(from: state[id]?.content) ?? []
      return settings.isEmpty ? nil : Change(id, settings)
    }
      + made.enumerated().map { place, record in
        Change(RecordID(record.kind, -1 - place), isNew: true, record.settings(from: nil))
      }
  }

  private subscript(id: RecordID) -> any Record {
    get { edited[id] ?? state[id]?.content ?? id.kind.schema.make() }
    set {
      if edited.updateValue(newValue, forKey: id) == nil { order.append(id) }
    }
  }

  mutating func end(_ id: RecordID, _ ending: Ending) throws(Rearrangement.Flaw) {
    guard var record = self[id] as? any EndedByAct else { return }
    do { try record.end(ending) } catch {
      throw Rearrangement.Flaw(words: id.kind.endReason?.naming(error.words) ?? error.words)
    }
    self[id] = record
  }

  mutating func settle(
    _ item: Rearrangement.Item, _ outcome: Rearrangement.Outcome, _ plan: Rearrangement
  ) {
    guard let field = item.record.kind.schema[item.field] else { return }
    switch outcome {
    case .stays: return
    case .sums: add(item, field, plan)
    case .moves, .ends:
      let ids: [RecordID] = if case .moves(let ids) = outcome { ids } else { [] }
      if field.succession == .renews, let post = self[item.record] as? Assignment {
        renew(post, item.record, field, to: ids.first, plan)
      } else {
        pass(item.record, field, to: ids, plan)
      }
    }
  }

  /// A post ends on the day before, and one like it begins; one that has not begun begins elsewhere, or never.
  private mutating func renew(
    _ post: Assignment, _ id: RecordID, _ field: FieldInfo, to other: RecordID?,
    _ plan: Rearrangement
  ) {
    let lastDay = plan.day.adding(days: -1)
    let next = other.map { post.passed(to: $0, in: field, on: plan.day) }
    guard post.hasBegun(by: lastDay) else {
      self[id] = next ?? post
      if next == nil { binned.insert(id) }
      return
    }
    var ended = post
    ended.end(on: lastDay, because: other == nil ? plan.reasonOfPosts : .transferred)
    self[id] = ended
    if let next { made.append(next.renewed(from: plan.day)) }
  }

  /// A value names others from the day on, and in later steps.
  private mutating func pass(
    _ id: RecordID, _ field: FieldInfo, to others: [RecordID], _ plan: Rearrangement
  ) {
    let record = self[id]
    for day in plan.days(naming: record, field) {
      let now = record.ids(in: field, on: day)
      let place = now.firstIndex(where: plan.subjects.contains) ?? now.endIndex
      var next = now.filter { !plan.subjects.contains($0) }
      next.insert(
        contentsOf: others.filter { !next.contains($0) }, at: min(place, next.endIndex))
      let value: JSON? =
        field.mergesByElement
        ? (next.isEmpty ? nil : .array(next.map(\.json))) : next.first?.json
      put(value, field, of: id, field.isDated ? .change(from: day) : .correction(on: day))
    }
  }

  /// A number of the successor is the sum from the day on, and its later steps have the others added as well.
  private mutating func add(
    _ item: Rearrangement.Item, _ field: FieldInfo, _ plan: Rearrangement
  ) {
    let record = self[item.record]
    put(item.sum, field, of: item.record, .change(from: plan.day))
    for day in record.days(of: field) where day > plan.day {
      guard let own = record.json(field, on: day), let added = item.added else { continue }
      let sum = added.bool == nil ? Listing.Total([own, added]).value : added
      put(sum, field, of: item.record, .change(from: day))
    }
  }

  private mutating func put(_ value: JSON?, _ field: FieldInfo, of id: RecordID, _ moment: Moment) {
    var record = self[id]
    // A number that adds up, an id of the kind the field names: it takes them.
    try? record.put(value, field, moment)
    self[id] = record
  }
}

extension Assignment {
  /// The same post with `other` in a field. Which of somebody's posts is the primary one nobody takes over.
  fileprivate func passed(to other: RecordID, in field: FieldInfo, on day: CivilDate) -> Assignment
  {
    var post = self
    // What the post holds there, its like takes.
    try? post.put(other.json, field, .correction(on: day))
    if post.worker != worker { post.primary = nil }
    return post
  }
}

extension Rearrangement {
  /// Why posts end that nobody takes over.
  fileprivate var reasonOfPosts: EndReason {
    switch (purpose, subjects.first?.kind) {
    case (.election, _): .notReelected
    // Why somebody left is why the posts ended.
    case (.ending, .worker?): reason.flatMap { try? EndReason(text: $0) } ?? .other
    default: .other
    }
  }
}
