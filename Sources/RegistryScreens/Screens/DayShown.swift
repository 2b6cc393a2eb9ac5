import RegistryModel
import TerminalCore

/// The day that everything on screen is of.
enum DayShown {
  /// Asks for it; today's date leads back to today.
  static func asking(_ context: Context) -> [Step] {
    let today = context.clock.today
    return [
      .open(
        PromptScreen.day(
          Words("As of another day", "查看其他日期"),
          label: Words(
            "Which day? A year or a month means its last day; a dot is today.",
            "哪一日? 只填年或年月时取其最后一日，填 . 为今天"),
          hint: pastDays, isEndOfPeriod: true, { [.back, .asOf($0 == today ? nil : $0)] }, context))
    ]
  }

  /// The rule of past days, in help.
  private static let pastDays = Words(
    "A day before today hides records that begin later, in every list, count and search. A community "
      + "begins when it is established, an organization on the earlier of the dates it was established "
      + "and registered or filed, a worker on the first day of employment, an assignment on its first day, "
      + "a need when it is raised, a programme on its first day, an activity on its day, a contract when it "
      + "is signed. A year or month "
      + "counts from its last day; a record without a date always existed. Ended records are shown as ended. "
      + "As of today all records are shown.",
    "查看今天以前的某一日时，之后才开始的记录不出现在列表、统计和查找中。社区自设立日期起，社会组织自成立日期与登记 (备案) "
      + "日期中较早者起，社区工作者自入职日期起，任职自到岗日期起，需求自提出日期起，服务项目自开始日期起，"
      + "服务记录自服务日期起，合同自签订日期起。只填年月的按其最后一日，未填的视为一直存在。当时已终止的记录照常显示。"
      + "查看今天时显示全部记录。")
}
