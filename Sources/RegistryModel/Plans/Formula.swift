/// How a target is reckoned, as its keys say it, and what of them go together.
struct Formula {
  let measure: Measure?
  let aggregate: Aggregate
  let bound: Bound?
  let minimum: ExactDecimal
  let over: Measure?
  let per: Int

  var measures: [Measure] { [measure, over].compactMap { $0 } }

  init(_ object: PlanObject, unit: Words) throws(PlanError) {
    measure = try object.choice(Measure.self, "measure")
    guard let aggregate = try object.choice(Aggregate.self, "aggregate") else {
      throw object.missing("aggregate")
    }
    self.aggregate = aggregate
    bound = try Self.bound(object)
    minimum = try object.field(ExactDecimal.self, "minimum") ?? ExactDecimal(1)
    over = try object.choice(Measure.self, "over")
    per = try object.field(Int.self, "per") ?? 1
    try check(object, unit)
  }

  /// `atLeast` or `moreThan`; one of the keys is given, if only as null.
  private static func bound(_ object: PlanObject) throws(PlanError) -> Bound? {
    let atLeast = try object.field(ExactDecimal.self, "atLeast")
    let moreThan = try object.field(ExactDecimal.self, "moreThan")
    if atLeast != nil, moreThan != nil {
      throw object.refusal("moreThan", "not together with atLeast", "不能与 atLeast 并用")
    }
    guard object.has("atLeast") || object.has("moreThan") else {
      throw object.refusal(
        "atLeast", "atLeast or moreThan is missing; null if there is only a baseline",
        "缺少 atLeast 或 moreThan；只有基数时写 null")
    }
    return atLeast.map(Bound.atLeast) ?? moreThan.map(Bound.moreThan)
  }

  private func check(_ object: PlanObject, _ unit: Words) throws(PlanError) {
    if object.value("minimum") != nil, aggregate != .share {
      throw object.refusal("minimum", "only with the aggregate share", "仅用于 share")
    }
    if aggregate == .share, minimum == ExactDecimal(0) {
      throw object.refusal("minimum", "must be more than zero", "应大于零")
    }
    if aggregate == .share, unit.en != Target.percent {
      throw object.refusal("unit", "a share is in %", "share 的单位应为 %")
    }
    if aggregate == .share, let bound, bound.number > ExactDecimal(100) {
      throw object.refusal("atLeast", "a share is at most 100", "share 不能大于 100")
    }
    if aggregate == .each, bound == nil {
      throw object.refusal("atLeast", "the aggregate each needs a number", "each 须有目标值")
    }
    if let measure, measure.isShareOnly, aggregate != .share {
      throw object.refusal("aggregate", "this measure is a share", "该 measure 只能用 share")
    }
    if measure == .purchaseAmount, aggregate != .mean, aggregate != .ratio {
      throw object.refusal(
        "aggregate", "an amount is a mean or a ratio", "金额只能用 mean 或 ratio")
    }
    if let over, over.isShareOnly || over == .purchaseAmount || Measure.ofProgrammes.contains(over)
    {
      throw object.refusal("over", "nothing is counted over this", "不能作为分母")
    }
    if let measure, measure.isShareOnly, object.value("minimum") != nil {
      throw object.refusal("minimum", "not with this measure", "不用于该 measure")
    }
    if let measure, [.purchaseAmount, .purchaseShare].contains(measure),
      object.value("scope")?.string != "all"
    {
      throw object.refusal("scope", "purchases are the district's: all", "购买服务按全区统计，应为 all")
    }
    for key in ["over", "per"] where object.value(key) != nil && aggregate != .ratio {
      throw object.refusal(key, "only with the aggregate ratio", "仅用于 ratio")
    }
    if aggregate == .ratio, measure != nil, over == nil { throw object.missing("over") }
    guard (1...1_000_000).contains(per) else {
      throw object.refusal(
        "per", "must be a whole number from 1 to 1000000", "应为 1 至 1000000 的整数")
    }
  }
}
