import RegistryModel

/// A table as a frozen period keeps it, and back: all that any form of it is rendered from.
extension ReportTable {
  /// All of it but the period, which is that of the record.
  var frozen: JSON {
    .object(
      of: ("report", .string(report)), ("title", title.frozen), ("office", .string(head.office)),
      ("day", head.day.json), ("made", head.made.json),
      ("plan", head.plan.map { [.string($0.id), $0.title.frozen] }),
      ("columns", .array(columns.map(\.frozen))), ("keys", .int(keys)),
      ("rows", .array(rows.map { .array($0.map(\.frozen)) })),
      ("totals", .array(totals.map { .array($0.map(\.frozen)) })),
      ("notes", .array(notes.map(\.frozen))), ("charts", .array(charts.map(\.frozen))))
  }

  /// The table that was kept; nil if this is none.
  init?(frozen json: JSON, period: ReportPeriod, _ freeze: ReportHead.Frozen) {
    guard let report = json["report"]?.string,
      let title = json["title"].flatMap(Words.init(frozen:)),
      let office = json["office"]?.string, let day = json["day"].flatMap(CivilDate.init(frozen:)),
      let made = json["made"].flatMap(CivilDate.init(frozen:)), let keys = json["keys"]?.int,
      let columns = json.all("columns", Column.init(frozen:)),
      let rows = json.all("rows", { Cell.row($0, columns.count) }),
      let totals = json.all("totals", { Cell.row($0, columns.count) }),
      let notes = json.all("notes", Words.init(frozen:)),
      let charts = json.all("charts", ReportChart.init(frozen:)),
      (0...columns.count).contains(keys)
    else { return nil }
    let plan = json["plan"]?.array.flatMap { parts -> ReportHead.PlanName? in
      guard parts.count == 2, let id = parts[0].string, let title = Words(frozen: parts[1]) else {
        return nil
      }
      return ReportHead.PlanName(id: id, title: title)
    }
    self.init(
      report: report, title: title,
      head: ReportHead(
        office: office, day: day, made: made, period: period, plan: plan, frozen: freeze),
      columns: columns, keys: keys, rows: rows, totals: totals, notes: notes, draw: { charts })
  }
}

extension JSON {
  /// All values of a list; nil if one of them is none, or there is no list.
  func all<Value>(_ key: String, _ read: (JSON) -> Value?) -> [Value]? {
    guard let items = self[key]?.array else { return nil }
    let values = items.compactMap(read)
    return values.count == items.count ? values : nil
  }
}

extension Words {
  /// Once, where both languages have the same.
  var frozen: JSON { en == chinese ? .string(en) : [.string(en), .string(chinese)] }

  init?(frozen json: JSON) {
    if let text = json.string {
      self.init(same: text)
    } else if let parts = json.array, parts.count == 2, let en = parts[0].string,
      let chinese = parts[1].string
    {
      self.init(en, chinese)
    } else {
      return nil
    }
  }
}

extension CivilDate {
  init?(frozen json: JSON) {
    guard let date = try? CivilDate(json: json) else { return nil }
    self = date
  }
}

extension ReportTable.Column {
  fileprivate var frozen: JSON {
    [.string(key), title.frozen, .int(width), .bool(alignment == .right)]
  }

  fileprivate init?(frozen json: JSON) {
    guard let parts = json.array, parts.count == 4, let key = parts[0].string,
      let title = Words(frozen: parts[1]), let width = parts[2].int, let isRight = parts[3].bool
    else { return nil }
    self.init(key: key, title: title, width: width, alignment: isRight ? .right : .left)
  }
}

extension ReportTable.Cell {
  /// Its value alone, where that is also its words.
  fileprivate var frozen: JSON {
    Self(frozen: json) == self ? json : [text.frozen, json]
  }

  fileprivate init?(frozen json: JSON) {
    switch json {
    case .null: self = .empty
    case .int(let number): self = .count(number)
    case .string(let text): self.init(Words(same: text), json)
    case .array(let parts):
      guard parts.count == 2, let text = Words(frozen: parts[0]) else { return nil }
      self.init(text, parts[1])
    default: return nil
    }
  }

  /// A row of as many cells as there are columns.
  fileprivate static func row(_ json: JSON, _ count: Int) -> [Self]? {
    let cells = json.array?.compactMap { Self(frozen: $0) }
    return cells?.count == count && json.array?.count == count ? cells : nil
  }
}
