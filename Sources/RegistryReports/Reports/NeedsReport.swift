import RegistryModel

extension Report {
  /// What communities need: by topic and status, and what came and was closed.
  static let needs = Report(
    "needs", Words("Needs", "社区需求统计"),
    Words("by topic: status on the day, raised and closed in the period", "按类别统计当日办理状态和本期提出、办结数")
  ) { source in
    let all = source.state.needs.inUse.filter { need in
      source.past.map { need.record.hasBegun(by: $0) } ?? true
    }
    let topics: [NeedTopic?] = NeedTopic.allCases + [nil]
    let line = { (topic: ReportTable.Cell, needs: [Stored<Need>]) in
      NeedLine(topic: topic, needs: needs.map(\.record))
    }
    return ReportContent(
      columns: [
        .text("topic", Words("Topic", "类别"), 16) { $0.topic },
        .count("all", Words("All", "累计提出"), 8) { $0.needs.count },
      ]
        + NeedStatus.allCases.map { status in
          .count(status.rawValue, status.label, 8) { line in
            line.needs.count { ($0.status[source.day] ?? .open) == status }
          }
        }
        + source.spans.enumerated().flatMap { place, span -> [ReportColumn<NeedLine>] in
          // The year beside its part.
          let suffix = place == 0 ? "" : "InYear"
          return [
            .count("raised" + suffix, span.words + Words(": raised", "提出"), 8) { line in
              line.needs.count { span.holds($0.raisedOn) }
            },
            .count("closed" + suffix, span.words + Words(": closed", "办结"), 8) { line in
              line.needs.count { $0.isClosed(on: span.day) && span.holds($0.closedOn) }
            },
          ]
        },
      rows: topics.map { topic in
        line(
          topic.map { .value($0) } ?? .words(Words("topic not entered", "未填类别")),
          all.filter { $0.record.topic == topic })
      }, totals: [line(.words(Words("all", "合计")), all)])
  }
}

private struct NeedLine {
  let topic: ReportTable.Cell
  let needs: [Need]
}
