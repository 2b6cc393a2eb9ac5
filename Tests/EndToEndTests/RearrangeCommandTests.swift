import Testing

/// Communities that merge, split up and end, workers who leave, hand over and are transferred, another
/// carrier, elections: what a command says is what it saves, and one undo restores everything.
@Suite struct RearrangeCommandTests {
  /// One command on the office of the template, from 2024-07-01.
  struct Case: CustomTestStringConvertible {
    let testDescription: String
    let command: [String]
    /// What becomes otherwise than proposed.
    var choices: String?
    /// Lines of standard output.
    let says: [String]
    /// The first of them in Chinese.
    let chinese: String
    /// What the history calls it.
    let reason: String
    /// What `check` asks about afterwards.
    var asked: [String] = []
    /// What `list KIND` prints of records afterwards, by id: as of the day, so that every former day stays.
    let after: [String: [String: String]]
  }

  static let cases = [
    Case(
      testDescription: "merge", command: ["merge", "安居社区", "--into", "永丰社区", "--deed", "朝民批12号"],
      says: [
        "Merge: 安居 -> 永丰 from 2024-07-01",
        "  o1/community  合唱团: -> 永丰",
        "  a1/community  王芳 - 安居, social worker: -> 永丰",
        // Nobody takes over what somebody was elected to.
        "  a2/community  李红 - 安居, committee member: ends",
        "  a3/community  孙丽 - 安居, party member: ends",
        "  n1/community  助餐: -> 永丰 (on all days)",
        "  p1/communities  银龄守护: -> 永丰",
        "  m2/households  永丰, Households: 80 + 120 = 200",
        "  Organizations per urban community: 1/3 0.3 -> 1/2 0.5  -19",
        "  Communities with a social worker: 1/3 33.3% -> 1/2 50.0%  1 without",
        "  Urban communities with facilities: 0/3 0.0% -> 0/2 0.0%  2 without",
      ],
      chinese: "合并: 安居 -> 永丰，自 2024-07-01 起", reason: "Merge: 安居 -> 永丰, 朝民批12号",
      after: [
        "m1": ["endedOn": "2024-06-30", "endReason": "朝民批12号", "replacedBy": "m2"],
        "m2": ["households": "200"], "o1": ["community": "m2"], "n1": ["community": "m2"],
        "a1": ["until": "2024-06-30", "endReason": "transferred"],
        "a2": ["until": "2024-06-30", "endReason": "other"],
        "a4": [
          "worker": "w1", "community": "m2", "role": "socialWorker", "since": "2024-07-01",
          "organization": "o2",
        ],
        "p1": ["communities": "m2 m3"],
      ]),
    Case(
      testDescription: "split",
      command: ["split", "m1", "--into", "永丰社区,松园社区"],
      choices: #"{"o1/community":"m3","a1/community":"m3","n1/community":"m2"}"#,
      says: [
        "Split up: 安居 -> 永丰, 松园 from 2024-07-01",
        "  o1/community  合唱团: -> 松园",
        "  a1/community  王芳 - 安居, social worker: -> 松园",
        "  a2/community  李红 - 安居, committee member: ends",
        "  a3/community  孙丽 - 安居, party member: ends",
        "  n1/community  助餐: -> 永丰 (on all days)",
        "  p1/communities  银龄守护: -> 永丰, 松园",
        "  Organizations per urban community: 1/3 0.3 -> 1/2 0.5  -19",
        "  Communities with a social worker: 1/3 33.3% -> 1/2 50.0%  1 without",
        "  Urban communities with facilities: 0/3 0.0% -> 0/2 0.0%  2 without",
      ],
      chinese: "拆分: 安居 -> 永丰、松园，自 2024-07-01 起", reason: "Split up: 安居 -> 永丰, 松园",
      after: [
        "m1": ["endedOn": "2024-06-30", "replacedBy": "m2 m3"], "m2": ["households": "80"],
        "o1": ["community": "m3"], "n1": ["community": "m2"], "p1": ["communities": "m2 m3"],
        "a4": ["worker": "w1", "community": "m3", "since": "2024-07-01"],
      ]),
    Case(
      testDescription: "split off",
      command: ["split", "m1", "--into", "m3", "--keep"], choices: #"{"o1/community":"m3"}"#,
      says: [
        "Split off: 安居 -> 松园 from 2024-07-01",
        "  o1/community  合唱团: -> 松园",
        "  a1/community  王芳 - 安居, social worker: stays",
        "  a2/community  李红 - 安居, committee member: stays",
        "  a3/community  孙丽 - 安居, party member: stays",
        "  n1/community  助餐: stays",
        "  p1/communities  银龄守护: stays",
      ],
      chinese: "析出: 安居 -> 松园，自 2024-07-01 起", reason: "Split off: 安居 -> 松园",
      after: ["m1": ["households": "120"], "o1": ["community": "m3"], "a1": ["community": "m1"]]),
    Case(
      testDescription: "end a community", command: ["end", "安居社区", "--reason", "朝民批13号"],
      says: [
        "End: 安居 from 2024-07-01",
        "  o1/community  合唱团: stays",
        "  a1/community  王芳 - 安居, social worker: ends",
        "  a2/community  李红 - 安居, committee member: ends",
        "  a3/community  孙丽 - 安居, party member: ends",
        "  n1/community  助餐: stays",
        "  p1/communities  银龄守护: taken out",
        "  Organizations per urban community: 1/3 0.3 -> 0/2 0.0  -20",
        "  Communities with a social worker: 1/3 33.3% -> 0/2 0.0%  2 without",
        "  Urban communities with facilities: 0/3 0.0% -> 0/2 0.0%  2 without",
        "  Organizations that serve residents: 1/1 100.0% -> 0/0 --%  n/a",
      ],
      chinese: "撤销: 安居，自 2024-07-01 起", reason: "End: 安居, 朝民批13号",
      asked: ["? o1 Community: the home community has closed; choose another"],
      after: [
        "m1": ["endedOn": "2024-06-30", "endReason": "朝民批13号"], "p1": ["communities": "m3"],
        "a1": ["until": "2024-06-30", "endReason": "other"], "o1": ["community": "m1"],
      ]),
    Case(
      testDescription: "a worker leaves", command: ["end", "王芳", "--reason", "退休"],
      says: [
        "Leave: 王芳 from 2024-07-01",
        "  a1/worker  王芳 - 安居, social worker: ends",
        "  p1/workers  银龄守护: taken out",
        "  Communities with a social worker: 1/3 33.3% -> 0/3 0.0%  3 without; no longer met: 安居",
      ],
      chinese: "离职: 王芳，自 2024-07-01 起", reason: "Leave: 王芳",
      asked: ["? p1 Workers is missing"],
      after: [
        "w1": ["leftOn": "2024-06-30", "leaveReason": "retired"],
        "a1": ["until": "2024-06-30", "endReason": "retired"],
      ]),
    Case(
      testDescription: "an organization ends",
      command: ["end", "助老服务中心", "--reason", "revoked"],
      says: [
        "End: 助老服务中心 from 2024-07-01",
        "  w1/employer  王芳: stays",
        "  a1/organization  王芳 - 安居, social worker: stays",
        "  p1/carrier  银龄守护, Carrier: stays",
      ],
      chinese: "终止: 助老服务中心，自 2024-07-01 起", reason: "End: 助老服务中心",
      asked: ["? p1 Carrier: 助老服务中心: it is revoked since 2024-07-01"],
      after: ["o2": ["status": "revoked", "endReason": "revoked"], "p1": ["carrier": "o2"]]),
    Case(
      testDescription: "transfer", command: ["transfer", "王芳", "永丰社区"],
      says: [
        "Transfer: 王芳: 安居 -> 永丰 from 2024-07-01",
        "  a1/community  王芳 - 安居, social worker: -> 永丰",
        "  Communities with a social worker: 1/3 33.3% -> 1/3 33.3%  2 without; no longer met: 安居",
      ],
      chinese: "调动: 王芳: 安居 -> 永丰，自 2024-07-01 起", reason: "Transfer: 王芳: 安居 -> 永丰",
      after: [
        "a1": ["until": "2024-06-30", "endReason": "transferred"],
        "a4": [
          "worker": "w1", "community": "m2", "since": "2024-07-01", "organization": "o2",
          "primary": "true",
        ],
        "p1": ["workers": "w1"],
      ]),
    Case(
      testDescription: "handover", command: ["handover", "王芳", "--to", "李红"],
      says: [
        "Hand over: 王芳 -> 李红 from 2024-07-01",
        "  a1/worker  王芳 - 安居, social worker: -> 李红",
        "  p1/workers  银龄守护: -> 李红",
      ],
      chinese: "工作交接: 王芳 -> 李红，自 2024-07-01 起", reason: "Hand over: 王芳 -> 李红",
      after: [
        "a1": ["until": "2024-06-30", "endReason": "transferred", "primary": "true"],
        // It was 王芳's primary post; 李红 has one.
        "a2": ["primary": "true"],
        "a4": ["worker": "w2", "community": "m1", "since": "2024-07-01", "primary": ""],
        "p1": ["workers": "w2"], "w1": ["leftOn": ""],
      ]),
    Case(
      testDescription: "replace", command: ["replace", "助老服务中心", "--by", "邻里社"],
      says: [
        "Another carrier: 助老服务中心 -> 邻里社 from 2024-07-01",
        "  w1/employer  王芳: -> 邻里社 (on all days)",
        "  a1/organization  王芳 - 安居, social worker: -> 邻里社",
        "  p1/carrier  银龄守护, Carrier: -> 邻里社",
      ],
      chinese: "更换承接机构: 助老服务中心 -> 邻里社，自 2024-07-01 起",
      reason: "Another carrier: 助老服务中心 -> 邻里社",
      after: [
        "w1": ["employer": "o3"], "p1": ["carrier": "o3"], "o2": ["status": "active"],
        "a1": ["until": "2024-06-30"],
        "a4": ["worker": "w1", "community": "m1", "organization": "o3", "primary": "true"],
      ]),
    Case(
      testDescription: "elect", command: ["elect", "安居社区"],
      says: [
        "Election: 安居 from 2024-07-01",
        "  a2/community  李红 - 安居, committee member: ends",
        "  a3/community  孙丽 - 安居, party member: stays",
      ],
      chinese: "换届: 安居，自 2024-07-01 起", reason: "Election: 安居",
      after: [
        "a2": ["until": "2024-06-30", "endReason": "notReelected"], "a3": ["until": ""],
        "m1": ["endedOn": ""],
      ]),
  ]

  /// 安居 m1 with 合唱团 o1, 王芳 w1 as social worker and two who were elected, 永丰 m2, 松园 m3, whose
  /// households nobody entered; 银龄守护 p1 serves m1 and m3.
  private static let template = Office.template { office in
    for (number, name, households) in [(1, "安居", "120"), (2, "永丰", "80"), (3, "松园", "")] {
      try office.add(
        "community", "code=11010500100\(number)", "name=\(name)社区居委会", "households=\(households)")
    }
    try office.add(
      "organization", "name=合唱团", "tier=filed", "community=m1", "registeredOn=2019-01-01",
      "class=4", "head=韩冰", "phone=13900000001")
    for (name, uscc) in [("助老服务中心", "52110105MJ00001X6N"), ("邻里社", "52110105MJ00002A4J")] {
      try office.add(
        "organization", "name=\(name)", "tier=registered", "reach=district", "community=m2",
        "uscc=\(uscc)", "registeredOn=2019-01-01", "class=1", "head=冯志强", "phone=13900000002")
    }
    try office.add(
      "worker", "name=王芳", "licenceLevel=assistant", "licenceNumber=201911011111111111",
      "startedOn=2019-01-01", "phone=13900000011", "employer=o2")
    for (place, name) in ["李红", "孙丽"].enumerated() {
      try office.add(
        "worker", "name=\(name)", "startedOn=2019-01-01", "phone=1390000002\(place)")
    }
    let since = "2020-01-01"
    try office.succeed(
      "assign", "王芳", "m1", "--role", "40", "--since", since, "organization=o2", "primary=yes")
    try office.succeed("assign", "李红", "m1", "--role", "20", "--since", since, "primary=yes")
    try office.succeed("assign", "孙丽", "m1", "--role", "10", "--since", since)
    try office.add(
      "programme", "name=银龄守护", "form=project", "status=running", "communities=m1,m3",
      "carrier=o2", "workers=w1", "since=\(since)", "until=2099-12-31")
    try office.add("need", "title=助餐", "community=m1", "topic=1", "raisedOn=2020-01-01")
  }

  private static func office() throws -> Office { try Office(registry: template.get().registry) }

  private static let kinds = [
    "communities", "organizations", "workers", "assignments", "needs", "programmes", "activities",
    "purchases", "accounts", "office",
  ]

  /// All that is exported on the last day before, on the day and today.
  private static func exports(_ office: Office) throws -> [[UInt8]] {
    try kinds.flatMap { kind in
      try [["--as-of", "2024-06-30"], ["--as-of", "2024-07-01"], []].map { day in
        let outcome = try office.start(["export", kind, "--format", "json", "--unmasked"] + day)
          .wait()
        guard outcome.code == 0 else { throw Failed("export \(kind): \(outcome.error)") }
        return outcome.bytes
      }
    }
  }

  private static func findings(_ office: Office) throws -> [String] {
    try office.run("check").lines.filter { ["! ", "? "].contains($0.prefix(2)) }
  }

  /// The command with its choices as a file.
  private static func command(_ item: Case, in office: Office, _ more: String...) throws -> [String]
  {
    var command = item.command + ["--from", "2024-07-01"] + more
    if let choices = item.choices {
      let path = office.directory + "/choices.json"
      try Disk.write(Array(choices.utf8), to: path)
      command += ["--choices", path]
    }
    return command
  }

  // MARK: what is said and saved

  @Test(arguments: cases) func isSaidBefore_saved_andUndoneAsOne(_ item: Case) throws {
    let office = try Self.office()
    #expect(try Self.findings(office) == [], "all is right before")
    let exported = try Self.exports(office)
    let before = try office.contents()

    let trial = try office.start(Self.command(item, in: office, "--dry-run")).wait()
    #expect(trial.code == 0 && trial.lines == item.says + ["nothing was written"], "\(trial)")
    let chinese = try office.start(
      Self.command(item, in: office, "--dry-run", "--language", "zh-Hans")
    ).wait()
    #expect(chinese.lines.first == item.chinese && chinese.lines.last == "未写入任何内容")
    #expect(try office.contents() == before)

    let outcome = try office.start(Self.command(item, in: office)).wait()
    #expect(outcome.code == 0 && outcome.lines == item.says, "\(outcome)")
    for (id, fields) in item.after {
      let record = YearCount.Row(
        json: try JSONValue(office.run("show", id, "--json", "--as-of", "2024-07-01").bytes))
      for (key, value) in fields {
        #expect(Self.text(record.json[key]) == value, "\(key) of \(id)")
      }
    }
    #expect(try Self.findings(office) == item.asked)
    let history = try office.run("history", "--limit", "1").lines
    #expect(history.first?.hasSuffix("  \(item.reason)") == true, "\(history)")

    let said = try JSONValue(office.run("history", "--limit", "1", "--json").bytes)
    guard case .number(let seq)? = said[0]?["seq"] else { throw Failed("\(said)") }
    try office.succeed("undo", "\(Int(seq))")
    #expect(try Self.exports(office) == exported, "byte for byte, on every day")
    #expect(try Self.findings(office) == [])
  }

  private static func text(_ value: JSONValue?) -> String {
    switch value {
    case .string(let text): text
    case .number(let number): "\(Int(number))"
    case .bool(let bool): "\(bool)"
    case .array(let items): items.map(text).joined(separator: " ")
    default: ""
    }
  }

  @Test(arguments: cases) func asJSON_trialAndDeed_differInTheSeqAlone(_ item: Case) throws {
    let office = try Self.office()
    let trial = try office.start(Self.command(item, in: office, "--dry-run", "--json")).wait()
    let deed = try office.start(Self.command(item, in: office, "--json")).wait()
    guard case .object(var planned) = try JSONValue(trial.bytes),
      case .object(var saved) = try JSONValue(deed.bytes)
    else { throw Failed("\(trial) \(deed)") }
    #expect(
      Set(planned.keys) == [
        "purpose", "from", "subjects", "successors", "items", "unknown", "impacts", "seq",
      ])
    #expect(planned.removeValue(forKey: "seq") == .null)
    let history = try JSONValue(office.run("history", "--limit", "1", "--json").bytes)
    #expect(saved.removeValue(forKey: "seq") == history[0]?["seq"])
    #expect(planned == saved)
    let items = try #require(planned["items"])
    let keys = (0..<(items.count ?? 0)).map { Self.text(items[$0]?["key"]) }
    // A line of text is an item, in the same order.
    #expect(
      keys == item.says.compactMap { $0.wholeMatch(of: #/ {2}(\S+) {2}.*/#).map { String($0.1) } })
  }

  @Test func merge_asJSON_hasItemsWithOptions_sums_andWhatIsUnknown() throws {
    let office = try Self.office()
    let report = {
      try JSONValue(
        office.run("merge", "m1", "--into", $0, "--from", "2024-07-01", "--dry-run", "--json").bytes
      )
    }
    let known = try report("m2")
    #expect(known["purpose"] == .string("ending") && known["from"] == .string("2024-07-01"))
    #expect(known["subjects"] == .array([.string("m1")]))
    #expect(known["successors"] == .array([.string("m2")]))
    #expect(
      known["items"]?[0]
        == .object([
          "key": .string("o1/community"), "record": .string("o1"), "field": .string("community"),
          "options": .array([.string("m2"), .string("stay")]), "outcome": .string("m2"),
        ]))
    #expect(
      known["items"]?[6]
        == .object([
          "key": .string("m2/households"), "record": .string("m2"), "field": .string("households"),
          "options": .array([.string("sum"), .string("stay")]), "outcome": .string("sum"),
          "sum": .number(200),
        ]))
    #expect(known["unknown"] == .array([]))
    #expect(
      known["impacts"]?[0]
        == .object([
          "target": .string("P1"),
          "before": .object(["value": .number(1), "of": .number(3), "text": .string("0.3")]),
          "after": .object(["value": .number(1), "of": .number(2), "text": .string("0.5")]),
        ]))
    #expect(try report("m3")["unknown"] == .array([.string("households")]))
    let spoken = try office.run("merge", "m1", "--into", "m3", "--from", "2024-07-01")
    #expect(spoken.error == "? Households: enter it afterwards\n")
  }

  @Test func whatChangesNothing_saysSo_asJSONToo() throws {
    let office = try Self.office()
    let before = try office.contents()
    #expect(try office.run("elect", "m3", "--from", "2024-07-01").output == "nothing changed\n")
    let json = try JSONValue(office.run("elect", "m3", "--from", "2024-07-01", "--json").bytes)
    #expect(json["items"] == .array([]) && json["seq"] == .null)
    #expect(try office.contents() == before)
  }

  // MARK: choices

  @Test func choices_holdInsteadOfWhatIsProposed() throws {
    let office = try Self.office()
    let path = office.directory + "/choices.json"
    // What a trial shows may be chosen: who is re-elected, and an organization that stays.
    try Disk.write(
      Array(#"{"a2/community":"m2","o1/community":"stay","m2/households":"stay"}"#.utf8), to: path)
    let lines = try office.succeed(
      "merge", "m1", "--into", "m2", "--from", "2024-07-01", "--choices", path)
    #expect(lines.contains("  a2/community  李红 - 安居, committee member: -> 永丰\n"))
    #expect(lines.contains("  o1/community  合唱团: stays\n"))
    #expect(try office.succeed("show", "m2", "--json").contains(#""households": 80"#))
    #expect(try Self.findings(office).count == 1, "the home of 合唱团 has closed")
  }

  @Test(arguments: [
    (#"{"a9/community":"m2"}"#, "a9/community is not concerned; --dry-run --json lists what is"),
    // He held it there, and it is no option that he stays.
    (#"{"a1/community":"stay"}"#, #"a1/community: choose one of "m2", "end""#),
    (#"{"a1/community":"m3"}"#, #"a1/community: choose one of "m2", "end""#),
    (#"{"a1/community":["m2","m3"]}"#, #"a1/community: choose one of "m2", "end""#),
    (#"{"a1/community":"here"}"#, "a1/community: must be an id, a list of ids, end, stay or sum"),
    (#"{"a1/community":5}"#, "a1/community: must be an id, a list of ids, end, stay or sum"),
    (#"["a1"]"#, #"must be one JSON object with each key once, such as {"a12/community": "m5"}"#),
    (
      #"{"a1/comm"#, #"must be one JSON object with each key once, such as {"a12/community": "m5"}"#
    ),
    ("", #"must be one JSON object with each key once, such as {"a12/community": "m5"}"#),
  ]) func choicesThatFitNothing_areRefused(_ choices: String, _ says: String) throws {
    let office = try Self.office()
    let path = office.directory + "/choices.json"
    try Disk.write(Array(choices.utf8), to: path)
    let merge = ["merge", "m1", "--into", "m2", "--from", "2024-07-01", "--choices", path]
    let before = try office.contents()
    for more in [[], ["--dry-run"], ["--json"]] {
      let outcome = try office.start(merge + more).wait()
      #expect(outcome.code == 65 && outcome.output.isEmpty)
      #expect(outcome.error.hasSuffix(": \(says)\n"), "\(outcome.error)")
      #expect(outcome.error.contains("choices.json"), "the file is named")
    }
    #expect(try office.contents() == before)
  }

  @Test func choicesWithoutAFile_areNotFound() throws {
    let office = try Self.office()
    for path in ["none.json", "."] {
      let said = try office.refuse(
        66, "merge", "m1", "--into", "m2", "--from", "2024-07-01", "--choices", path)
      #expect(said.contains(path))
    }
  }

  @Test func undecided_isRefused_withItsKey_andListedAsJSON() throws {
    let office = try Self.office()
    let split = ["split", "m1", "--into", "m2,m3", "--from", "2024-07-01"]
    for more in [[], ["--dry-run"]] {
      let outcome = try office.start(split + more).wait()
      #expect(outcome.code == 65 && outcome.output.isEmpty)
      // All that is open is listed before the sentence about the first.
      for key in ["o1", "a1", "n1"] { #expect(outcome.error.contains("  \(key)/community  ")) }
      #expect(
        outcome.error.hasSuffix("sanshe: 合唱团: choose what becomes of it (o1/community)\n"))
    }
    let outcome = try office.start(split + ["--json"]).wait()
    let items = try #require(JSONValue(outcome.bytes)["items"])
    #expect(outcome.code == 65 && items[0]?["outcome"] == .null)
    #expect(items[0]?["options"] == .array([.string("m2"), .string("m3"), .string("stay")]))
  }

  // MARK: refusals

  @Test(
    arguments: [
      (64, ["merge", "m1", "--into", "m2", "--from", "2024-07"], "--from: must be a full date"),
      (64, ["split", "m1", "--into", "m2", "--from", "2024-07-01"], "split into at least two"),
      (64, ["split", "m1", "--into", ",", "--from", "2024-07-01"], "Community: name at least one"),
      (64, ["handover", "w1", "--to", "", "--from", "2024-07-01"], "Worker: name at least one"),
      (
        64, ["transfer", "孙丽", "m2", "--from", "2019-07-01"],
        "孙丽 has no assignment on the day before"
      ),
      (66, ["merge", "m9", "--into", "m2", "--from", "2024-07-01"], "no record m9"),
      (66, ["merge", "m1", "--into", "没有", "--from", "2024-07-01"], "no record 没有"),
      // No worker merges, and no programme ends like this.
      (66, ["merge", "w1", "--into", "m2", "--from", "2024-07-01"], "no record w1"),
      (66, ["end", "p1", "--from", "2024-07-01"], "no record p1"),
      (65, ["merge", "m2", "--into", "m2", "--from", "2024-07-01"], "cannot take its own place"),
      // Its households would count twice.
      (65, ["merge", "m1", "安居社区", "--into", "m2", "--from", "2024-07-01"], "安居 is named twice"),
      (65, ["split", "m1", "--into", "m2,m2", "--from", "2024-07-01"], "永丰 is named twice"),
      (65, ["end", "w1", "--from", "2019-01-01"], "王芳 has not begun by the day before"),
      (
        65, ["end", "w1", "--from", "2024-07-01", "--reason", "累"], "must be one of: 1 transferred"
      ),
      (77, ["elect", "m1", "--from", "2024-07-01", "--read-only"], "reading only"),
    ] as [(Int32, [String], String)])
  func whatCannotBe_isRefused(_ code: Int32, _ command: [String], _ says: String) throws {
    let office = try Self.office()
    let before = try office.contents()
    let outcome = try office.start(command).wait()
    #expect(outcome.code == code && outcome.output.isEmpty, "\(outcome)")
    #expect(
      outcome.error.contains(says) && outcome.error.split(separator: "\n").count == 1, "\(outcome)")
    #expect(try office.contents() == before)
  }

  @Test func whoServesSeveralCommunities_isTransferredFromTheOneThatIsNamed() throws {
    let office = try Self.office()
    try office.succeed("assign", "王芳", "m2", "--role", "40", "--since", "2020-01-01")
    let said = try office.refuse(64, "transfer", "王芳", "m3", "--from", "2024-07-01")
    #expect(said.contains("王芳 serves 安居, 永丰: name one with --leaving"), "\(said)")
    let lines = try office.succeed(
      "transfer", "王芳", "m3", "--from", "2024-07-01", "--leaving", "永丰社区")
    #expect(lines.contains("  a4/community  王芳 - 永丰, social worker: -> 松园\n"))
    #expect(!lines.contains("a1/community"))
  }

  @Test func communityThatHasEnded_mergesNoMore_norIsItMergedInto() throws {
    let office = try Self.office()
    try office.succeed("merge", "m1", "--into", "m2", "--from", "2024-07-01")
    let again = try office.refuse(65, "merge", "m1", "--into", "m3", "--from", "2024-07-01")
    #expect(again.contains("安居 ended before 2024-07-01"))
    let into = try office.refuse(65, "merge", "m3", "--into", "m1", "--from", "2024-08-01")
    #expect(into.contains("安居 is not there on 2024-08-01"))
  }

  /// Two clerks press Enter at once.
  @Test func ofTwoMergersOfOneCommunity_oneIsSaved() throws {
    let office = try Self.office()
    let both = try ["m2", "m3"].map {
      try office.start(["merge", "m1", "--into", $0, "--from", "2024-07-01"])
    }.map { $0.wait() }
    let won = try #require(both.firstIndex { $0.code == 0 })
    #expect(both.count { $0.code == 0 } == 1, "\(both)")
    let target = ["m2", "m3"][won]
    let state = try JSONValue(office.run("show", "m1", "--json").bytes)
    #expect(state["replacedBy"] == .array([.string(target)]))
    #expect(
      try office.run("list", "organizations", "community:\(target)", "--as-of", "2024-07-01").output
        .contains("合唱团"))
    #expect(try Self.findings(office) == [])
  }

  @Test func trial_isRefusedAsTheSaveWouldBe() throws {
    let office = try Self.office()
    try office.succeed("edit", "邻里社", "status=suspended", "--from", "2024-01-01")
    let replace = ["replace", "助老服务中心", "--by", "邻里社", "--from", "2024-07-01"]
    let before = try office.contents()
    let trial = try office.start(replace + ["--dry-run"]).wait()
    let deed = try office.start(replace).wait()
    #expect(deed.code == 1 && deed.output.isEmpty)
    #expect(deed.error.contains("邻里社: on its first day here, 2024-07-01, it is suspended"))
    #expect(try office.contents() == before)
    #expect(trial.output.isEmpty)
    #expect(trial.code == deed.code && trial.error == deed.error, "\(trial) \(deed)")
  }

  @Test func account_thatOnlyReads_isRefused() throws {
    let office = try Self.office()
    try office.add("account", "login=wang", "name=王主管", "role=supervisor")
    try office.succeed("edit", "u1", "role=reader")
    for more in [[], ["--dry-run"]] {
      let before = try office.contents()
      let outcome = try office.start(["elect", "m1", "--from", "2024-07-01"] + more).wait()
      #expect(outcome.code == 77 && outcome.output.isEmpty, "\(outcome)")
      #expect(try office.contents() == before)
    }
  }
}
