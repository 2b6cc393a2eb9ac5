import RegistryModel
import RegistryScreens
import TerminalCore

/// One screen as a clerk would come to it: what golden files compare and pictures show.
public struct Scene: Sendable {
  /// The name of its files, without language and size.
  public let name: String
  /// The language on screen.
  public let language: Language
  /// The window.
  public let rows: Int
  /// The window.
  public let columns: Int
  private let play: @Sendable (inout Robot) throws -> Void

  init(
    _ name: String, _ language: Language, rows: Int = 24, columns: Int = 80,
    _ play: @escaping @Sendable (inout Robot) throws -> Void
  ) {
    self.name = name
    self.language = language
    (self.rows, self.columns) = (rows, columns)
    self.play = play
  }

  /// `form-new.zh-Hans.80x24`
  public var fileName: String { "\(name).\(language.rawValue).\(columns)x\(rows)" }

  /// Plays the scene on the made-up district and draws its last screen.
  public func canvas(_ glyphs: GlyphSet = .ascii) throws -> Canvas {
    var robot = Robot(
      SampleDistrict.demo.registry, plan: SampleDistrict.demo.plan, language: language,
      today: SampleDistrict.today, rows: rows, columns: columns, glyphs: glyphs)
    try play(&robot)
    return robot.canvas
  }
}

/// The scenes there are.
public enum Scenes {
  /// Every scene in both languages at 80x24, then some of them in other windows.
  public static let all: [Scene] =
    plays.flatMap { name, play in Language.allCases.map { Scene(name, $0, play) } }
    + elsewhere

  private static let elsewhere: [Scene] = plays.filter { name, _ in
    ["overview", "organizations", "form-new", "dashboard", "change", "help"].contains(name)
  }.flatMap { name, play in
    [
      Scene(name, .en, rows: 16, columns: 60, play),
      Scene(name, .chinese, rows: 16, columns: 60, play),
      Scene(name, .en, rows: 30, columns: 100, play),
      Scene(name, .chinese, rows: 30, columns: 100, play),
    ]
  } + Language.allCases.map { Scene("too-small", $0, rows: 10, columns: 40) { _ in } }

  private typealias Play = @Sendable (inout Robot) throws -> Void

  private static let plays: KeyValuePairs<String, Play> = [
    "overview": { _ in },
    "overview-area": { $0.press(.down, times: 8) },
    "communities": { $0.type("2") },
    "organizations": {
      $0.type("3")
      $0.press(.down, times: 3)
    },
    "workers": { $0.type("4") },
    "organizations-filtered": {
      $0.type("3互助")
      $0.press(.down, .character(" "), .down)
    },
    "organizations-by-status": {
      $0.type("3")
      $0.press(.function(4))
      try $0.choose("Status", "状态")
      try $0.choose("dormant", "停止活动")
    },
    "organizations-none": { $0.type("3没有这个组织") },
    "behind-a-figure": { $0.press(.enter) },
    "dashboard": {
      $0.type("2")
      $0.press(.enter)
    },
    "form-new": {
      $0.openForm()
      $0.type("安居社区邻里互助会")
      $0.press(.enter)
      $0.type("2")
      $0.press(.enter)
    },
    "form-errors": {
      $0.openForm()
      $0.type("安居社区邻里互助会")
      $0.press(.control("g"))
      try $0.choose("Phone", "电话")
      $0.type("1381207")
      $0.press(.control("s"))
    },
    "form-edit": {
      $0.type("3")
      $0.press(.control("e"))
      $0.press(.control("g"))
      try $0.choose("Status", "状态")
    },
    "form-moment": {
      $0.type("3")
      $0.press(.control("e"))
      $0.press(.control("g"))
      try $0.choose("Status", "状态")
      $0.type("4")
      $0.press(.control("s"))
    },
    "act-menu": {
      $0.type("3")
      $0.press(.function(2))
    },
    "change": {
      $0.type("3")
      $0.press(.function(2))
      try $0.choose("Status from a day on ..", "状态变更 ..")
      $0.type("4")
    },
    "assign": {
      $0.type("4")
      $0.press(.function(2))
      try $0.choose("Assign to a community ..", "安排任职 ..")
      $0.type("社区")
    },
    "assign-chosen": {
      $0.type("4")
      $0.press(.function(2))
      try $0.choose("Assign to a community ..", "安排任职 ..")
      $0.press(.function(4), .down, .down, .enter, .enter)
    },
    "recycle": {
      $0.type("3")
      $0.press(.delete)
      $0.press(.enter)
    },
    "find": {
      $0.press(.function(3))
      $0.type("社区")
    },
    "import": {
      $0.importPreview = SampleImport.preview
      $0.press(.function(9))
      try $0.choose("Import a list ..", "导入名单 ..")
      try $0.choose("Organizations", "社会组织")
      $0.type("2026-11.csv")
      $0.press(.enter)
    },
    "menu": { $0.press(.function(9)) },
    "drafts": {
      $0.openForm()
      $0.type("安居社区合唱团")
      $0.press(.escape, .function(9))
      try $0.choose("Drafts ..", "草稿 ..")
    },
    "help": {
      $0.type("3")
      $0.press(.function(1))
    },
    "help-field": {
      $0.openForm()
      $0.press(.function(1))
    },
  ]
}

extension Robot {
  /// Opens an empty form of an organization.
  public mutating func openForm() {
    type("3")
    press(.insert)
  }

  /// Goes to the line of a menu that reads so in English or Chinese, and takes it.
  ///
  /// The line is found on the screen, as a clerk does: its number is not part of any test.
  public mutating func choose(_ en: String, _ chinese: String) throws {
    let label = isChinese ? chinese : en
    for _ in 0..<60 {
      if textAtCursor.drop(while: { $0 == ">" || $0 == " " || $0.isASCII && $0.isNumber })
        .hasPrefix(label)
      {
        return press(.enter)
      }
      press(.down)
    }
    throw NoSuchLine(label: label, screen: text)
  }
}

/// A menu without the line that was looked for.
struct NoSuchLine: Error, CustomStringConvertible {
  let label: String
  let screen: String
  var description: String { "no line \(label) on\n\(screen)" }
}

/// What importing a made-up file would do.
enum SampleImport {
  static let preview = ImportPreview(
    facts: [
      Words("Encoding GB18030", "编码 GB18030"),
      Words("Columns: 组织名称 > Name, 备案日期 > Registered on", "列: 组织名称 > 名称, 备案日期 > 登记日期"),
    ],
    counts: [
      (Words("New", "新增"), 12), (Words("Updated", "更新"), 3), (Words("Same", "相同"), 40),
      (Words("Refused", "错误"), 1), (Words("Rows", "合计"), 56),
    ],
    problems: [
      Words(
        "2026-11.csv line 17, column 信用代码: the check character is wrong",
        "2026-11.csv 第 17 行, 列 信用代码: 校验位不符")
    ],
    warnings: [
      Words("2026-11.csv line 23: the name is registered already", "2026-11.csv 第 23 行: 名称已登记")
    ], changeSet: nil)
}
