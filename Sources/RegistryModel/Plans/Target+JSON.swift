extension Target {
  private static let keys = [
    "id", "label", "short", "scope", "measure", "aggregate", "atLeast", "moreThan", "minimum",
    "over", "per",
    "unit", "deadline", "tiers", "statuses", "roles", "licences", "baseline", "source", "missing",
  ]

  /// Reads one target of a plan from `start` to `end`; `number` names it until its id is read.
  init(json: JSON, number: Int, start: CivilDate, end: CivilDate) throws(PlanError) {
    guard let id = json["id"]?.string, PlanID.isValid(id) else {
      throw PlanError("\(number)", "id", PlanID.rule)
    }
    let object = try PlanObject(json, target: id, keys: Self.keys)
    guard let label = try object.words("label") else { throw object.missing("label") }
    guard let scope = try object.choice(Scope.self, "scope") else { throw object.missing("scope") }
    guard let unit = try object.words("unit") else { throw object.missing("unit") }
    guard let source = try object.words("source") else { throw object.missing("source") }
    let deadline = try object.date("deadline") ?? end
    guard deadline >= start else {
      throw object.refusal("deadline", "the deadline is before the plan's start", "期限早于规划起日")
    }
    let formula = try Formula(object, unit: unit)
    self.init(
      id: id, label: label, short: try object.words("short"), scope: scope,
      measure: formula.measure, aggregate: formula.aggregate,
      bound: formula.bound, minimum: formula.minimum, over: formula.over, per: formula.per,
      unit: unit, deadline: deadline, organizations: try Self.organizations(object, formula),
      workers: try Self.workers(object, formula),
      baseline: try Self.baseline(object, before: deadline), source: source,
      notRecorded: try Self.missing(object, formula.measure))
  }

  private static func organizations(
    _ object: PlanObject, _ formula: Formula
  ) throws(PlanError) -> OrganizationRule {
    var rule = OrganizationRule()
    let counts = formula.measures.contains { $0.countsOrganizations }
    for key in ["tiers", "statuses"] where object.value(key) != nil && !counts {
      throw object.refusal(
        key, "only where organizations or services are counted", "仅用于统计社会组织或服务的指标")
    }
    if let tiers = try object.codes(Tier.self, "tiers") { rule.tiers = tiers }
    if let statuses = try object.codes(OrganizationStatus.self, "statuses") {
      rule.statuses = statuses
    }
    if rule.tiers.isEmpty { throw object.refusal("tiers", "must have at least one", "至少一项") }
    if rule.statuses.isEmpty {
      throw object.refusal("statuses", "must have at least one", "至少一项")
    }
    return rule
  }

  private static func workers(
    _ object: PlanObject, _ formula: Formula
  ) throws(PlanError) -> WorkerRule {
    var rule = WorkerRule()
    for key in ["roles", "licences"]
    where object.value(key) != nil && !formula.measures.contains(where: \.countsWorkers) {
      throw object.refusal(key, "only where workers are counted", "仅用于统计社区工作者的指标")
    }
    if let roles = try object.codes(Role.self, "roles") { rule.roles = roles }
    if let licences = try object.codes(LicenceLevel.self, "licences") { rule.licences = licences }
    if rule.roles.contains(.volunteer) {
      throw object.refusal("roles", "volunteers never count as workers", "志愿者不计入社区工作者")
    }
    if rule.licences.contains(.unlicensed) {
      throw object.refusal("licences", "none is not a licence", "无证不能作为证书级别")
    }
    if rule.roles.isEmpty, rule.licences.isEmpty {
      throw object.refusal("roles", "at least one role or licence must count", "岗位和证书至少一项")
    }
    return rule
  }

  private static func baseline(
    _ object: PlanObject, before deadline: CivilDate
  ) throws(PlanError) -> Baseline? {
    guard let json = object.value("baseline") else { return nil }
    let baseline = try PlanObject(
      json, target: object.target, path: "baseline.", keys: ["value", "asOf", "source"])
    guard let value = try baseline.field(ExactDecimal.self, "value") else {
      throw baseline.missing("value")
    }
    guard let asOf = try baseline.date("asOf") else { throw baseline.missing("asOf") }
    guard let source = try baseline.words("source") else { throw baseline.missing("source") }
    guard asOf < deadline else {
      throw baseline.refusal("asOf", "the baseline is after the deadline", "基数日期晚于期限")
    }
    return Baseline(value: value, asOf: asOf, source: source)
  }

  private static func missing(
    _ object: PlanObject, _ measure: Measure?
  ) throws(PlanError) -> Words? {
    let missing = try object.words("missing")
    if measure == nil, missing == nil {
      throw object.refusal(
        "missing", "a target without a measure must say what is not recorded",
        "没有 measure 的指标须说明尚未记录的内容")
    }
    if measure != nil, missing != nil {
      throw object.refusal("missing", "only without a measure", "仅用于没有 measure 的指标")
    }
    return missing
  }
}
