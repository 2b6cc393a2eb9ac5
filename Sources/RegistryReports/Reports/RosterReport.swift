import RegistryModel

extension Report {
  /// Who works where: by community.
  static let roster = Report(
    "roster", Words("Roster of workers", "社区工作者花名册"),
    Words("who works in which community, as what and since when", "各社区在岗人员、岗位和到岗日期"),
    isKept: false
  ) { source in
    let (state, day) = (source.state, source.day)
    let posts = state.assignments.inUse.filter { state.exists($0, on: day) }
      .compactMap { RosterLine($0, in: source) }.sorted { $0.order < $1.order }
    let people = Set(posts.map(\.worker.id)).count
    return ReportContent(
      columns: [
        .text("town", Words("Town", "街镇"), 12) { .text($0.community.record.townName[day]) },
        .text("community", Words("Community", "社区"), 14) { line in
          .text(state.name(of: line.community.id, on: day, .chinese))
        },
        .text("worker", Words("Worker", "姓名"), 10) { .text($0.worker.record.name) },
        .text("role", Words("Role", "岗位"), 12) { .value($0.post.role) },
        .text("since", Words("Since", "到岗日期"), 10) { .value($0.post.since) },
        .text("licence", Words("Licence", "社工证"), 14) {
          .value($0.worker.record.licenceLevel[day])
        },
        .text("education", Words("Education", "学历"), 10) { .value($0.worker.record.education) },
      ], rows: posts,
      notes: [
        Words(
          "\(posts.count) posts of \(people) people.", "共 \(posts.count) 个岗位，\(people) 人。")
      ])
  }
}

/// A post with who has it and where it is.
private struct RosterLine {
  let post: Assignment
  let worker: Stored<Worker>
  let community: Stored<Community>
  /// By code of the community, then role, then as entered.
  let order: (String, Int, Int, Int)

  init?(_ stored: Stored<Assignment>, in source: ReportSource) {
    guard let worker = stored.record.worker.flatMap({ source.state.workers[$0.number] }),
      let community = stored.record.community.flatMap({ source.state.communities[$0.number] })
    else { return nil }
    (post, self.worker, self.community) = (stored.record, worker, community)
    order = (
      community.record.code[source.day]?.description ?? "~", community.id.number,
      post.role?.number ?? 0, stored.id.number
    )
  }
}
