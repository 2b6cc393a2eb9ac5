import RegistryModel

extension Report {
  /// Who works: committee members and others side by side.
  static let workers = Report(
    "workers", Words("Workers", "社区工作者情况统计"),
    Words(
      "by sex, age, political status, education and licence: committee members, others",
      "按性别、年龄、政治面貌、学历和证书统计，分两委成员和其他人员")
  ) { source in
    let people = source.state.workers.inUse.filter { $0.record.exists(on: source.day) }
      .map { Person($0, in: source) }
    return ReportContent(
      columns: [
        .text("group", Words("Group", "指标"), 20) { .words($0.words) },
        .count("committee", Words("Committee", "两委成员"), 10) { $0.count(.committee) },
        .count("others", Words("Others", "其他任职人员"), 8) { $0.count(.others) },
        .count("volunteers", Words("Volunteers", "志愿者"), 10) { $0.count(.volunteers) },
        .count("unassigned", Words("Without post", "未任职"), 8) { $0.count(.unassigned) },
        .count("all", Words("All", "合计"), 6) { $0.people.count },
      ],
      rows: PersonGroup.all.map { group in
        PersonLine(words: group.words, people: people.filter(group.holds))
      },
      notes: [
        Words(
          "Each person once: a committee member of a community or its party organization with whatever other posts is among the committee.",
          "每人只计一次：担任社区党组织或居（村）委会成员的，无论是否兼任其他岗位，均计入两委成员。")
      ])
  }
}

private struct PersonLine {
  let words: Words
  let people: [Person]

  func count(_ block: Person.Block) -> Int { people.count { $0.block == block } }
}

/// A worker at work on the day: what the lines ask, and not the record, which would be copied for each of them.
private struct Person {
  enum Block { case committee, others, volunteers, unassigned }

  let block: Block
  let communities: Int
  let sex: Sex?
  /// In full years.
  let age: Int?
  let politics: Politics?
  let education: Education?
  let licence: LicenceLevel?

  init(_ stored: Stored<Worker>, in source: ReportSource) {
    let worker = stored.record
    let posts = source.state.assignments(of: stored.id)
      .filter { source.state.exists($0, on: source.day) }.map(\.record)
    let roles = Set(posts.compactMap(\.role))
    block =
      if roles.contains(.partyMember) || roles.contains(.committeeMember) {
        .committee
      } else if roles.subtracting([.volunteer]).isEmpty {
        roles.isEmpty ? .unassigned : .volunteers
      } else {
        .others
      }
    communities = Set(posts.compactMap(\.community)).count
    let number = (worker.idType ?? .resident) == .resident ? worker.idNumber : nil
    let holder = number?.holder
    sex = holder?.sex
    age = (holder?.birthDate).map { birth in
      let years = source.day.year - birth.year
      return birth.adding(months: years * 12) > source.day ? years - 1 : years
    }
    (politics, education) = (worker.politics, worker.education)
    licence = worker.licenceLevel[source.day]
  }

  var isInParty: Bool { politics == .communist || politics == .probationary }

  func isAged(_ years: Range<Int>) -> Bool { age.map(years.contains) ?? false }
}

/// People who have something in common: a line of the report.
private struct PersonGroup {
  let words: Words
  let holds: @Sendable (Person) -> Bool

  init(_ en: String, _ chinese: String, _ holds: @escaping @Sendable (Person) -> Bool) {
    (words, self.holds) = (Words(en, chinese), holds)
  }

  /// From top to bottom.
  static let all: [PersonGroup] =
    [PersonGroup("all", "合计") { _ in true }] + sexes + ages + politics + education + licences
    + [PersonGroup("in several communities", "在多个社区任职") { $0.communities > 1 }]

  private static let sexes = [
    PersonGroup("women", "女") { $0.sex == .female },
    PersonGroup("men", "男") { $0.sex == .male },
    PersonGroup("sex not known", "性别不详") { $0.sex != .female && $0.sex != .male },
  ]

  private static let ages = [
    PersonGroup("under 30", "30 岁以下") { $0.isAged(0..<30) },
    PersonGroup("30 to 39", "30 至 39 岁") { $0.isAged(30..<40) },
    PersonGroup("40 to 49", "40 至 49 岁") { $0.isAged(40..<50) },
    PersonGroup("50 and over", "50 岁及以上") { $0.isAged(50..<Int.max) },
    PersonGroup("age not known", "年龄不详") { $0.age == nil },
  ]

  private static let politics = [
    PersonGroup("CPC members", "中共党员（含预备党员）") { $0.isInParty },
    PersonGroup("Youth League members", "共青团员") { $0.politics == .youthLeague },
    PersonGroup("other political status", "其他政治面貌") { person in
      person.politics.map { $0 != .youthLeague && !person.isInParty } ?? false
    },
    PersonGroup("political status not entered", "未填政治面貌") { $0.politics == nil },
  ]

  private static let education =
    Education.allCases.map { level in
      PersonGroup("education: \(level.label.en)", "学历：\(level.label.chinese)") {
        $0.education == level
      }
    } + [PersonGroup("education not entered", "未填学历") { $0.education == nil }]

  private static let licences =
    LicenceLevel.allCases.map { level in
      PersonGroup("licence: \(level.label.en)", "社工证：\(level.label.chinese)") {
        $0.licence == level
      }
    } + [PersonGroup("licence not entered", "未填社工证") { $0.licence == nil }]
}
