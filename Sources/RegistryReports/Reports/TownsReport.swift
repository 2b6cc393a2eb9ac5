import RegistryModel
import RegistryPlans

extension Report {
  /// What the towns have and lack: a line a town, the district below.
  static let towns = Report(
    "towns", Words("Towns", "街镇情况汇总"),
    Words(
      "communities, organizations, workers, linked communities, and what each town lacks to each target",
      "各街镇社区、社会组织、社区工作者、三社联动和各项目标的缺口"),
    basis: [.plan]
  ) { source in
    guard let plan = source.plan else { return ReportContent<TownLine>(columns: [], rows: []) }
    let progress = Progress(plan, of: source.state, on: source.day)
    let towns = progress.towns(of: source.state)
    let sums = TownSums(progress, source)
    let all = progress.communities.map(\.id)
    let outside = all.count - towns.reduce(0) { $0 + $1.communities.count }
    var columns: [ReportColumn<TownLine>] = [
      .text("town", Words("Town", "街镇"), 14) { $0.name },
      .count("communities", Words("Communities", "社区"), 5) { $0.communities.count },
      .count("organizations", Words("Organizations", "社会组织"), 6) {
        sums.organizations($0.communities)
      },
      .number("mean", Words("Mean", "平均"), 6) { line in
        let sum = Exact(Int128(sums.organizations(line.communities)))
        return .exact(sum / Exact(Int128(line.communities.count)))
      },
      .count("workers", Words("Workers", "社工"), 6) { sums.workers($0.communities) },
      .count("linked", Words("Linked", "三社联动"), 6) { sums.linked($0.communities) },
    ]
    let targets = plan.targets.indices.filter {
      plan.targets[$0].isOfTowns && plan.targets[$0].notRecorded == nil
    }
    for place in targets {
      let target = plan.targets[place]
      // A target may be called like a column that is there.
      let key = columns.contains { $0.head.key == target.id } ? "target.\(target.id)" : target.id
      columns += [
        .number(key, target.name, 8) { .figure($0.figures[place]) },
        .count("\(target.id)Missing", target.name + Words(": missing", "缺口")) {
          $0.figures[place].shortfall
        },
      ]
    }
    columns.append(.text("code", Words("Code", "代码"), 12) { .text($0.code?.description) })
    return ReportContent(
      columns: columns, rows: towns.map(TownLine.init),
      totals: [
        TownLine(
          name: .words(Words("district", "全区")), code: nil, communities: all,
          figures: progress.figures)
      ],
      notes: [
        Words(
          "Organizations and workers are those that count toward the plan; a worker of several communities counts in each.",
          "社会组织、社工为按规划计入的数量；在多个社区任职的，各社区分别计入。")
      ]
        + (outside == 0
          ? []
          : [
            Words(
              "\(outside) \(outside == 1 ? "community has" : "communities have") no code and so no town.",
              "\(outside) 个社区未填代码，不属于任何街镇。")
          ]),
      charts: {
        targets.prefix(1).map { place in
          let target = plan.targets[place]
          return .bars(
            of: target.label, goal: target.figureBound.map { Exact($0.number) } ?? .undefined,
            towns.map { ChartBar($0, place) })
        }
      })
  }
}

/// A town, or the district.
private struct TownLine {
  let name: ReportTable.Cell
  let code: TownCode?
  let communities: [RecordID]
  let figures: [Figure]
}

extension TownLine {
  fileprivate init(_ town: Town) {
    self.init(
      name: .text(town.name ?? town.code.description), code: town.code,
      communities: town.communities, figures: town.figures)
  }
}

extension ChartBar {
  fileprivate init(_ town: Town, _ place: Int) {
    let figure = town.figures[place]
    self.init(
      label: Words(same: town.name ?? town.code.description), value: figure.value,
      text: figure.text.map { $0 + figure.target.figureSign } ?? "n/a", isMet: figure.isMet)
  }
}

extension Target {
  /// What it is called where there is little room.
  var name: Words { short ?? label }
}

/// What the communities of a town have together.
private struct TownSums {
  private let counts: CommunityCounts
  private let linkedNumbers: Set<Int>

  init(_ progress: Progress, _ source: ReportSource) {
    counts = CommunityCounts(progress)
    linkedNumbers = Set(Linkage(source.state, on: source.day).linked)
  }

  func organizations(_ communities: [RecordID]) -> Int {
    communities.reduce(0) { $0 + (counts.organizations(of: $1) ?? 0) }
  }

  func workers(_ communities: [RecordID]) -> Int {
    communities.reduce(0) { $0 + (counts.workers(of: $1) ?? 0) }
  }

  func linked(_ communities: [RecordID]) -> Int {
    communities.count { linkedNumbers.contains($0.number) }
  }
}
