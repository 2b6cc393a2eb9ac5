// How people call records, and how what they call them leads back to a record.

extension RegistryState {
  /// The full name of a record on a day, as its papers say it.
  public func name(of id: RecordID, on day: CivilDate, _ language: Language) -> String {
    self[id]?.name(in: self, on: day, language) ?? ""
  }

  /// The name a list has room for: without committee, district and street.
  public func shortName(of id: RecordID, on day: CivilDate, _ language: Language) -> String {
    self[id]?.shortName(in: self, on: day, language) ?? ""
  }

  /// What a community is called by those who know where they are: without district, street and
  /// committee.
  public func coreName(of community: RecordID, on day: CivilDate) -> CommunityName {
    let town = communities[community.number]?.record.townName[day]
    return CommunityName(placeless(name(of: community, on: day, .chinese), in: town))
  }

  /// A name without the office's and the town's before it.
  func placeless(_ full: String, in town: String?) -> String {
    var name = Substring(full)
    for prefix in [office.name, town, town.map(CommunityName.town)] {
      // Both are in one normal form: their bytes tell, and lists ask this of every row.
      guard let prefix, !prefix.isEmpty, name.utf8.starts(with: prefix.utf8) else { continue }
      name = name[name.utf8.index(name.startIndex, offsetBy: prefix.utf8.count)...]
    }
    return name.dropFirst().isEmpty ? full : String(name)
  }

  /// What towns are called on a day: as most of the communities with their code say, the first of those that
  /// say as many.
  public func townNames(on day: CivilDate) -> [TownCode: String] {
    var counts: [TownCode: [(name: String, count: Int)]] = [:]
    for stored in communities.inUse where stored.record.isActive(on: day) {
      guard let town = stored.record.code[day]?.town, let name = stored.record.townName[day]
      else { continue }
      if let place = counts[town]?.firstIndex(where: { $0.name == name }) {
        counts[town]?[place].count += 1
      } else {
        counts[town, default: []].append((name, 1))
      }
    }
    return counts.compactMapValues { names in
      names.dropFirst().reduce(names.first) { most, name in
        name.count > most?.count ?? 0 ? name : most
      }?.name
    }
  }

  /// The number people know: a code, a filing number, the end of a credit code.
  public func number(of id: RecordID, on day: CivilDate) -> String {
    self[id]?.number(in: self, on: day) ?? ""
  }

  /// What tells a record from one of its name: the number people know, else its id.
  public func mark(of id: RecordID, on day: CivilDate) -> String {
    let number = number(of: id, on: day)
    return number.isEmpty ? id.description : number
  }

  /// A field's value in words, references by short name.
  public func text(
    _ field: FieldInfo, of record: some FieldReading, on day: CivilDate, _ language: Language
  ) -> String {
    guard field.refersTo != nil else { return record.text(field, on: day, language) }
    let json = record.json(field, on: day)
    return (json?.array ?? [json].compactMap { $0 }).compactMap { item in
      item.string.flatMap { RecordID($0) }.map { shortName(of: $0, on: day, language) }
    }.joined(separator: language == .chinese ? "、" : ", ")
  }

  /// Since when a dated value is what it is, ` since 2026-01-05`; nil if it always was.
  public func since(_ field: FieldInfo, of record: any Record, on day: CivilDate) -> Words? {
    guard field.isDated, let step = record.days(of: field).last(where: { $0 <= day }) else {
      return nil
    }
    return Words(" since \(step.text(.en))", " 自 \(step.text(.chinese))")
  }

  /// The value as lists, prints and exports show it: private ones masked.
  public func maskedText(
    _ field: FieldInfo, of record: some FieldReading, on day: CivilDate, _ language: Language
  ) -> String {
    let text = text(field, of: record, on: day, language)
    guard let mask = field.mask else { return text }
    return text.split(separator: ",").map {
      mask.masked(String($0).tidied)
    }.joined(separator: ", ")
  }

  /// Records in use that `text` names: an id, a value of a unique or similar field, a name without
  /// its committee, or the short name. Who is called so on `day` comes before those who were once.
  public func records(named text: String, kind: Kind, on day: CivilDate) -> [RecordID] {
    let wanted = text.tidied
    if let id = RecordID(wanted), id.kind == kind, let stored = self[id], stored.binned == nil {
      return [id]
    }
    let table = self[kind]
    for identity in [Identity.unique, .similar] {
      for field in kind.schema.fields where field.identity == identity {
        let spelled = Set([wanted, wanted.nfkcUpper])
        let found = spelled.flatMap { table.rows(holding: $0, in: field) }
        let present = found.filter { stored in
          stored.exists(on: day) && spelled.contains { stored.json(field, on: day) == .string($0) }
        }
        if field.isDated, !present.isEmpty { return present.map(\.id).sorted() }
        if !found.isEmpty { return Array(Set(found.map(\.id))).sorted() }
      }
    }
    let short = kind == .community ? CommunityName(wanted).short : wanted
    let called = { (day: CivilDate) in
      table.rows.map(\.id).filter { shortName(of: $0, on: day, .chinese) == short }
    }
    let found = called(day)
    guard found.isEmpty, let name = kind.schema["name"], name.isDated else { return found }
    return table.rows.filter { stored in
      stored.content.days(of: name).contains {
        shortName(of: stored.id, on: $0.adding(days: -1), .chinese) == short
          || shortName(of: stored.id, on: $0, .chinese) == short
      }
    }.map(\.id)
  }

  /// What a record was called before `day` in a field that names it, the oldest first.
  public func formerTexts(
    _ field: FieldInfo, of record: any Record, on day: CivilDate
  ) -> [String] {
    field.identity == .none || field.mask != nil
      ? [] : record.former(field, on: day).compactMap(\.string)
  }

  /// Said to whoever names a record by a code or a name that it had once; nil if it has it on `day`.
  public func words(forNaming id: RecordID, by text: String, on day: CivilDate) -> Words? {
    guard let stored = self[id] else { return nil }
    let spelled = [text.tidied, text.nfkcUpper]
    let short = id.kind == .community ? CommunityName(text).short : text
    let isShort = { (name: String) in
      CommunityName(name).short == short && shortName(of: id, on: day, .chinese) != short
    }
    let field = id.kind.schema.fields.first { field in
      formerTexts(field, of: stored.content, on: day).contains {
        spelled.contains($0) || field.key == "name" && isShort($0)
      }
    }
    guard let field else { return nil }
    let (name, mark) = (shortName(of: id, on: day, .chinese), mark(of: id, on: day))
    return Words(
      "\(text) is the former \(field.label.en.lowercased()) of \(name) (\(mark))",
      "\(text)是\(name) (\(mark)) 的原\(field.label.chinese)")
  }
}

/// A community's name with and without its committee: 安居社区居委会, 安居社区, 安居.
public struct CommunityName: Hashable, Sendable {
  private static let committees = [
    "社区居民委员会", "社区居委会", "村民委员会", "居民委员会", "村委会", "居委会", "社区",
  ]

  /// The name without its committee; villages keep their 村.
  public let short: String
  /// The same without the 村 as well: 孙河 of 孙河村委会.
  public let stem: String

  /// The parts of a full name.
  public init(_ full: String) {
    let name = full.tidied
    let suffix = Self.committees.first { name.hasSuffix($0) && name.count > $0.count }
    let keepsVillage = suffix?.hasPrefix("村民") == true || suffix == "村委会"
    let stem = suffix.map { String(name.dropLast($0.count)).tidied } ?? name
    short = keepsVillage && !stem.hasSuffix("村") ? stem + "村" : stem
    self.stem = keepsVillage ? Self.withoutVillage(stem) : stem
  }

  /// A name without the 村 at its end, where enough is left of it.
  public static func withoutVillage(_ name: String) -> String {
    name.hasSuffix("村") && name.count > 2 ? String(name.dropLast()) : name
  }

  /// A town's name as it begins those of its communities: without its office.
  static func town(_ name: String) -> String {
    name.hasSuffix("办事处") ? String(name.dropLast(3)) : name
  }
}
