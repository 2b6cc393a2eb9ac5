/// Finds the community a file means: by code, or by name, with or without its committee, in the
/// row's town or where the name is unique. What one was called once it still is, where no other is now.
struct CommunityFinder: RecordFinder {
  private struct Row {
    let id: RecordID
    let name: String
    /// All it is called, and was.
    let names: Set<String>
    let townName: String
    let town: String
    let townCode: String
    let code: String
  }

  /// Communities by what they are called.
  private struct Called {
    var byCode: [String: Row] = [:]
    /// Full names, names without committee, and those without 村 too.
    var byName: [[String: [Row]]] = [[:], [:], [:]]

    mutating func add(_ row: Row, code: DivisionCode?) {
      if let code { byCode[code.description] = row }
    }

    mutating func add(_ row: Row, name: String) {
      for (level, name) in CommunityFinder.names(name).enumerated() {
        byName[level][name, default: []].append(row)
      }
    }
  }

  private var ids: Set<RecordID> = []
  private var now = Called()
  private var once = Called()
  /// Those that no row can mean, by code and by names, and why not.
  private var gone: [String: Words] = [:]

  /// All communities in use; of two with one name the one that still exists on `today`.
  init(_ state: RegistryState, today: CivilDate) {
    for stored in state.communities.all where stored.binned != nil {
      let why = Words(
        "\(stored.id) in the recycle bin is this community", "该社区在回收站中 (\(stored.id))")
      if let code = stored.record.code[today]?.description { gone[code] = why }
      for name in Self.names(stored.record.name[today] ?? "") { gone[name] = why }
    }
    for stored in state.communities.inUse {
      let community = stored.record
      let (name, town) = (community.name[today] ?? "", community.townName[today] ?? "")
      let names = community.name.spans.compactMap(\.value).flatMap(Self.names)
      let row = Row(
        id: stored.id, name: name, names: Set(names), townName: town, town: Self.town(town),
        townCode: community.code[today]?.town.description ?? "",
        code: community.code[today]?.description ?? stored.id.description)
      ids.insert(stored.id)
      for code in community.code.spans.compactMap(\.value) { once.add(row, code: code) }
      guard community.isActive(on: today) else {
        let why = Words(
          "\(stored.id) of this name does not exist today: write the code",
          "同名社区 \(stored.id) 今日不存在，须注明代码")
        for name in Self.names(name) { gone[name] = why }
        continue
      }
      now.add(row, code: community.code[today])
      now.add(row, name: name)
      for name in Set(community.name.spans.compactMap(\.value)).subtracting([name]) {
        once.add(row, name: name)
      }
    }
  }

  /// The one community meant, or a sentence why there is none.
  func find(_ text: String, beside: [String: String]) throws(NotFound) -> RecordID? {
    let (code, town) = (beside["code"] ?? "", beside["townName"] ?? "")
    if !code.isEmpty { return try find(code: code, named: text) }
    if text.isEmpty { return nil }
    if let id = RecordID(text), ids.contains(id) { return id }
    let digits = text.nfkcUpper
    if digits.utf8.count == 12, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      return try find(code: digits, named: "")
    }
    var elsewhere: Row?
    for called in [now, once] {
      for (level, name) in Self.names(text).enumerated() {
        let all = called.byName[level][name] ?? []
        let near = town.isEmpty ? all : all.filter { isIn(town, $0) }
        if near.count == 1 { return near[0].id }
        if near.count > 1 {
          throw NotFound(
            "\(near.count) communities have this name: write the town or the code: \(Self.list(near))",
            "有 \(near.count) 个同名社区，须注明街道乡镇或代码：\(Self.list(near))")
        }
        elsewhere = elsewhere ?? all.first
      }
    }
    if let elsewhere {
      throw NotFound(
        "no community of this name in this town; one is in \(elsewhere.townName)",
        "该街镇没有这个社区；\(elsewhere.townName)有同名社区")
    }
    if let why = Self.names(text).lazy.compactMap({ gone[$0] }).first { throw NotFound(why) }
    throw NotFound("no community has this name", "没有这个名称的社区")
  }

  func named(_ name: String, beside: [String: String]) -> [RecordID] {
    (try? find(name, beside: beside)).flatMap { $0 }.map { [$0] } ?? []
  }

  private func find(code: String, named text: String) throws(NotFound) -> RecordID {
    let code = try read(code)
    guard let row = now.byCode[code] ?? once.byCode[code] else {
      if let why = gone[code] { throw NotFound(why, locator: "code") }
      throw NotFound("no community has this code", "没有这个代码的社区", locator: "code")
    }
    if !text.isEmpty, text.nfkcUpper != code, RecordID(text) != row.id,
      row.names.isDisjoint(with: Self.names(text))
    {
      throw NotFound(
        "the code is of \(row.name), not of the community named",
        "该代码属于\(row.name)，与所填社区不符", locator: "code")
    }
    return row.id
  }

  /// Those of one name, told apart.
  private static func list(_ rows: [Row]) -> String {
    rows.lazy.map { "\($0.code) \($0.townName)" }.firstFew
  }

  private func read(_ code: String) throws(NotFound) -> String {
    do { return try DivisionCode(text: code).description } catch {
      throw NotFound(error.words, locator: "code")
    }
  }

  private func isIn(_ town: String, _ row: Row) -> Bool {
    let code = town.nfkcUpper
    return Self.town(town) == row.town || code == row.townCode || code + "000" == row.townCode
  }

  private static func names(_ full: String) -> [String] {
    let name = full.nfkcUpper
    let short = CommunityName(name).short
    return [name, short, CommunityName.withoutVillage(short)]
  }

  /// A town's name without what kind of town and office it is: 建外街道办事处, 建外街道, 建外.
  private static func town(_ full: String) -> String {
    var name = full.nfkcUpper
    for endings in [["办事处", "人民政府"], ["街道", "地区", "街", "镇", "乡"]] {
      for ending in endings where name.hasSuffix(ending) && name.count > ending.count + 1 {
        name.removeLast(ending.count)
        break
      }
    }
    return name
  }
}
