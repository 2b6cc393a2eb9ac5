import RegistryModel

/// A column that no record holds by itself: what the plan counts, what the rules find, on which side
/// of town and country it is. A row, as a field is: queries, completion, lists and help read it.
public struct DerivedColumn: Sendable {
  /// What a value is worked out from; what takes longer comes later.
  public enum Basis: Int, Sendable {
    case records, plan, rules
  }

  /// The name in queries.
  public let key: String
  /// The name in full.
  public let label: Words
  /// The header of lists, which queries know as well.
  public let title: Words
  /// Other words that queries know it by.
  let aliases: [String]
  /// Terminal columns it takes up in a list.
  public let columns: Int
  /// How its values are typed.
  public let entry: Entry
  /// What its values are worked out from.
  public let basis: Basis
  /// The kinds of record it is worked out for.
  public let kinds: [Kind]
  /// Its numbers add up over records.
  let isAdded: Bool
  /// Where their lists show it unless told otherwise, among the columns of fields; nil: they do not.
  public let place: Int?
  /// Why it can be asked for nowhere as things are; nil if it can.
  let fault: @Sendable (Viewpoint) -> Words?
  /// Its values in words, where they are not as they are held.
  private let words: (@Sendable (JSON, Language) -> String)?
  /// Its value, as a field's would be; nil is empty.
  public let value: @Sendable (any AnyStored, Viewpoint) -> JSON?

  init(
    _ key: String, _ label: Words, title: Words, _ columns: Int, _ entry: Entry = .whole,
    from basis: Basis, of kinds: [Kind], place: Int? = nil, aliases: [String] = [],
    isAdded: Bool = true,
    fault: @escaping @Sendable (Viewpoint) -> Words? = { _ in nil },
    words: (@Sendable (JSON, Language) -> String)? = nil,
    value: @escaping @Sendable (any AnyStored, Viewpoint) -> JSON?
  ) {
    (self.key, self.label, self.title, self.columns) = (key, label, title, columns)
    (self.entry, self.basis, self.kinds) = (entry, basis, kinds)
    (self.place, self.fault, self.value) = (place, fault, value)
    (self.aliases, self.isAdded, self.words) = (aliases, isAdded, words)
  }

  /// Every one there is.
  public static let all: [DerivedColumn] = [
    DerivedColumn(
      "area", Words("Urban or rural", "城乡"), title: Words("Area", "城乡"), 5, .choice(Side.entries),
      from: .records,
      of: Kind.allCases.filter(\.schema.hasHome)
    ) { stored, view in
      let sides = view.registry.sides(of: stored, on: view.day).map { JSON.string($0.rawValue) }
      return sides.count > 1 ? .array(sides) : sides.first
    },
    // Where the kind has no field of this name itself, as communities have.
    DerivedColumn(
      "town", Words("Town", "街道乡镇"), title: Words("Town", "街镇"), 16, .text, from: .records,
      of: Kind.allCases.filter { $0.schema.hasHome && $0.schema.field(named: "town") == nil }
    ) { stored, view in
      let towns = Set(
        view.registry.homes(of: stored, on: view.day).compactMap { $0.record.townName[view.day] }
      )
      .sorted().map(JSON.string)
      return towns.count > 1 ? .array(towns) : towns.first
    },
    // Where a worker serves on the day, as what, and with how much of their time.
    DerivedColumn(
      "community", Words("Serves in", "任职社区"), title: Words("Community", "社区"), 12,
      .records(.community), from: .records, of: [.worker], place: 1
    ) { stored, view in
      one(view.registry.posts(of: stored.id, on: view.day).compactMap { $0.community?.json })
    },
    DerivedColumn(
      "role", Words("Role", "岗位"), title: Words("Role", "岗位"), 10, Role.entry,
      from: .records, of: [.worker], place: 2
    ) { stored, view in
      one(view.registry.posts(of: stored.id, on: view.day).compactMap { $0.role?.json })
    },
    DerivedColumn(
      "share", Words("Share %", "占比"), title: Words("Share", "占比"), 5, Percent.entry,
      from: .records, of: [.worker], place: 4
    ) { stored, view in
      // Each post's own: two of half the time are not one of half the time.
      let shares = view.registry.posts(of: stored.id, on: view.day).compactMap { $0.share?.json }
      return shares.count > 1 ? .array(shares) : shares.first
    },
    // What a community has to offer: its organizations' services and volunteers, its workers' areas.
    DerivedColumn(
      "services", Words("Services there", "服务资源"), title: Words("Services", "服务"), 16,
      [Service].entry,
      from: .records, of: [.community]
    ) { stored, view in
      let all = view.registry.organizations(at: stored.id, on: view.day).flatMap {
        $0.services ?? []
      }
      return list(Service.allCases.filter(all.contains).map(\.json))
    },
    DerivedColumn(
      "volunteers", Words("Volunteers there", "志愿者资源"), title: Words("Vols", "志愿者"), 6,
      from: .records, of: [.community]
    ) { stored, view in
      let known = view.registry.organizations(at: stored.id, on: view.day).compactMap(\.volunteers)
      return known.isEmpty ? nil : .int(known.reduce(0, +))
    },
    DerivedColumn(
      "field", Words("Service areas of workers", "服务领域"), title: Words("Areas", "领域"), 16,
      [ServiceArea].entry, from: .records, of: [.community]
    ) { stored, view in
      let workers = view.registry.assignments(of: stored.id, on: view.day).compactMap(
        \.record.worker)
      let all = Set(workers).flatMap { view.registry.workers[$0.number]?.record.serviceAreas ?? [] }
      return list(ServiceArea.allCases.filter(all.contains).map(\.json))
    },
    // What a worker has to do on the day.
    DerivedColumn(
      "communities", Words("Communities served", "任职社区数"), title: Words("Comms", "社区数"), 5,
      from: .records, of: [.worker]
    ) { .int($1.registry.load(of: $0.id, on: $1.day).communities) },
    DerivedColumn(
      "households", Words("Households served", "服务户数"), title: Words("Homes", "户数"), 6,
      from: .records, of: [.worker]
    ) { $1.registry.load(of: $0.id, on: $1.day).households.map(JSON.int) },
    DerivedColumn(
      "programmes", Words("Programmes running", "实施中项目数"), title: Words("Progs", "项目"), 5,
      from: .records, of: [.worker]
    ) { .int($1.registry.load(of: $0.id, on: $1.day).programmes) },
    // Of the last year that is known on the day.
    DerivedColumn(
      "inspectionYear", Words("Last inspection, year", "最近年检年度"), title: Words("Year", "年检年度"), 8,
      from: .records, of: [.organization], aliases: ["年检年份"], isAdded: false
    ) { $1.registry.lastInspection(of: $0.id, on: $1.day)?.year?.json },
    DerivedColumn(
      "inspectionResult", Words("Last inspection", "最近年检结果"), title: Words("Inspection", "年检结果"),
      10, InspectionResult.entry, from: .records, of: [.organization]
    ) { $1.registry.lastInspection(of: $0.id, on: $1.day)?.result?.json },
    // Of the kind of activity furthest behind its plan.
    DerivedColumn(
      "progress", Words("Progress", "进度"), title: Words("Progress", "进度"), 12, .text,
      from: .records, of: [.programme], place: 2,
      words: { ProgrammeProgress(json: $0)?.words[$1] ?? "" }
    ) { $1.registry.progress(of: $0.id, by: $1.past)?.json },
    DerivedColumn(
      "suppliedBy", Words("Supplied by", "承接方"), title: Words("Supplier", "承接"), 14, .text,
      from: .records, of: [.purchase], place: 4
    ) { stored, view in
      let name =
        (stored.content as? Purchase)?.nameOfSupplier(
          in: view.registry, on: view.day, .chinese) ?? ""
      return name.isEmpty ? nil : .string(name)
    },
    DerivedColumn(
      "paid", Words("Paid so far", "累计已付"), title: Words("Paid", "已付"), 14, Yuan.entry,
      from: .records, of: [.purchase], place: 6, words: Yuan.text
    ) { $1.registry.payments(of: $0.id, on: $1.day).map(\.paid.json) },
    DerivedColumn(
      "done", Words("Share paid %", "已付比例"), title: Words("Paid %", "已付%"), 6, Percent.entry,
      from: .records, of: [.purchase], place: 2
    ) { $1.registry.payments(of: $0.id, on: $1.day)?.share?.json },
    DerivedColumn(
      "due", Words("Next payment due", "下次应付日"), title: Words("Due", "应付日"), 10, .date,
      from: .records, of: [.purchase], place: 5
    ) { $1.registry.payments(of: $0.id, on: $1.day)?.due?.json },
    DerivedColumn(
      "overdue", Words("Overdue", "逾期未付"), title: Words("Overdue", "逾期"), 14, Yuan.entry,
      from: .records, of: [.purchase], words: Yuan.text
    ) { $1.registry.payments(of: $0.id, on: $1.day)?.overdue?.json },
    DerivedColumn(
      "exists", Words("Exists on the day shown", "所示日期存续"), title: Words("Exists", "存续"), 6, .flag,
      from: .records, of: Kind.allCases.filter(\.schema.hasLife)
    ) { .bool($1.registry.exists($0, on: $1.day)) },
    DerivedColumn(
      "orgs", Words("Organizations counted", "计入的社会组织"), title: Words("Orgs", "组织"), 4,
      from: .plan, of: [.community], place: 2
    ) { $1.tallies?.organizations(of: $0.id).map(JSON.int) },
    DerivedColumn(
      // Of which posts, the plan says: not of social workers alone.
      "workers", Words("Workers counted", "计入的社区工作者"), title: Words("Wkrs", "人员"), 4,
      from: .plan, of: [.community], place: 4, aliases: ["社工"]
    ) { $1.tallies?.workers(of: $0.id).map(JSON.int) },
    // The plan's own measure of one community: it has some where the Overview counts it as "under".
    DerivedColumn(
      "shortfall", Words("Organizations short", "尚缺社会组织"), title: Words("Short", "尚缺"), 5,
      from: .plan, of: [.community], place: 3,
      fault: { view in
        view.tallies?.askOrganizations == false
          ? Words("the plan asks for no organizations", "规划没有社会组织目标") : nil
      }
    ) { $1.tallies?.shortfall(of: $0.id).map(JSON.int) },
    DerivedColumn(
      "problems", Words("Open problems", "待处理问题"), title: Words("Probs", "问题"), 5,
      from: .rules, of: Kind.allCases
    ) { stored, view in
      .int(view.registry.openFindings(of: stored, today: view.today).count)
    },
  ]

  /// The column of this name for a kind.
  public static func named(_ key: String, of kind: Kind) -> DerivedColumn? {
    all.first { $0.key == key && $0.kinds.contains(kind) }
  }

  /// A value in words; empty if it is.
  public func text(_ value: JSON?, from view: Viewpoint, _ language: Language) -> String {
    if let value, let words { return words(value, language) }
    return switch value {
    case .int(let number)?: String(number)
    case .string(let word)?:
      if case .records = entry, let id = RecordID(word) {
        view.registry.shortName(of: id, on: view.day, language)
      } else {
        entry.label(of: word)?[language] ?? word
      }
    case .bool(let flag)?: flag.text(language)
    case .array(let values)?:
      values.map { text($0, from: view, language) }.joined(separator: ", ")
    default: ""
    }
  }
}

extension FieldValue {
  /// A value that a record holds, as people read it.
  fileprivate static func text(_ value: JSON, _ language: Language) -> String {
    (try? Self(json: value))?.text(language) ?? ""
  }
}

/// One value as it is, several as a list of those that differ; nil is none.
private func one(_ values: [JSON]) -> JSON? {
  let different = values.enumerated().filter { values.firstIndex(of: $1) == $0 }.map(\.element)
  return different.count > 1 ? .array(different) : different.first
}

/// Several values as a list; nil is none.
private func list(_ values: [JSON]) -> JSON? { values.isEmpty ? nil : .array(values) }

extension RegistryState {
  /// The organizations at work whose home a community is on a day.
  fileprivate func organizations(at community: RecordID, on day: CivilDate) -> [Organization] {
    guard let field = Organization.kindSchema["community"] else { return [] }
    return organizations.holding(community.description, in: field).map(\.record).filter {
      $0.community[day] == community && $0.exists(on: day) && $0.status[day]?.isActive == true
    }
  }
}

/// On which side of town and country a community is counted.
private enum Side: String, CaseIterable {
  case urban, rural

  init(_ isUrban: Bool) { self = isUrban ? .urban : .rural }

  static let entries = [
    CodeEntry(1, Self.urban.rawValue, "urban", "城市"),
    CodeEntry(2, Self.rural.rawValue, "rural", "农村"),
  ]
}

extension RegistryState {
  /// The sides of the communities a record belongs to on the day.
  fileprivate func sides(of stored: any AnyStored, on day: CivilDate) -> [Side] {
    let sides = homes(of: stored, on: day).compactMap { $0.record.isUrban(on: day).map(Side.init) }
    return Side.allCases.filter(sides.contains)
  }

  /// The communities a record belongs to on the day. Nothing is copied out of what is stored: thousands
  /// are asked between two keys.
  fileprivate func homes(of stored: any AnyStored, on day: CivilDate) -> [Stored<Community>] {
    let communities = communities
    return stored.homes(in: self, on: day).compactMap { communities[$0.number] }
  }
}
