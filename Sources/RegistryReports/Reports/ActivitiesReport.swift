import RegistryModel
import RegistryPlans

extension Report {
  /// What was done in the programmes: by period and kind.
  static let activities = Report(
    "activities", Words("Activities", "服务记录统计"),
    Words("by period and kind: done, sessions, person-times", "按期间和类型统计完成数、节次、服务人次和志愿者人次")
  ) { source in
    let lines = source.spans.flatMap { span -> [ActivityLine] in
      let activities = source.state.activities.inUse.filter { span.holds($0.record.heldOn) }
      let sums = ActivitySums(activities, by: .kind)
      return sums.lines.map { line in
        ActivityLine(span: span, name: line.group.name, line: line, kinds: sums.kinds)
      } + [
        ActivityLine(
          span: span, name: .words(Words("all", "合计")), line: sums.total, kinds: sums.kinds)
      ]
    }
    return ReportContent(
      columns: [
        .text("period", Words("Period", "期间"), 12) { $0.span.cell },
        .text("kind", Words("Kind", "类型"), 16) { $0.name },
        .count("records", Words("Records", "记录"), 8) { $0.line.activities.count },
        .count("done", Words("Done", "完成数"), 8) { line in
          let counts = line.kinds.compactMap { line.line.count(of: $0) }
          return counts.isEmpty ? nil : counts.reduce(0, &+)
        },
        .count("sessions", Words("Sessions", "节次"), 8) { $0.line.sessions },
        .count("personTimes", Words("Person-times", "服务人次"), 12) { $0.line.personTimes },
        .count("volunteerTimes", Words("Volunteer times", "志愿者人次"), 10) { $0.line.volunteerTimes },
      ], keys: 2, rows: lines)
  }
}

private struct ActivityLine {
  let span: ReportSpan
  let name: ReportTable.Cell
  let line: ActivitySums.Line
  let kinds: [ActivityKind]
}

extension ActivitySums.Group {
  fileprivate var name: ReportTable.Cell {
    if case .kind(let kind) = self {
      .value(kind)
    } else {
      .words(Words("kind not entered", "未填类型"))
    }
  }
}
