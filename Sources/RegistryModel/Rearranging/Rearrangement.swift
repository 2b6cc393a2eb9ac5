/// What one act makes of several records from a day on: communities merge, split up or end, a worker leaves
/// or hands over, another organization takes over, a committee is elected.
///
/// Every record that names one of the subjects has an outcome, proposed by rule and chosen by the clerk.
/// All is one change set.
public struct Rearrangement: Hashable, Sendable {
  /// What becomes of the subjects.
  public enum Purpose: String, CaseIterable, Hashable, Sendable {
    /// They end.
    case ending
    /// They stay, and others take over something of what they have.
    case handover
    /// A committee is elected: terms of its members end.
    case election
  }

  /// What becomes of the subjects.
  public let purpose: Purpose
  /// Whose place others take; all of one kind.
  public var subjects: [RecordID]
  /// Who takes it; none where nobody does.
  public var successors: [RecordID]
  /// The first day of the new order.
  public var day: CivilDate
  /// Why: the deed's number of a community, a value of the code table of others; nil where nothing is said.
  public var reason: String?
  /// Only what this worker has is rearranged; nil: everything.
  public var worker: RecordID?
  /// What was chosen, by the key of the item; of others what is proposed holds.
  public var chosen: [String: Outcome] = [:]

  /// A rearrangement from `day` on, all as proposed.
  public init(
    _ purpose: Purpose, of subjects: [RecordID], to successors: [RecordID] = [], from day: CivilDate
  ) {
    (self.purpose, self.subjects, self.successors, self.day) = (purpose, subjects, successors, day)
  }

  /// A worker's post in one community becomes one in another.
  public static func transfer(
    of worker: RecordID, from community: RecordID, to other: RecordID, on day: CivilDate
  ) -> Rearrangement {
    var transfer = Rearrangement(.handover, of: [community], to: [other], from: day)
    transfer.worker = worker
    return transfer
  }

  /// What becomes of one record.
  public enum Outcome: Hashable, Sendable {
    /// It names these from the day on.
    case moves([RecordID])
    /// A post ends, a list goes on without, another field is emptied.
    case ends
    case stays
    /// A number becomes the sum of all.
    case sums
  }

  /// A record that names a subject, or a number that adds up.
  public struct Item: Hashable, Sendable {
    /// The record that changes.
    public let record: RecordID
    /// The field that changes, by key.
    public let field: String
    /// What can become of it.
    public let options: [Outcome]
    /// What becomes of it unless something else is chosen; nil: something has to be.
    public let proposed: Outcome?
    /// What becomes of it as things stand.
    public let outcome: Outcome?
    /// The numbers that add up, where it is one that does.
    public var addends: [JSON] = []
    /// What is added to the successor's own number, and to that of later steps.
    var added: JSON?
    /// Their sum.
    public var sum: JSON?

    /// Names it among the items: `a12/community`.
    public var key: String { "\(record)/\(field)" }
  }

  /// Why a rearrangement cannot be saved.
  public struct Flaw: Error, Hashable, Sendable {
    /// The key of the item that is undecided; nil: it is something else.
    public var item: String?
    /// One sentence.
    public let words: Words

    /// A reason in words.
    public init(item: String? = nil, words: Words) {
      (self.item, self.words) = (item, words)
    }
  }
}

// What names a subject.
extension Rearrangement {
  /// All that changes beside the subjects themselves, by kind and number, sums last.
  public func items(in state: RegistryState) -> [Item] {
    var taken: Set<Seat> = []
    let named = naming(in: state).map { stored, field in
      item(stored, field, in: state, beside: &taken)
    }
    return named + sums(in: state)
  }

  /// The records that name a subject on the day or later, each with the field that does.
  func naming(in state: RegistryState) -> [(stored: any AnyStored, field: FieldInfo)] {
    guard let kind = subjects.first?.kind else { return [] }
    return Kind.allCases.flatMap { other in
      other.schema.fields.filter { $0.succession != nil && $0.refersTo == kind }.flatMap { field in
        var seen: Set<RecordID> = []
        return subjects.flatMap { state[other].rows(holding: $0.description, in: field) }
          .filter { seen.insert($0.id).inserted && concerns($0, field, in: state) }
          .sorted { $0.id.number < $1.id.number }.map { (stored: $0, field: field) }
      }
    }
  }

  private func concerns(
    _ stored: any AnyStored, _ field: FieldInfo, in state: RegistryState
  ) -> Bool {
    guard !stored.content.isSettled(on: start(of: stored)), !subjects.contains(stored.id),
      !days(naming: stored.content, field).isEmpty
    else { return false }
    // With whom it cannot be without it is over as well; what has not begun is asked about.
    let others = stored.carriers.compactMap { $0 }.filter { !subjects.contains($0) }
    guard
      !stored.hasBegun(by: day.adding(days: -1))
        || others.allSatisfy({ isThere($0, on: day, in: state) })
    else { return false }
    if let worker, (stored.content as? Assignment)?.worker != worker { return false }
    guard purpose == .election else { return true }
    // Who is elected for the next term stays.
    return stored.hasBegun(by: day.adding(days: -1))
      && (stored.content as? Assignment)?.role?.isElected == true
  }

  /// The first day of the new order on which a record is there.
  private func start(of stored: any AnyStored) -> CivilDate {
    max(day, stored.beginning(on: day)?.lastDay ?? day)
  }

  private func isThere(_ id: RecordID, on day: CivilDate, in state: RegistryState) -> Bool {
    state[id].map { $0.binned == nil && !$0.content.hasEnded(by: day) } ?? false
  }

  /// The days, from the first of the new order on, from which a field names a subject.
  func days(naming content: any Record, _ field: FieldInfo) -> [CivilDate] {
    ([day] + content.days(of: field).filter { $0 > day }).filter { day in
      content.ids(in: field, on: day).contains(where: subjects.contains)
    }
  }
}

// What can become of it, and what does unless something else is chosen.
extension Rearrangement {
  private func item(
    _ stored: any AnyStored, _ field: FieldInfo, in state: RegistryState,
    beside taken: inout Set<Seat>
  ) -> Item {
    let (options, proposed) =
      field.succession == .renews
      ? post(stored, field, in: state, beside: taken) : passing(stored, field, in: state)
    let key = "\(stored.id)/\(field.key)"
    let outcome = chosen[key].flatMap { options.contains($0) ? $0 : nil } ?? proposed
    if case .moves(let ids) = outcome, let post = stored.content as? Assignment {
      taken.insert(post.seat(with: ids[0], in: field))
    }
    return Item(
      record: stored.id, field: field.key, options: options, proposed: proposed, outcome: outcome)
  }

  private func post(
    _ stored: any AnyStored, _ field: FieldInfo, in state: RegistryState,
    beside taken: Set<Seat>
  ) -> ([Outcome], Outcome?) {
    let post = stored.content as? Assignment
    // Nobody holds one post twice: who is there already only gives this one up.
    let free = successors(at: stored, in: state).filter { successor in
      guard let post else { return true }
      return !taken.contains(post.seat(with: successor, in: field))
        && !state.isHeld(post, with: successor, in: field, from: day, beside: stored.id)
    }
    let moves = free.map { Outcome.moves([$0]) }
    let endsWithSubject = stored.carriers.contains { $0.map(subjects.contains) == true }
    let mayStay = purpose != .ending || !endsWithSubject
    let options = moves + [.ends] + (mayStay ? [.stays] : [])
    let isElected = post?.role?.isElected == true
    let hasBegun = stored.hasBegun(by: day.adding(days: -1))
    // One that begins later would never begin: that is for the clerk to say, or the day is wrong.
    let rest: Outcome? =
      purpose == .ending && endsWithSubject ? (hasBegun ? .ends : nil) : .stays
    switch purpose {
    case .election: return (options, post?.role == .committeeMember ? .ends : .stays)
    case .ending, .handover:
      if isElected, endsWithSubject, worker == nil { return (options, rest) }
      if isSplittingOff { return (options, .stays) }
      if successors.count < 2 {
        return (options, moves.first ?? (successors.isEmpty || !hasBegun ? rest : .ends))
      }
      return (options, moves.isEmpty && hasBegun ? .ends : nil)
    }
  }

  private func passing(
    _ stored: any AnyStored, _ field: FieldInfo, in state: RegistryState
  ) -> ([Outcome], Outcome?) {
    let content = stored.content
    let others = content.ids(in: field, on: day).filter { !subjects.contains($0) }
    let isList = field.mergesByElement
    // Whether it is required may change with any other field.
    let steps =
      [day] + content.kind.schema.fields.flatMap { content.days(of: $0) }.filter { $0 > day }
    let mayEmpty =
      field.isDated
      && (!others.isEmpty
        || !steps.contains { content.asked(field, on: $0) == .required })
    let successors = successors(at: stored, in: state)
    var moves = successors.map { Outcome.moves([$0]) }
    if isList, successors.count > 1 { moves.append(.moves(successors)) }
    let options = moves + (mayEmpty ? [.ends] : []) + [.stays]
    if isSplittingOff { return (options, .stays) }
    switch successors.count {
    case 0: return (options, purpose == .ending && isList && mayEmpty ? .ends : .stays)
    case 1: return (options, moves[0])
    default: return (options, purpose == .ending && isList ? moves.last : nil)
    }
  }

  /// Those who are still there when a record begins.
  private func successors(at stored: any AnyStored, in state: RegistryState) -> [RecordID] {
    successors.filter { isThere($0, on: start(of: stored), in: state) }
  }

  /// A part of a community becomes another's: nothing goes there unless it is chosen.
  private var isSplittingOff: Bool {
    purpose == .handover && worker == nil && subjects.first?.kind == .community
  }
}

/// Whose post it is, where and as what: nobody has one twice.
private struct Seat: Hashable {
  var worker: RecordID?
  var community: RecordID?
  let role: Role?
}

extension Assignment {
  fileprivate var seat: Seat { Seat(worker: worker, community: community, role: role) }

  /// What it would be if `id` were in `field`.
  fileprivate func seat(with id: RecordID, in field: FieldInfo) -> Seat {
    var seat = seat
    switch field.key {
    case "worker": seat.worker = id
    case "community": seat.community = id
    default: break
    }
    return seat
  }
}

extension RegistryState {
  /// From `day` on another post has the seat that `post` would have with `id` in `field`.
  fileprivate func isHeld(
    _ post: Assignment, with id: RecordID, in field: FieldInfo, from day: CivilDate,
    beside own: RecordID
  ) -> Bool {
    let seat = post.seat(with: id, in: field)
    let renewed = post.renewed(from: max(day, post.since?.firstDay ?? day))
    return seat.worker.map(assignments(of:))?.contains {
      $0.id != own && $0.binned == nil && $0.record.seat == seat && $0.record.overlaps(renewed)
    } ?? false
  }
}

// Numbers of communities that merge.
extension Rearrangement {
  /// What communities have that become one: households, residents, areas, a hall. A number that one of them lacks
  /// is none of the sum's.
  private func sums(in state: RegistryState) -> [Item] {
    guard case .ending = purpose, successors.count == 1, let target = successors.first,
      target.kind == .community, let community = state.communities[target.number]?.record
    else { return [] }
    // One that begins that day is what becomes of the others.
    let isNew = community.establishedOn.map { $0.firstDay >= day } ?? false
    let parts = subjects.compactMap { state.communities[$0.number]?.record }
    return Kind.community.schema.fields.filter(\.isDated).compactMap { field in
      let own = community.json(field, on: day)
      let added = parts.map { $0.json(field, on: day.adding(days: -1)) }
      // What was entered of a later day, or of the first, may have the others in it.
      let isSure =
        !community.days(of: field).contains { $0 > day } && !(isNew && own != nil)
      if field.entry == .flag {
        guard own != true, added.contains(true) else { return nil }
        return summed(target, field, [], added: .bool(true), sum: .bool(true), isSure)
      }
      let addends = (isNew && own == nil ? [] : [own]) + added
      let numbers = addends.compactMap { $0 }
      guard field.isAmount, numbers.count == addends.count,
        let sum = Listing.Total(numbers).value,
        let more = Listing.Total(added.compactMap { $0 }).value
      else { return nil }
      return summed(target, field, numbers, added: more, sum: sum, isSure)
    }
  }

  private func summed(
    _ target: RecordID, _ field: FieldInfo, _ addends: [JSON], added: JSON, sum: JSON,
    _ isSure: Bool
  ) -> Item {
    let proposed: Outcome? = isSure ? .sums : nil
    let outcome = chosen["\(target)/\(field.key)"].flatMap {
      [.sums, .stays].contains($0) ? $0 : nil
    }
    return Item(
      record: target, field: field.key, options: [.sums, .stays], proposed: proposed,
      outcome: outcome ?? proposed, addends: addends, added: added, sum: sum)
  }
}

extension Record {
  /// The records that a field names on a day.
  func ids(in field: FieldInfo, on day: CivilDate) -> [RecordID] {
    let value = json(field, on: day)
    return (value?.array ?? [value].compactMap { $0 }).compactMap {
      $0.string.flatMap { RecordID($0) }
    }
  }
}
