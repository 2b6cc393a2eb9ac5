import RegistryModel
import RegistryPlans

/// What is done with plans that the office keeps: a supervisor writes one, beginning with one there is.
enum OfficePlans {
  static let acts: [Act] = [
    Act(
      kind: .plan, label: Words("What differs from the program's plan ..", "与程序自带规划的不同 .."),
      refusal: { stored, context in refusal(of: plan(of: stored, context), context) },
      changes: false
    ) { id, context in
      guard let stored = context.registry[id] else { return [] }
      return told(plan(of: stored, context), context)
    }
  ]

  /// Lines of the plan's menu: the plan shown as a record, and what differs.
  static func items(_ context: Context) -> [MenuScreen.Item] {
    guard let plan = context.plan else { return [] }
    let kept = context.registry.officePlan(plan.id)
    return [
      MenuScreen.Item(
        kept == nil
          ? Words("Make this plan the office's own ..", "改为本单位自订 ..")
          : Words("Alter the plan ..", "修改规划 .."),
        refusal: context.refusal(of: ChangeSet([Change(RecordID(.plan, -1), isNew: true, [])])),
        steps: kept.map { [.open(FormScreen.edit($0.id, context))] } ?? form(of: plan, context)),
      MenuScreen.Item(
        acts[0].label, refusal: refusal(of: plan, context), steps: told(plan, context)),
    ]
  }

  /// A form in which all is filled in that a plan says.
  private static func form(of plan: Plan, _ context: Context) -> [Step] {
    guard let (record, targets) = try? plan.records() else { return [] }
    var form = FormScreen.new(.plan, given: given(record), context)
    form.content.addRows(targets.map { ($0.kind, given($0)) }, context)
    return [.open(form)]
  }

  private static func given(_ record: some Record) -> [(key: String, value: JSON)] {
    record.kind.schema.fields.compactMap { field in
      record.json(field, on: .distantFuture).map { (field.key, $0) }
    }
  }

  private static func plan(of stored: any AnyStored, _ context: Context) -> Plan? {
    (stored.content as? OfficePlan)?.code.flatMap { context.plans[$0] }
  }

  /// Why nothing differs; nil if something does.
  private static func refusal(of plan: Plan?, _ context: Context) -> Words? {
    guard let entry = plan.flatMap({ context.plans.entry($0.id) }), entry.origin != .program else {
      return Words("it is the program's", "即程序自带规划")
    }
    guard let differences = entry.differences else {
      return Words("the program has no plan \(entry.plan.id)", "程序没有自带规划 \(entry.plan.id)")
    }
    return differences.isEmpty ? Words("nothing is different", "没有不同") : nil
  }

  /// A line a difference; each leads to the form.
  private static func told(_ plan: Plan?, _ context: Context) -> [Step] {
    guard let plan else { return [] }
    let form = context.registry.officePlan(plan.id).map { $0.id }
    let items = (context.plans.entry(plan.id)?.differences ?? []).map { difference in
      MenuScreen.Item(
        difference.words,
        steps: form.map { [.open(FormScreen.edit($0, context))] } ?? [])
    }
    return [.open(MenuScreen(Words("Different from the program's", "与程序自带规划的不同"), items))]
  }
}
