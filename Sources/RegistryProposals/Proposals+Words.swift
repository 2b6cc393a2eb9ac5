import RegistryModel

extension Proposal {
  /// Why this worker: `licence: assistant; works in this town; 1 community so far`.
  public var reason: Words {
    let why = basis.words + Words("; ", "；") + way.words
    // Elected posts take no room: who has only these is not told to have none.
    return load == 0
      ? why
      : why
        + Words("; \(load) \(load == 1 ? "community" : "communities") so far", "；已任 \(load) 个社区")
  }
}

extension Proposal.Basis {
  /// In a few words.
  public var words: Words {
    switch self {
    case .licence(let level): Words("licence: ", "社工证: ") + level.label
    case .role(let role): Words("works as ", "现任") + role.label
    }
  }

  /// The word in files.
  public var word: String {
    switch self {
    case .licence: "licence"
    case .role: "role"
    }
  }
}

extension Proposal.Way {
  /// In a few words.
  public var words: Words {
    switch self {
    case .within: Words("works in this town", "在本街镇任职")
    case .free: Words("has no assignment", "目前无任职")
    case .crossing: Words("from another town", "跨街镇")
    }
  }
}

extension WithoutMove.Means {
  /// What is to be done, where nobody need be assigned.
  public var words: Words {
    switch self {
    case .coming(let day): Words("begins here on \(day)", "\(day) 到岗，无须安排")
    case .record:
      Words("works here, licence not entered: record it if there is one", "在此任职，未填社工证：有证请补录")
    case .exam: Words("works here without a licence: could sit the exam", "在此任职，无社工证：可报考")
    }
  }

  /// The word in files.
  public var word: String {
    switch self {
    case .coming: "coming"
    case .record: "record"
    case .exam: "exam"
    }
  }
}

extension Shortage {
  /// How many could serve these, and how many places they lack.
  public var words: Words {
    if workers.isEmpty { return Words("no worker could serve here", "没有可配备的社区工作者") }
    let (all, room, places) = (sharing.count + without.count, sharing.count, without.count)
    return Words(
      "\(workers.count == 1 ? "1 worker" : "\(workers.count) workers") could serve "
        + "\(all == 1 ? "this community" : "these \(all) communities"), with room for \(room): "
        + "\(places) more \(places == 1 ? "place" : "places") needed",
      "可配备的 \(workers.count) 人尚可任 \(room) 个社区，需配备 \(all) 个，还缺 \(places) 个名额")
  }
}

extension Remedy {
  /// What would help, and how far.
  public var words: Words {
    switch self {
    case .workers(let count):
      Words(
        "\(count == 1 ? "1 more worker who qualifies" : "\(count) more workers who qualify")",
        "增配 \(count) 名符合条件的社区工作者")
    case .capacity(let capacity, let serves):
      Words(
        "\(capacity) communities per worker: \(serves) more served",
        "每人可任 \(capacity) 个社区: 可多配备 \(serves) 个")
    case .crossing(let serves):
      Words("across towns: \(serves) more served", "允许跨街镇: 可多配备 \(serves) 个")
    }
  }
}

extension ProposalTerms {
  /// `2 per worker, within towns`
  public var words: Words {
    Words("\(capacity) per worker, ", "每人 \(capacity) 个社区, ")
      + (crossesTowns ? Words("across towns", "可跨街镇") : Words("within towns", "不跨街镇"))
  }
}

extension Proposals {
  /// How many communities are without a worker who counts, before and after: `23 -> 3`.
  public var change: String { "\(without.count) -> \(left)" }

  /// What they are without.
  public var lack: Words {
    Words("without \(workers.en.lowercased())", "无\(workers.chinese)")
  }
}
