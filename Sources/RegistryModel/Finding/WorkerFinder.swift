/// Finds the worker a file means: by ID number, or by name, with the ID number or phone beside it
/// where several have that name. Masked numbers do: exports write them.
struct WorkerFinder: RecordFinder {
  private var byNumber: [String: RecordID] = [:]
  private var byName: [String: [RecordID]] = [:]
  private let workers: Table<Worker>

  /// All workers in use.
  init(_ state: RegistryState) {
    workers = state.workers
    for stored in workers.inUse {
      if let number = stored.record.idNumber?.description { byNumber[number] = stored.id }
      byName[(stored.record.name ?? "").nfkcUpper, default: []].append(stored.id)
    }
  }

  /// The one worker meant, or a sentence why there is none.
  func find(_ text: String, beside: [String: String]) throws(NotFound) -> RecordID? {
    let number = (beside["idNumber"] ?? "").nfkcUpper
    if !number.isEmpty, !Mask.isMasked(number) {
      guard let id = byNumber[number] else {
        throw NotFound("no worker has this ID number", "没有这个证件号码的社区工作者", locator: "idNumber")
      }
      guard
        text.isEmpty || RecordID(text) == id
          || text.nfkcUpper == workers[id.number]?.record.name?.nfkcUpper
      else {
        throw NotFound(
          "the ID number is another worker's, not the named one's", "证件号码与姓名不符", locator: "idNumber"
        )
      }
      return id
    }
    if text.isEmpty { return nil }
    if let id = RecordID(text), id.kind == .worker, workers.isInUse(id.number) {
      return id
    }
    if let id = byNumber[text.nfkcUpper] { return id }
    let found = named(text, beside: beside)
    if found.count == 1 { return found[0] }
    if found.count > 1 {
      let list =
        found.lazy.map { id in
          let number = workers[id.number]?.record.idNumber?.description
          return [id.description, number.map(Mask.identityNumber.masked)].compactMap { $0 }
            .joined(separator: " ")
        }.firstFew
      throw NotFound(
        "\(found.count) workers have this name: write the ID number, or the id of one: \(list)",
        "有 \(found.count) 个同名社区工作者，须注明证件号码，或其中一人的编号：\(list)")
    }
    throw byName[text.nfkcUpper] == nil
      ? NotFound("no worker has this name", "没有这个姓名的社区工作者")
      : NotFound("no worker of this name has these numbers", "该姓名的社区工作者没有这样的号码")
  }

  func named(_ name: String, beside: [String: String]) -> [RecordID] {
    (byName[name.nfkcUpper] ?? []).filter { id in
      guard let worker = workers[id.number] else { return false }
      return ["idNumber", "phone"].allSatisfy { key in
        Worker.kindSchema[key].map { worker.holds(beside[key] ?? "", in: $0) } ?? false
      }
    }
  }
}
