import RegistryModel

/// The query language in one table, for help, the README and whoever reads on: a row a form.
public enum QueryGrammar {
  /// What may be typed, and what it asks.
  public struct Row: Sendable {
    /// An example, in the words of the language.
    public let form: Words
    /// What it finds.
    public let meaning: Words
  }

  /// Every form there is; each can be typed as it is where the kind has the field.
  public static let rows: [Row] = [
    row(
      "映门 越剧", "映门 越剧",
      "all of these words, anywhere in names, numbers and other searched fields",
      "名称、编号等内容中同时含有这些词"),
    row("ymsq", "ymsq", "the same by pinyin: initials, whole or mixed", "拼音首字母、全拼或混合，效果相同"),
    row("王*霞", "王*霞", "the star matches anything", "星号代表任意文字"),
    row(
      "#001", "#001",
      "a number ending in this; masked numbers: up to the 4 digits shown, or the number in full",
      "编号的尾数；隐去的号码用 # 加所示末四位，或用完整号码"),
    row(
      "\"a b: c\"", "\"邻里 互助\"",
      "exact text, signs included; a star still matches anything",
      "引号内作为一个整体，其中符号只是文字，星号除外"),
    row("-映门", "-映门", "not this; before a condition as well", "不含；也可放在条件之前"),
    row(
      "town:qgjd", "街道乡镇:qgjd", "the field has this text, by the rules of words",
      "该字段含有此文字，同样可用拼音"),
    row(
      "status:dormant", "状态:停止活动",
      "a value of a code table by number, name in either language, part of it or pinyin; if several "
        + "match, all of them", "代码字段用序号、中英文名称或其一部分、拼音；对应多个时全部列出"),
    row("tier:filed,ledger", "管理方式:备案,台账", "one of several values", "其中之一"),
    row(
      "community:yingmen", "社区:映门",
      "another record by name, number or id; a full name matches only that record",
      "所属记录用名称、编号；名称完整时只指该条"),
    row(
      "members:10..50", "成员数:10..50", "from and to, inclusive; either end may be omitted",
      "范围，含两端，可省略一端"),
    row("members:<10", "成员数:<10", "below; also > <= >=", "小于；另有 > <= >="),
    row(
      "registered:2018", "登记备案日期:2018",
      "a day, or any day of a month or year; in ranges a date with only a month or year is its last day, "
        + "an end date its first",
      "某日、某月或某年内；用范围时，只填年月的日期按最后一天，截止日期按第一天"),
    row("head:", "负责人:", "empty; -head: is not empty", "未填；-负责人: 为已填"),
    row(
      "!problems", "!问题", "has a value (not empty, 0 or no)", "有值 (不为空、0 或否)"),
    row(
      "area:rural", "城乡:农村",
      "whether the community counts as urban or rural; other records by theirs",
      "社区按城市或农村计，其他记录按所属社区"),
    row(
      "exists:yes", "存续:是",
      "begun and not ended on the day shown; no: ended, or begins later",
      "所示日期已开始且未终止；否为已终止或尚未开始"),
    row(
      "workers:0", "人员:0",
      "counted by the plan as of the day shown: orgs, workers, and shortfall, how many organizations "
        + "a community is short of the target for its kind",
      "规划口径，以所示日期为准：组织、人员、尚缺 (按规划目标该社区还缺的组织数)"),
  ]

  private static func row(
    _ en: String, _ chinese: String, _ meaning: String, _ chineseMeaning: String
  ) -> Row {
    Row(form: Words(en, chinese), meaning: Words(meaning, chineseMeaning))
  }
}

extension QueryField {
  /// How a value of it is asked for, in a few words.
  public var way: Words { entry.way }
}

extension Entry {
  fileprivate var way: Words {
    switch self {
    case .whole, .decimal: Words("a number, <9, 5..9", "数字, <9, 5..9")
    case .date: Words("2018, 2018-05, <2027-01-01", "2018, 2018-05, <2027-01-01")
    case .flag: Words("yes or no", "是或否")
    case .choice, .choices: Words("number, name or pinyin", "序号, 名称或拼音")
    case .record, .records: Words("name, number or pinyin", "名称, 编号或拼音")
    case .text, .longText, .made: Words("text or pinyin", "文字或拼音")
    case .list(let item): item.way
    case .code: Words("part of the number", "编号的一部分")
    }
  }
}
