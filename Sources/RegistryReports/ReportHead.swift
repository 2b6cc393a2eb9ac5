import RegistryModel
import RegistryPlans

/// Whose a report is, and of when: what is above every page of it.
public struct ReportHead: Hashable, Sendable {
  /// The office.
  public let office: String
  /// The day that stocks are of.
  public let day: CivilDate
  /// The day it is made.
  public let made: CivilDate
  /// The period that was asked for; nil: of the year of the day.
  public let period: ReportPeriod?
  /// The plan figures are for; nil where the report needs none.
  public let plan: PlanName?
  /// What is printed was frozen, and when; nil: it was counted just now.
  public var frozen: Frozen?
  /// It is a form that people sign.
  var isSigned = true

  /// A plan as heads name it.
  public struct PlanName: Hashable, Sendable {
    /// Its id.
    public let id: String
    /// Its title.
    public let title: Words
  }

  /// When a period was frozen, and for which time.
  public struct Frozen: Hashable, Sendable {
    /// The day.
    public let day: CivilDate
    /// 1 is the first.
    public let version: Int

    /// As heads say it.
    public var words: Words {
      Words(
        "frozen on \(day.text(.en)), version \(version)", "\(day.text(.chinese)) 冻结，第 \(version) 版")
    }
  }

  /// The period and the day; of a period that is not over this is said, and that it is frozen.
  public var time: Words {
    let day = Words("as of \(day.text(.en))", "截至 \(day.text(.chinese))")
    guard let period else { return day }
    if let frozen {
      return period.words + Words(", ", "，") + day + Words("; ", "；") + frozen.words
    }
    let isOver = period.last <= self.day
    return period.words + Words(", ", "，") + day
      + (isOver ? Words(same: "") : Words(" (not over yet)", "（期间未结束）"))
  }

  /// What people sign below a form, with what is known of it.
  public var foot: [(label: Words, value: String)] {
    guard isSigned else { return [] }
    return [
      (Words("Reporting unit", "填报单位"), office), (Words("Head of unit", "单位负责人"), ""),
      (Words("Filled in by", "填表人"), ""), (Words("Date", "报出日期"), made.text(.en)),
    ]
  }
}
