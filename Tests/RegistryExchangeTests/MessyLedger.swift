import RegistryModel

/// A ledger of 300 organizations as a town office might have kept it, made by rule: a title above
/// the headers, headers of its own, short names of communities, partial dates, and on known lines
/// what goes wrong in such files.
struct MessyLedger {
  /// One broken row: what to write there, and what the import must say.
  private struct Fault {
    let column: Int
    let value: String
    let problem: String
  }

  static let rowCount = 300
  /// Lines of the file before the first row.
  static let firstLine = 3
  private static let headers = [
    "序号", "社区社会组织名称", "登记/备案", "备案号", "所属街道", "所在社区", "备案时间", "类别", "负责人姓名", "联系电话",
    "成员人数", "社区代码", "备注栏",
  ]

  private var rows: [[String]] = []
  private let faults: [Int: Fault]

  /// A ledger of the communities' organizations.
  init(communities: [Community]) {
    var dice = Dice(3)
    let activities = ["合唱团", "老年协会", "邻里互助会", "志愿服务队", "书画社", "棋牌社", "巡逻队"]
    for number in 0..<Self.rowCount {
      let community = communities[number * 7 % communities.count]
      let short = CommunityName(community.name.first ?? "").short
      let year = Int.random(in: 2012...2025, using: &dice)
      let month = Int.random(in: 1...12, using: &dice)
      let day = Int.random(in: 1...28, using: &dice)
      let dates = [
        "\(year).\(month)", "\(year)年\(month)月\(day)日", "\(year)/\(month)/\(day)", "\(year)",
      ]
      rows.append([
        "\(number + 1)",
        " " + short + activities[number / communities.count % 7] + (number % 3 == 0 ? "　" : ""),
        ["备案", "２", "filed", "台账"][number % 4],
        "云备\(Self.padded(number))",
        Self.town(community.townName.first ?? "", number),
        [short, short + "社区", community.name.first ?? ""][
          community.committee.first == .villagers ? 2 : number % 3],
        dates[number % 4],
        ["为民服务", "2", "邻里互助", "cultureSport"][number % 4],
        ["李红", "王敏", "欧阳·小平", "𬱖䶮"][number % 4],
        number % 5 == 0 ? "" : "１６４\(Self.padded(10_000_000 + number * 7919))",
        number % 6 == 0 ? "" : "\(number % 90 + 3)",
        "",
        number % 9 == 0 ? "去年合并, \"待核\"" : "",
      ])
    }
    faults = [
      10: Fault(
        column: 11, value: "330199001999",
        problem: "社区代码 \"330199001999\": the last three digits of a community are 001 to 599"),
      25: Fault(
        column: 11, value: "330199099001",
        problem: "社区代码 \"330199099001\": no community has this code"),
      40: Fault(column: 5, value: "不存在", problem: "所在社区 \"不存在\": no community has this name"),
      77: Fault(
        column: 6, value: "2016-02-30",
        problem: "备案时间 \"2016-02-30\": this date does not exist: the month has 29 days"),
      120: Fault(
        column: 9, value: "1.38121E+10",
        problem: "联系电话 \"1.38121E+10\": a spreadsheet shortened this number and its digits are "
          + "lost: make the column text in the original file and save it again"),
      160: Fault(
        column: 3, value: "云备" + Self.padded(159),
        problem: "\"\(rows[160][1].tidied)\": line 162 has the same record, Filing number 云备"
          + Self.padded(159) + ", with other values"),
      200: Fault(column: 1, value: "", problem: "社区社会组织名称: Name is required"),
      240: Fault(
        column: 2, value: "注册",
        problem: "登记/备案 \"注册\": must be one of: 1 registered, 2 filed, 3 ledger"),
    ]
  }

  /// The lines the import must print, in order.
  func expectedProblems(file: String) -> [String] {
    faults.sorted { $0.key < $1.key }.map { number, fault in
      "\(file):\(number + Self.firstLine): \(fault.problem)"
    }
  }

  /// The file; with its faults or mended.
  func text(isMended: Bool) -> String {
    var lines = ["云溪区社区社会组织台账（2026年）" + String(repeating: ",", count: 12)]
    lines.append(Self.headers.joined(separator: ","))
    for (number, row) in rows.enumerated() {
      var row = row
      if !isMended, let fault = faults[number] { row[fault.column] = fault.value }
      lines.append(
        row.map { $0.contains(",") ? "\"" + $0.replacing("\"", with: "\"\"") + "\"" : $0 }
          .joined(separator: ","))
    }
    return lines.joined(separator: "\r\n") + "\r\n"
  }

  /// Towns with and without what they are.
  private static func town(_ name: String, _ number: Int) -> String {
    number % 2 == 0 ? name : String(name.dropLast(name.hasSuffix("街道") ? 2 : 1))
  }

  private static func padded(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 8 - digits.count)) + digits
  }
}
