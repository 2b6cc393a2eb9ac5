import RegistryModel
import RegistrySearch

// Reports that are lists of records, with the columns that lists have.
extension Report {
  /// The programmes there are.
  static let programmes = Report(
    "programmes", Words("Programmes", "服务项目台账"),
    Words("programmes that exist, with carrier, communities and budget", "存续的服务项目及其承接组织、服务社区和预算")
  ) { source in
    ReportContent(
      .programme,
      source.state.programmes.inUse.filter { $0.record.exists(on: source.day) }.map { $0 },
      [
        "number", "name", "form", "status", "carrier", "communities", "workers", "since", "until",
        "progress", "budget",
      ], source)
  }

  /// Filed organizations 备案台账.
  static let filed = Report(
    "filed", Words("Ledger of filed organizations", "社区社会组织备案台账"),
    Words("filed organizations, by filing number", "备案的社会组织，按备案编号"), isKept: false
  ) { source in
    let day = source.day
    let all = source.state.organizations.inUse.filter {
      $0.record.tier[day] == .filed && $0.record.exists(on: day)
    }.sorted { ($0.record.filingNumber ?? "~", $0.id) < ($1.record.filingNumber ?? "~", $1.id) }
    return ReportContent(
      .organization, all,
      [
        "filingNumber", "name", "community", "activityClass", "registeredOn", "head", "members",
        "status",
      ], source)
  }

  /// Certificates, by their last day.
  static let certificates = Report(
    "certificates", Words("Certificates by last day", "登记证书到期台账"),
    Words(
      "certificates by last day; with a period those that end in it", "登记证书按有效期排列；指定期间的只列期间内到期的"),
    isKept: false
  ) { source in
    let day = source.day
    let ending = source.state.organizations.inUse.filter { stored in
      guard let until = stored.record.certificateUntil, stored.record.exists(on: day) else {
        return false
      }
      return source.period.map { ($0.first...$0.last).contains(until.lastDay) } ?? true
    }
    // One certificate is kept of each: on a past day it may not have been there yet.
    let isLater = { (record: Organization) in
      source.past.map { !CivilDate.covers($0, since: record.certificateFrom, until: nil) } ?? false
    }
    let later = ending.count { isLater($0.record) }
    let all = ending.filter { !isLater($0.record) }.sorted {
      ($0.record.certificateUntil ?? .distantFuture, $0.id)
        < ($1.record.certificateUntil ?? .distantFuture, $1.id)
    }
    return ReportContent(
      .organization, all,
      ["certificateUntil", "certificateFrom", "name", "uscc", "community", "head", "status"],
      source,
      notes: later == 0
        ? []
        : [
          Words(
            "Not listed are \(later) whose certificate was given after this day: what they had before is not kept.",
            "另有 \(later) 个社会组织的现有证书在此日之后颁发，未列出；其此前的证书没有记录。")
        ])
  }
}

extension ReportContent where Row == LedgerLine {
  /// A list of records with the columns of those keys; amounts are added up.
  fileprivate init(
    _ kind: Kind, _ records: [any AnyStored], _ keys: [String], _ source: ReportSource,
    notes: [Words] = []
  ) {
    let view = Viewpoint(source.state, on: source.day, today: source.today, tallies: nil)
    let fields = keys.compactMap { key in QueryField.all(of: kind).first { $0.key == key } }
    self.init(Listing(kind, records.map(\.id), fields, from: view), notes: notes)
  }

  /// A listing; amounts are added up.
  fileprivate init(_ listing: Listing, notes: [Words]) {
    let count = listing.rows.count
    self.init(
      columns: listing.columns.map { column in
        ReportColumn(
          head: ReportTable.Column(
            key: column.key, title: column.title, width: min(column.width, 14),
            alignment: column.alignment)
        ) { line in
          switch line {
          case .record(let stored):
            ReportTable.Cell(
              Words(column.text(of: stored, .en), column.text(of: stored, .chinese)),
              column.value(of: stored) ?? .null)
          case .total:
            listing.total(column)?.value.map { .sum($0) } ?? .empty
          }
        }
      },
      rows: listing.rows.map(LedgerLine.record),
      totals: listing.columns.contains { $0.isAmount } ? [.total] : [],
      notes: [Words(count == 1 ? "1 record." : "\(count) records.", "共 \(count) 条。")] + notes)
  }
}

extension ReportTable {
  /// A list as it is on screen, for paper.
  ///
  /// - Parameter made: the day it is made.
  public init(_ listing: Listing, title: Words, made: CivilDate, notes: [Words]) {
    let content = ReportContent(listing, notes: notes)
    var head = ReportHead(
      office: listing.registry.office.name ?? "", day: listing.day, made: made, period: nil,
      plan: nil)
    head.isSigned = false
    self.init(content, report: listing.kind.rawValue, title: title, head: head)
  }
}

/// A record, or what the amounts add up to.
enum LedgerLine {
  case record(any AnyStored)
  case total
}

extension ReportTable.Cell {
  /// What amounts add up to.
  fileprivate static func sum(_ value: JSON) -> Self {
    if let yuan = try? Yuan(json: value), value.string != nil { return .value(yuan) }
    return Self(Words(same: value.int.map(String.init) ?? value.string ?? ""), value)
  }
}
