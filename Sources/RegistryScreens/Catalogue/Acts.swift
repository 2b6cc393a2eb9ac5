import RegistryModel
import RegistryProposals
import TerminalCore

/// What can be done with a record: the numbered menu of F2. One row an act.
struct Act: Sendable {
  let kind: Kind
  let label: Words
  /// Why it cannot be done with this record now.
  var refusal: @Sendable (any AnyStored, Context) -> Words? = { _, _ in nil }
  /// Something is changed by it; who only reads may do what changes nothing.
  var changes = true
  /// It has a number: a kind with many acts leaves some without, or one digit would not choose.
  var isNumbered = true
  let steps: @Sendable (RecordID, Context) -> [Step]
}

/// What can be done with all marked records of a list at once. One row an act.
struct ActOfSeveral: Sendable {
  let kind: Kind
  let label: Words
  /// Something is changed by it.
  var changes = true
  let steps: @Sendable ([RecordID], Context) -> [Step]
}

enum Acts {
  static let all = ofRecords + Views.acts + Periods.acts + OfficePlans.acts

  static let ofSeveral =
    [
      ActOfSeveral(kind: .worker, label: Words("assign to a community ..", "安排任职 ..")) {
        [.open(AssignScreen(all: $0, $1))]
      },
      ActOfSeveral(kind: .community, label: Words("assign a worker ..", "安排社区工作者 ..")) {
        [.open(AssignScreen(all: $0, $1))]
      },
      ActOfSeveral(kind: .community, label: Words("election: end committee posts ..", "换届 ..")) {
        [.open(RearrangeScreen(.election, of: $0, $1))]
      },
    ] + WhatIf.acts

  private static let ofRecords: [Act] = [
    Act(kind: .community, label: Words("Assign a worker here ..", "安排社区工作者 ..")) { id, context in
      [.open(AssignScreen(community: id, context))]
    },
    Act(kind: .community, label: Words("New organization here ..", "在此新增社会组织 ..")) { id, context in
      [.open(FormScreen.new(.organization, given: [("community", id.json)], context))]
    },
    Act(kind: .community, label: Words("New programme here ..", "在此新增服务项目 ..")) { id, context in
      [.open(FormScreen.new(.programme, given: [("communities", [id.json])], context))]
    },
    Act(kind: .community, label: Words("New need here ..", "在此新增需求 ..")) { id, context in
      [.open(FormScreen.new(.need, given: [("community", id.json)], context))]
    },
    change(
      .community, Words("Change scale and facilities from a date ..", "规模与设施变更 .."),
      [
        "households", "residents", "grids", "facilityArea", "activityArea", "serviceHall",
        "selfServiceTerminal",
      ]),
    change(.community, Words("Rename from a date ..", "更名 .."), ["name"]),
    change(
      .community, Words("Re-code from a date: to another town ..", "划转换码 .."), ["code", "townName"]),
    change(
      .community, Words("Village becomes urban, or change committee ..", "村改居, 委员会类型变更 .."),
      ["committee", "code", "name"]),
    rearrange(.community, Words("End, merge or split up ..", "撤销, 合并, 拆分 .."), .ending),
    rearrange(
      .community, Words("Merge others into it ..", "其他社区并入 .."), .ending, addsSubjects: true,
      isNumbered: false),
    rearrange(
      .community, Words("Split off a part ..", "析出到其他社区 .."), .handover, isNumbered: false),
    rearrange(
      .community, Words("Election: end committee posts ..", "换届 .."), .election, isNumbered: false),
    Act(
      kind: .community, label: Words("Propose workers for the town ..", "本街镇建议配备 .."),
      changes: false, isNumbered: false
    ) { id, context in
      let town = context.registry.communities[id.number]?.record.code[context.day]?.town
      return [.open(ProposalScreen(ProposalTerms(town: town)))]
    },
    change(
      .organization, Words("Change status from a date ..", "状态变更 .."), ["status", "endReason"]),
    change(
      .organization, Words("Change tier from a date: register, file ..", "管理方式变更: 登记, 备案 .."),
      ["tier", "registeredOn", "uscc", "filingNumber"], from: "registeredOn"),
    change(
      .organization, Words("Change home from a date ..", "服务范围或社区变更 .."), ["reach", "community"]),
    Act(
      kind: .organization, label: Words("Confirm it is active today", "核实: 今日仍在活动"),
      refusal: { stored, context in
        (stored.content as? Organization)?.confirmedOn == context.clock.today
          ? Words("already confirmed today", "今日已核实") : nil
      }
    ) { id, context in
      save(id, context) { record, field, moment throws(FieldError) in
        guard let confirmed = field("confirmedOn") else { return }
        try record.put(context.clock.today.json, confirmed, moment)
      }
    },
    rearrange(
      .organization, Words("Another one takes over ..", "更换承接机构 .."), .handover),
    rearrange(.organization, Words("End: deregister, revoke ..", "终止: 注销, 撤销 .."), .ending),
    Act(kind: .organization, label: Words("New programme carried by it ..", "新增其承接的服务项目 ..")) {
      id, context in
      [.open(FormScreen.new(.programme, given: [("carrier", id.json)], context))]
    },
    involvement(.organization, Words("Its programmes and purchases ..", "其服务项目和购买服务 ..")),
    Act(kind: .worker, label: Words("Assign to a community ..", "安排任职 ..")) { id, context in
      [.open(AssignScreen(worker: id, context))]
    },
    Act(
      kind: .worker, label: Words("End an assignment ..", "结束任职 .."),
      refusal: { stored, context in
        refusesWithoutAssignment(stored, context)
      }
    ) { id, context in
      [
        .open(
          assignmentMenu(Words("End which assignment?", "结束哪一项任职?"), of: id, context) {
            ChangeScreen(
              $0.id, title: Words("End the assignment", "结束任职") + beginning(of: $0),
              keys: ["until", "endReason"], context)
          })
      ]
    },
    Act(
      kind: .worker, label: Words("Move to another community ..", "调动到其他社区 .."),
      refusal: { stored, context in
        refusesWithoutAssignment(stored, context)
      }
    ) { id, context in
      let held = context.registry.assignments(of: id, on: context.day)
      if held.count == 1 { return [.open(AssignScreen(moving: held[0], context))] }
      return [
        .open(
          assignmentMenu(Words("Move from which?", "从哪一项任职调离?"), of: id, context) {
            AssignScreen(moving: $0, context)
          })
      ]
    },
    change(
      .worker, Words("Change licence from a date ..", "社工证变更 .."),
      ["licenceLevel", "licenceNumber", "registrationUntil"]),
    rearrange(.worker, Words("Hand over to others ..", "工作交接 .."), .handover),
    rearrange(.worker, Words("Worker leaves ..", "离职 .."), .ending),
    involvement(.worker, Words("Its programmes", "其服务项目")),
    Act(
      kind: .need, label: Words("Start a programme for it ..", "据此新增服务项目 .."),
      refusal: { refusesTaking($0.id, $1) }
    ) { id, context in
      [.open(FormScreen.programme(answering: id, context))]
    },
    Act(
      kind: .need, label: Words("Link to a programme ..", "关联已有服务项目 .."),
      refusal: { refusesTaking($0.id, $1) }
    ) { id, context in
      let base = context.registry
      return [
        .open(FindScreen(picking: .programme, then: { link(id, to: $0, since: base, $1) }, context))
      ]
    },
    Act(
      kind: .need, label: Words("Its programme", "查看回应项目"),
      refusal: { stored, _ in
        (stored.content as? Need)?.programme == nil ? Words("none", "无") : nil
      }, changes: false
    ) { id, context in
      context.registry.needs[id.number]?.record.programme.map { [.open($0.screen(context))] } ?? []
    },
    change(
      .need, Words("Change status from a date ..", "状态变更 .."),
      ["status", "organization", "programme", "closedOn", "note"], from: "closedOn"),
    Act(kind: .programme, label: Words("Record activities ..", "录入服务记录 ..")) { id, context in
      FormScreen.activities(of: id, context).map { [.open($0)] } ?? []
    },
    Act(
      kind: .programme, label: Words("Activities of it", "查看服务记录"),
      refusal: { stored, context in
        context.registry.activities(of: stored.id).isEmpty ? Words("none", "无") : nil
      }, changes: false
    ) { id, _ in
      var list = ListScreen(.activity)
      list.filter = "programme:\(id)"
      return [.open(list)]
    },
    Act(
      kind: .programme, label: Words("Sums of its activities ..", "服务记录汇总 .."),
      refusal: { stored, context in
        context.registry.activities(of: stored.id).isEmpty ? Words("none", "无") : nil
      }, changes: false, isNumbered: false
    ) { id, _ in [.open(ActivitySumsScreen(id))] },
    change(
      .programme, Words("Change status from a date ..", "状态变更 .."), ["status", "since", "until"]),
    change(.programme, Words("Change communities from a date ..", "服务社区变更 .."), ["communities"]),
    change(
      .programme, Words("Change carrier from a date ..", "承接组织变更 .."), ["carrier", "partners"]),
    change(.programme, Words("Change workers from a date ..", "社区工作者变更 .."), ["workers"]),
    change(
      .purchase, Words("Sign the contract ..", "签订合同 .."),
      [
        "status", "number", "supplier", "supplierName", "supplierUscc", "method", "amount",
        "signedOn",
        "since", "until",
      ], from: "signedOn"),
    change(
      .purchase, Words("Change the amount by an agreement ..", "签订补充协议, 合同金额变更 .."), ["amount"]),
    Act(
      kind: .purchase, label: Words("Record the next payment ..", "登记下一笔付款 .."),
      refusal: { stored, context in
        context.registry.nextInstalment(of: stored.id, on: context.day) == nil
          ? Words("no instalment is open", "没有未付的付款") : nil
      }
    ) { id, context in
      var form = FormScreen.edit(id, context)
      form.go(to: "paidOn", of: context.registry.nextInstalment(of: id, on: context.day), context)
      return [.open(form)]
    },
    change(
      .purchase, Words("Change status from a date: accept, terminate ..", "状态变更: 验收, 终止 .."),
      ["status"]),
    involvement(.purchase, Words("Its programmes", "其服务项目")),
    Act(
      kind: .purchase, label: Words("Budget by year and purchaser ..", "年度预算 .."), changes: false
    ) { _, _ in [.open(BudgetScreen())] },
  ]

  /// The menu for one record; nil before it is saved.
  static func menu(for id: RecordID, _ context: Context) -> MenuScreen? {
    guard let stored = context.registry[id] else { return nil }
    let readOnly = context.refusesSaving.map { _ in Words("read-only", "只读") }
    let acts = all.filter { $0.kind == id.kind }.map { act in
      MenuScreen.Item(
        act.label, isNumbered: act.isNumbered,
        refusal: (act.changes ? readOnly : nil) ?? act.refusal(stored, context),
        steps: act.steps(id, context))
    }
    // In the menu of every record of the kind, so that a number always means the same.
    let hidden = RevealScreen.masked(id, context)
    let masked = id.kind.schema.fields.filter { $0.mask != nil }
    let named = hidden.isEmpty ? masked : hidden
    // Where there are more than nine lines, what lists have a key for goes without a number, then the history
    // and the numbers in full: a digit chooses at once.
    let revealed = acts.count(where: \.isNumbered) + (masked.isEmpty ? 0 : 1)
    let isShort = revealed + 3 <= 9
    let reveal = MenuScreen.Item(
      Words(
        "Show in full (logged): \(named.map(\.label.en).joined(separator: ", "))",
        "查看完整号码 (记入日志): \(named.map(\.label.chinese).joined(separator: ", "))"),
      isNumbered: revealed <= 9,
      refusal: readOnly ?? (hidden.isEmpty ? Words("none entered", "未填号码") : nil),
      steps: RevealScreen.steps(id, context))
    let shared =
      (masked.isEmpty ? [] : [reveal]) + [
        MenuScreen.Item(
          Words("Edit in a form", "在表单中编辑"), isNumbered: isShort, refusal: readOnly,
          steps: [.open(FormScreen.edit(id, context))]),
        MenuScreen.Item(
          Words("History of the record ..", "本条变更记录 .."), isNumbered: revealed + 1 <= 9,
          steps: [.open(HistoryScreen(.of(id))), HistoryScreen.firstPage(.of(id))]),
        MenuScreen.Item(
          Words("To the recycle bin ..", "放入回收站 .."), isNumbered: isShort, refusal: readOnly,
          steps: [.open(Bin.prompt(id, context))]),
      ]
    let name = context.shortName(of: id)
    return MenuScreen(Words(same: name), acts + shared)
  }

  /// - Parameter day: the field whose day, once typed, is proposed for the change to begin on.
  private static func change(
    _ kind: Kind, _ label: Words, _ keys: [String], from day: String? = nil
  ) -> Act {
    Act(kind: kind, label: label) { id, context in
      [.open(ChangeScreen(id, title: label.untrailed, keys: keys, from: day, context))]
    }
  }

  private static func rearrange(
    _ kind: Kind, _ label: Words, _ purpose: Rearrangement.Purpose, addsSubjects: Bool = false,
    isNumbered: Bool = true
  ) -> Act {
    Act(kind: kind, label: label, isNumbered: isNumbered) { id, context in
      [.open(RearrangeScreen(purpose, of: id, addsSubjects: addsSubjects, context))]
    }
  }

  /// What a record takes part in, a list a kind; without a number, as it changes nothing.
  private static func involvement(_ kind: Kind, _ label: Words) -> Act {
    Act(
      kind: kind, label: label,
      refusal: { stored, context in
        context.involvement(of: stored.id).isEmpty ? Words("none", "无") : nil
      }, changes: false, isNumbered: false
    ) { id, context in
      let items = context.involvement(of: id).map { kind, records in
        let title = Words(same: context.shortName(of: id) + " ") + kind.schema.plural
        return MenuScreen.Item(
          kind.schema.plural + Words(same: "  \(records.count)"),
          steps: [.open(ListScreen(kind, scope: .init(title: title, ids: records)))])
      }
      return items.count == 1 ? items[0].steps : [.open(MenuScreen(label.untrailed, items))]
    }
  }

  /// A need is answered by a programme that is there already: saved at once.
  ///
  /// - Parameter base: the registry in which the programme was looked for: what a colleague said of the need
  ///   since is not overwritten.
  private static func link(
    _ need: RecordID, to programme: RecordID, since base: RegistryState, _ context: Context
  ) -> [Step] {
    if context.registry[need]?.binned != nil {
      return [.say(Message("the need is in the recycle bin", "需求已在回收站", .error))]
    }
    if let refusal = refusesTaking(need, context) { return [.say(Message(refusal, .error))] }
    guard let record = context.registry[programme]?.content,
      let change = AnsweredNeed(need).change(by: programme, record, since: base, context)
    else { return [.say(Message("nothing changed", "没有改动"))] }
    return [.save(ChangeSet([change]), base: context.registry)]
  }

  /// Why no programme can be found for a need: one answers it, or nothing more is done about it.
  private static func refusesTaking(_ id: RecordID, _ context: Context) -> Words? {
    guard let need = context.registry.needs[id.number]?.record else { return nil }
    if let programme = need.programme {
      let name = { (language: Language) in
        context.registry.shortName(of: programme, on: context.day, language)
      }
      return Words("answered by \(name(.en))", "已有回应项目: \(name(.chinese))")
    }
    guard let status = need.status[context.clock.today], need.isClosed(on: context.clock.today)
    else { return nil }
    return Words("is \(status.text(.en))", "需求\(status.text(.chinese))")
  }

  private static func refusesWithoutAssignment(
    _ stored: any AnyStored, _ context: Context
  ) -> Words? {
    context.registry.assignments(of: stored.id, on: context.day).isEmpty
      ? Words("has no assignment ", "") + (context.otherDay ?? Words("today", "当前"))
        + Words("", "没有任职") : nil
  }

  /// The assignments a worker holds, each leading to a box about it.
  private static func assignmentMenu(
    _ title: Words, of worker: RecordID, _ context: Context,
    _ box: (Stored<Assignment>) -> any Screen
  ) -> MenuScreen {
    MenuScreen(
      title,
      context.registry.assignments(of: worker, on: context.day).map {
        MenuScreen.Item(label(of: $0, context), steps: [.open(box($0))])
      })
  }

  /// Where, as what and since when: `望湖社区 社区工作者 自 2020-01-01 起`.
  static func label(of assignment: Stored<Assignment>, _ context: Context) -> Words {
    let place = assignment.record.community.map {
      context.shortName(of: $0)
    }
    let role = assignment.record.role?.text(context.language)
    return Words(same: [place, role].compactMap { $0 }.joined(separator: " "))
      + beginning(of: assignment)
  }

  private static func beginning(of assignment: Stored<Assignment>) -> Words {
    assignment.record.since.map {
      Words(" (since \($0.text(.en)))", " (自 \($0.text(.chinese)) 起)")
    } ?? Words(same: "")
  }

  /// Saves a change to one record at once.
  private static func save(
    _ id: RecordID, _ context: Context,
    _ change: (inout any Record, (String) -> FieldInfo?, Moment) throws(FieldError) -> Void
  ) -> [Step] {
    guard let stored = context.registry[id] else { return [] }
    var record = stored.content
    do throws(FieldError) {
      try change(&record, { id.kind.schema[$0] }, .correction(on: context.day))
    } catch { return [.say(Message(error.words, .error))] }
    let settings = record.settings(from: stored.content)
    return [.save(ChangeSet([Change(id, settings)]), base: context.registry)]
  }
}
