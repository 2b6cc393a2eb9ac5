extension Plan {
  /// Reads a plan file; refuses it with one sentence that names target, key and rule.
  public init(json: JSON) throws(PlanError) {
    let object = try PlanObject(
      json, target: nil, keys: ["id", "title", "start", "end", "source", "targets"])
    guard let id = object.value("id") else { throw object.missing("id") }
    guard let id = id.string, PlanID.isValid(id) else { throw PlanError(nil, "id", PlanID.rule) }
    guard let title = try object.words("title") else { throw object.missing("title") }
    guard let start = try object.date("start") else { throw object.missing("start") }
    guard let end = try object.date("end") else { throw object.missing("end") }
    guard start < end else {
      throw object.refusal("end", "the plan ends before it starts", "规划止日早于起日")
    }
    guard let source = try object.words("source") else { throw object.missing("source") }
    guard let list = object.value("targets")?.array, (1...Self.mostTargets).contains(list.count)
    else {
      throw object.refusal(
        "targets", "must be a list of 1 to \(Self.mostTargets) targets",
        "应为 1 至 \(Self.mostTargets) 个指标的列表")
    }
    var targets: [Target] = []
    for (place, json) in list.enumerated() {
      let target = try Target(json: json, number: place + 1, start: start, end: end)
      guard !targets.contains(where: { $0.id == target.id }) else {
        throw PlanError(target.id, "id", Words("another target has this id", "编号与其他指标重复"))
      }
      targets.append(target)
    }
    self.init(
      id: id, title: title, start: start, end: end, source: source, targets: targets)
  }

  /// Upper limit: an office cannot follow more, and each target costs a pass.
  private static let mostTargets = 100
}
