// What must hold of a programme: its term, and that its communities, carrier and workers are there in it.

extension Programme {
  /// The rules of programmes.
  public static let rules: [Rule<Programme>] = [
    Rule(601, "programme-term", .hard, "the last day is before the first", "结束日期早于开始日期") {
      context in
      Violation.term("until", since: context.record.since, until: context.record.until)
    },
    // That an organization was not active then may become known at any time.
    Rule(
      602, "carrier-active", .hardAtSave, "the carrier is not active on its first day",
      "承接组织在承接首日不是正常状态"
    ) { context in
      context.record.firstDays(of: \.carrier).compactMap { day, carrier in
        context.state.organizations[carrier.number]?.record.standing(against: day).map {
          context.violation(
            "carrier", carrier,
            Words("on its first day here, \(day), it is ", "承接首日 \(day) 的状态为") + $0)
        }
      }
    },
    Rule(
      603, "carrier-stopped", .soft, "the carrier is no longer active", "承接组织已不是正常状态"
    ) { context in
      let (programme, today) = (context.record, context.today)
      guard programme.runs(on: today), let carrier = programme.carrier[today],
        let organization = context.state.organizations[carrier.number]?.record,
        let status = organization.standing(against: today),
        !programme.firstDays(of: \.carrier).contains(where: { day, first in
          first == carrier && organization.standing(against: day) != nil
        })
      else { return [] }
      let day = organization.status.steps.last { $0.day <= today }?.day
      let since = day.map { Words(" since \($0)", "（自 \($0) 起）") } ?? Words(same: "")
      return [
        context.violation("carrier", carrier, Words("it is ", "状态为") + status + since)
      ]
    },
    Rule(
      604, "programme-community-ended", .hard(with: "communities", "endedOn"),
      "a community ended before its first day in the programme", "社区在纳入项目之前已撤销"
    ) { context in
      // What was only proposed, or rejected, binds nobody.
      guard context.record.isApproved(on: context.today) else { return [] }
      return context.record.firstDays(of: \.communities).flatMap { day, communities in
        communities.compactMap { id in
          context.state.communities[id.number]?.record.endedOn.flatMap { ended in
            ended.lastDay < day.firstDay
              ? context.violation(
                "communities", id,
                Words(
                  "it ended \(ended), before its first day here, \(day)",
                  "\(ended) 撤销，早于纳入项目的 \(day)")) : nil
          }
        }
      }
    },
    Rule(
      605, "programme-community-ends", .soft, "a community ends within the programme's term",
      "项目期内有社区撤销"
    ) { context in
      let (programme, communities) = (context.record, context.state.communities)
      let first = programme.firstDays(of: \.communities)
      return programme.outlived(\.communities, on: context.today) {
        communities[$0.number]?.record.endedOn
      }.filter { id, day in
        // One that ended before its first day there is another rule's.
        first.contains { $0.value.contains(id) && $0.day.firstDay <= day.lastDay }
      }.map { id, day in
        context.violation(
          "communities", id,
          Words(
            "it ends \(day): change the communities from the day after",
            "\(day) 撤销，须自次日起变更服务社区"))
      }
    },
    Rule(
      606, "programme-worker-left", .soft, "a worker leaves within the programme's term",
      "项目期内有社区工作者离职"
    ) { context in
      let workers = context.state.workers
      return context.record.outlived(\.workers, on: context.today) {
        workers[$0.number]?.record.leftOn
      }.map { id, day in
        context.violation(
          "workers", id,
          Words(
            "leaves \(day): change the workers from the day after",
            "\(day) 离职，须自次日起变更社区工作者"))
      }
    },
    Rule(
      607, "programme-past-end", .soft, "the programme runs past its end: finish or extend it",
      "已过结束日期仍为实施中，须结项或延期"
    ) { context in
      context.record.isPastEnd(on: context.today) ? [Violation("until")] : []
    },
    Rule(
      608, "other-supplier", .soft,
      "a purchase of the programme has a supplier that is neither its carrier nor a partner",
      "所列购买服务的承接主体不是本项目的承接组织或合作组织"
    ) { context in
      (context.record.purchases ?? []).compactMap { id in
        guard let contract = context.state.purchases[id.number]?.record,
          let supplier = context.otherSupplier(of: contract)
        else { return nil }
        return context.violation(
          "purchases", id, Words("its supplier is \(supplier)", "承接主体为\(supplier)"))
      }
    },
    Rule(
      609, "purchase-outside-term", .soft,
      "the term of a purchase is wholly before or after the programme's",
      "所列购买服务的履行期限与项目期没有重叠"
    ) { context in
      (context.record.purchases ?? []).compactMap { id in
        guard let contract = context.state.purchases[id.number]?.record,
          let since = contract.since, let until = contract.until,
          !context.record.isInTerm(from: since.firstDay, to: until.lastDay)
        else { return nil }
        return context.violation(
          "purchases", id,
          Words("its term is \(since) to \(until)", "履行期限为 \(since) 至 \(until)"))
      }
    },
  ]

  /// Some day from one to the other is in its term, whatever its dates mean.
  fileprivate func isInTerm(from first: CivilDate, to last: CivilDate) -> Bool {
    if let since, since.firstDay > last { return false }
    if let until, until.lastDay < first { return false }
    return true
  }

  /// The values of a dated field with their first days in the programme: as far as they are in its term.
  fileprivate func firstDays<Value>(
    of field: (Programme) -> Dated<Value>
  ) -> [(day: CivilDate, value: Value)] {
    field(self).spans.compactMap { span in
      guard let value = span.value, let since else { return nil }
      if let to = span.to, to < since.firstDay { return nil }
      if let from = span.from, let until, until.lastDay < from { return nil }
      return (span.from.map { $0 < since.firstDay ? since : $0 } ?? since, value)
    }
  }

  /// The records that a dated list names, today or from the first day on, beyond their own last day; each
  /// with that day. Of a programme that is over nothing is asked any more.
  fileprivate func outlived(
    _ field: (Programme) -> Dated<[RecordID]>, on today: CivilDate,
    _ last: (RecordID) -> CivilDate?
  ) -> [(id: RecordID, day: CivilDate)] {
    guard status[today]?.isOver != true else { return [] }
    let list = field(self)
    let begun = max(today, since?.lastDay ?? today)
    return (list[begun] ?? []).compactMap { id in
      guard let day = last(id) else { return nil }
      let after = day.lastDay.adding(days: 1)
      let isInTerm = until.map { $0.lastDay >= after } ?? true
      return isInTerm && list[max(begun, after)]?.contains(id) == true ? (id, day) : nil
    }
  }
}

extension Organization {
  /// Its status where it is active on none of the days that `date` can mean; nil where it may be.
  fileprivate func standing(against date: CivilDate) -> Words? {
    let statuses = status.values(within: date)
    guard let last = statuses.last, !statuses.contains(where: \.isActive) else { return nil }
    return last.label
  }
}

extension Dated {
  /// The values in force on some day from one to the other.
  fileprivate func values(from first: CivilDate?, to last: CivilDate?) -> [Value] {
    spans.compactMap { span in
      if let from = span.from, let last, from > last { return nil }
      if let to = span.to, let first, to < first { return nil }
      return span.value
    }
  }
}

extension RuleContext<Programme> {
  /// The supplier of a contract that neither carried the programme nor was a partner while the contract ran; a
  /// carrier that follows has contracts of its own. nil if it did, or nobody is named.
  fileprivate func otherSupplier(of contract: Purchase) -> String? {
    guard contract.hasContract(on: today) else { return nil }
    let (first, last) = (contract.since?.firstDay, contract.until?.lastDay)
    let carriers = record.carrier.values(from: first, to: last)
    let organizations = carriers + record.partners.values(from: first, to: last).flatMap { $0 }
    let known = state.organizations
    let name = { (id: RecordID) in known[id.number]?.record.name }
    let parties =
      organizations.compactMap(name)
      + (carriers.isEmpty ? [record.carrierName] : []).compactMap { $0 }
    guard let supplier = contract.supplier.flatMap(name) ?? contract.supplierName, !parties.isEmpty,
      !parties.contains(where: { $0.nfkcUpper == supplier.nfkcUpper })
    else { return nil }
    return supplier
  }

  /// A violation told with the name of the other record.
  fileprivate func violation(_ field: String, _ other: RecordID, _ words: Words) -> Violation {
    let name = Words(
      state.shortName(of: other, on: today, .en), state.shortName(of: other, on: today, .chinese))
    return Violation(field, detail: name + Words(same: ": ") + words, other: other)
  }
}
