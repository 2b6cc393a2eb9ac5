import RegistryModel

/// Finds the worker a file means: by ID number, or by name, with the ID number or phone beside it
/// where several have that name. Masked numbers do: exports write them.
struct WorkerFinder: Sendable {
  private var byNumber: [String: RecordID] = [:]
  private var byName: [String: [RecordID]] = [:]
  private let state: RegistryState

  /// All workers in use.
  init(_ state: RegistryState) {
    self.state = state
    for stored in state.workers.inUse {
      if let number = stored.record.idNumber?.description { byNumber[number] = stored.id }
      byName[(stored.record.name ?? "").nfkcUpper, default: []].append(stored.id)
    }
  }

  /// The one worker meant, or a sentence why there is none.
  func find(_ text: String, idNumber: String, phone: String) throws(NotFound) -> RecordID? {
    let number = idNumber.nfkcUpper
    if !number.isEmpty, !Mask.isMasked(number) {
      guard let id = byNumber[number] else {
        throw NotFound("no worker has this ID number", "没有这个证件号码的社区工作者", locator: "idNumber")
      }
      guard
        text.isEmpty || RecordID(text) == id
          || text.nfkcUpper == state.workers[id.number]?.record.name?.nfkcUpper
      else {
        throw NotFound(
          "the ID number is another worker's, not the named one's", "证件号码与姓名不符", locator: "idNumber"
        )
      }
      return id
    }
    if text.isEmpty { return nil }
    if let id = RecordID(text), id.kind == .worker, let stored = state[id], stored.binned == nil {
      return id
    }
    if let id = byNumber[text.nfkcUpper] { return id }
    let named = named(text)
    let found = named.filter { fits($0, idNumber: idNumber, phone: phone) }
    if found.count == 1 { return found[0] }
    if found.count > 1 {
      let list =
        found.lazy.map { id in
          let number = state.workers[id.number]?.record.idNumber?.description
          return [id.description, number.map(Mask.identityNumber.masked)].compactMap { $0 }
            .joined(separator: " ")
        }.firstFew
      throw NotFound(
        "\(found.count) workers have this name: write the ID number, or the id of one: \(list)",
        "有 \(found.count) 个同名社区工作者，须注明证件号码，或其中一人的编号：\(list)")
    }
    throw named.isEmpty
      ? NotFound("no worker has this name", "没有这个姓名的社区工作者")
      : NotFound("no worker of this name has these numbers", "该姓名的社区工作者没有这样的号码")
  }

  /// Workers of this very name.
  func named(_ name: String) -> [RecordID] { byName[name.nfkcUpper] ?? [] }

  /// What is written of the worker's numbers, masked or not, is so; empty says nothing.
  func fits(_ id: RecordID, idNumber: String, phone: String) -> Bool {
    guard let worker = state.workers[id.number]?.record else { return false }
    return fits(idNumber, [worker.idNumber?.description ?? ""], .identityNumber)
      && fits(phone, (worker.phone ?? []).map(\.description), .phone)
  }

  /// Every number written is one of the worker's.
  private func fits(_ written: String, _ numbers: [String], _ mask: Mask) -> Bool {
    written.nfkc.split { ",;、 ".contains($0) }.allSatisfy { part in
      let part = String(part).nfkcUpper
      return numbers.contains { $0 == part || mask.matches(masked: part, full: $0) }
    }
  }
}
