// How a rearrangement reads: on screen, on the command line and in the history.

extension Rearrangement {
  /// `安居社区、望湖社区 -> 新湖社区`.
  public func title(in state: RegistryState) -> Words {
    let names = { (ids: [RecordID]) in
      Words(
        ids.map { state.shortName(of: $0, on: day, .en) }.joined(separator: ", "),
        ids.map { state.shortName(of: $0, on: day, .chinese) }.joined(separator: "、"))
    }
    let whose = worker.map { names([$0]) + Words(same: ": ") } ?? Words(same: "")
    return whose + names(subjects)
      + (successors.isEmpty ? Words(same: "") : Words(same: " -> ") + names(successors))
  }

  /// What is done, in a word or two.
  ///
  /// - Parameter kind: the kind of the subjects.
  public func name(of kind: Kind) -> Words {
    switch (purpose, kind, successors.count) {
    case (.ending, .community, 1): Words("Merge", "合并")
    case (.ending, .community, 2...): Words("Split up", "拆分")
    case (.ending, .community, _): Words("End", "撤销")
    case (.ending, .worker, _): Words("Leave", "离职")
    case (.ending, _, _): Words("End", "终止")
    case (.handover, .community, _):
      worker == nil ? Words("Split off", "析出") : Words("Transfer", "调动")
    case (.handover, .organization, _): Words("Another carrier", "更换承接机构")
    case (.handover, _, _): Words("Hand over", "工作交接")
    case (.election, _, _): Words("Election", "换届")
    }
  }

  /// What the history says of it: what is done, with whom, and the number of the deed.
  public func reason(in state: RegistryState, _ language: Language) -> String {
    let deed = subjects.first?.kind == .community ? reason : nil
    let kind = subjects.first?.kind ?? .community
    return "\(name(of: kind)[language]): \(title(in: state)[language])"
      + (deed.map { Words(", ", "，")[language] + $0 } ?? "")
  }

  /// A record, and which of its fields where that is not clear: `王芳 - 安居社区，社会工作者`.
  public func words(of item: Item, in state: RegistryState) -> Words {
    let id = item.record
    let name = Words(
      state.shortName(of: id, on: day, .en), state.shortName(of: id, on: day, .chinese))
    let fields = id.kind.schema.fields.filter {
      $0.succession != nil && $0.refersTo == subjects.first?.kind
    }
    let what =
      id.kind == .assignment
      ? state.assignments[id.number]?.record.role?.label
      : fields.count == 1 && item.sum == nil ? nil : id.kind.schema[item.field]?.label
    return what.map { name + Words(", ", "，") + $0 } ?? name
  }

  /// What becomes of it: `-> 新湖社区`.
  public func words(of outcome: Outcome?, _ item: Item, in state: RegistryState) -> Words {
    switch outcome {
    case nil: return Words("to be chosen", "待选择")
    case .moves(let ids)?:
      let field = item.record.kind.schema[item.field]
      // What keeps no past is so on all days.
      let isOfAllDays = field?.isDated == false && field?.succession == .passes
      return Words(
        "-> " + ids.map { state.shortName(of: $0, on: day, .en) }.joined(separator: ", "),
        "-> " + ids.map { state.shortName(of: $0, on: day, .chinese) }.joined(separator: "、"))
        + (isOfAllDays ? Words(" (on all days)", "（不分日期）") : Words(same: ""))
    case .stays?: return Words("stays", "不变")
    case .ends?:
      let field = item.record.kind.schema[item.field]
      if field?.succession == .renews {
        return state[item.record]?.hasBegun(by: day.adding(days: -1)) == false
          ? Words("never begins: to the recycle bin", "不再开始，放入回收站") : Words("ends", "结束")
      }
      return field?.mergesByElement == true ? Words("taken out", "移出") : Words("left empty", "清空")
    case .sums? where item.sum?.bool == true: return Words("yes", "有")
    case .sums?:
      let addends = item.addends.map { Self.text($0) }.joined(separator: " + ")
      return Words(same: "\(addends) = \(item.sum.map { Self.text($0) } ?? "")")
    }
  }

  private static func text(_ number: JSON) -> String { number.string ?? number.text }

  /// Numbers of communities that no sum tells: one of those that merge lacks it, or it has to be divided.
  ///
  /// - Parameter items: all that changes, where it is found already.
  public func unknownSums(of items: [Item]? = nil, in state: RegistryState) -> [FieldInfo] {
    guard purpose != .election, worker == nil, !successors.isEmpty,
      successors.allSatisfy({ $0.kind == .community })
    else { return [] }
    let summed = Set((items ?? self.items(in: state)).filter { $0.sum != nil }.map(\.field))
    let parts = (subjects + (successors.count == 1 ? successors : [])).compactMap {
      state[$0]?.content
    }
    return Kind.community.schema.fields.filter { field in
      field.isDated && field.isAmount && !summed.contains(field.key)
        && parts.contains { $0.json(field, on: day.adding(days: -1)) != nil }
    }
  }
}

extension Rearrangement.Outcome {
  /// As a file of choices has it: `"m5"`, `["m5", "m6"]`, `"end"`, `"stay"`, `"sum"`.
  public var json: JSON {
    switch self {
    case .moves(let ids): ids.count == 1 ? ids[0].json : .array(ids.map(\.json))
    case .ends: "end"
    case .stays: "stay"
    case .sums: "sum"
    }
  }

  /// Reads one; nil if it is none.
  public init?(_ json: JSON) {
    switch json {
    case "end": self = .ends
    case "stay": self = .stays
    case "sum": self = .sums
    case .string(let text):
      guard let id = RecordID(text) else { return nil }
      self = .moves([id])
    case .array(let items):
      let ids = items.compactMap { $0.string.flatMap { RecordID($0) } }
      guard ids.count == items.count, !ids.isEmpty else { return nil }
      self = .moves(ids)
    default: return nil
    }
  }
}
