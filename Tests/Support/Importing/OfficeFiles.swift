import RegistryExchange
import RegistryModel
import SheetLines

/// A file as a town office would send it, and what must come of it.
public struct OfficeFile: Sendable {
  /// What is odd in it.
  public let name: String
  /// The file.
  public let content: ImportFile
  /// How many rows come to what.
  public let counts: ImportPlan.Counts
  /// What a clerk has to decide before, where headers and words are not ours.
  public var mapping: ImportMapping?
  /// The values that say it was read right, by row: name, registered on, members.
  public var first: (String, String?, Int?) = ("向阳合唱团", "2018-10-01", 30)

  private static let top: [SheetCell] = ["序号", "组织名称", "管理方式", "所在社区", "备案日期", "成员人数"]
  private static let one: [SheetCell] = [
    .number("1"), "向阳合唱团", "备案", "文苑", .date("2018-10-01"), .number("30"),
  ]
  private static let two: [SheetCell] = [
    .number("2"), "晨光书画社", "备案", "文苑", .date("2019-03-05"), .number("12"),
  ]

  private static func sheet(
    _ name: String, _ rows: [[SheetCell]], _ counts: ImportPlan.Counts = .init(new: 2),
    mapping: ImportMapping? = nil, first: (String, String?, Int?) = ("向阳合唱团", "2018-10-01", 30)
  ) -> OfficeFile {
    OfficeFile(
      name: name, content: .sheets(Sheets(rows)), counts: counts, mapping: mapping, first: first)
  }

  private static func text(
    _ name: String, _ bytes: [UInt8], _ counts: ImportPlan.Counts = .init(new: 2),
    mapping: ImportMapping? = nil, first: (String, String?, Int?) = ("向阳合唱团", "2018-10-01", 30)
  ) -> OfficeFile {
    OfficeFile(name: name, content: .text(bytes), counts: counts, mapping: mapping, first: first)
  }

  private static func replacing(_ place: Int, _ cell: SheetCell, in row: [SheetCell] = one)
    -> [SheetCell]
  {
    var row = row
    row[place] = cell
    return row
  }

  /// Twenty and one.
  public static let all: [OfficeFile] = [
    sheet(
      "a merged title above, an empty row between",
      [
        ["社区社会组织台账"] + (1..<6).map { _ in SheetCell(.text("社区社会组织台账"), origin: .left) }, [],
        top, one, two,
      ]),
    sheet(
      "three lines of title",
      [
        ["附件2"], ["清河街道社区社会组织情况统计表"], ["填报单位：清河街道", .empty, .empty, "2026年11月"], top, one, two,
      ]),
    sheet(
      "totals at the end", [top, one, two, ["合计", .empty, .empty, .empty, .empty, .number("42")]],
      .init(new: 2, skipped: 1)),
    sheet(
      "subtotals between, the number of the row before",
      [
        top, one, [.number("2"), "小计", .empty, .empty, .empty, .number("30")], two,
      ], .init(new: 2, skipped: 1)),
    sheet(
      "notes and signatures below",
      [
        top, one, two, ["注：成员人数为注册会员"], ["填表人：张三", .empty, "审核：李四", .empty, "填报日期：2026年11月"],
      ], .init(new: 2, skipped: 2)),
    sheet(
      "two header rows, merged",
      [
        [
          "序号", "组织名称", "管理方式", "所在社区", "备案日期", "负责人", .text("负责人", origin: .left), "成员人数",
        ],
        (0..<5).map { SheetCell(top[$0].value, origin: .above) } + [
          "姓名", "电话", .text("成员人数", origin: .above),
        ],
        Array(one.prefix(5)) + ["张三", .number("13812345678"), .number("30")],
        Array(two.prefix(5)) + ["李四", .number("13812345679"), .number("12")],
      ]),
    text(
      "two header rows, saved as CSV",
      """
      序号,组织名称,管理方式,所在社区,备案日期,负责人,,成员人数
      ,,,,,姓名,电话,
      1,向阳合唱团,备案,文苑,2018-10-01,张三,13812345678,30
      2,晨光书画社,备案,文苑,2019-03-05,李四,13812345679,12
      """.bytes),
    sheet(
      "a column merged over its rows",
      [
        top, one,
        replacing(
          3, .text("文苑", origin: .above), in: replacing(2, .text("备案", origin: .above), in: two)),
      ]),
    sheet(
      "parts with headings",
      [
        top, ["一、清河街道"], one, ["二、柳浦街道"], replacing(3, "330199001001", in: two),
      ], .init(new: 2, skipped: 2)),
    sheet("the header again on every page", [top, one, top, two], .init(new: 2, skipped: 1)),
    sheet(
      "dates in five manners",
      [
        top, replacing(4, "2018年10月1日"), replacing(4, "2019.3", in: two),
        replacing(1, "丙社", in: replacing(4, .number("43374"))),
        replacing(1, "丁社", in: replacing(4, "民国107年10月1日")),
        replacing(1, "戊社", in: replacing(4, "2018-10-01 00:00:00")),
      ], .init(new: 5)),
    sheet(
      "full-width digits, and units behind numbers",
      [
        top, replacing(5, "３０人", in: replacing(4, "２０１８．１０．０１")), replacing(5, "12 名", in: two),
      ]),
    sheet(
      "numbers shown as they are not",
      [
        top, replacing(5, .number("30", shown: "30.00")),
        replacing(5, .number("12", shown: "0012"), in: two),
      ]),
    text(
      "GB18030 with semicolons, spaces and quotation marks",
      encoded(
        """
        序号;组织名称;管理方式;所在社区;备案日期;成员人数
        1; "向阳合唱团" ;备案;文苑 ;2018/10/1;30
        2;晨光书画社;备案;文苑;2019/3/5;12
        """, as: "GB18030")),
    text(
      "cells between tabs, as copied from a sheet",
      "序号\t组织名称\t管理方式\t所在社区\t备案日期\t成员人数\r\n1\t向阳合唱团\t备案\t文苑\t2018-10-1\t30\r\n2\t晨光书画社\t备案\t文苑\t2019-3-5\t12\r\n"
        .bytes),
    OfficeFile(
      name: "instructions on the first sheet, an old list hidden",
      content: .sheets(
        Sheets(all: [
          .init(name: "填表说明", rows: [["一、本表每季度报送"], ["二、管理方式填登记、备案或台账"]]),
          .init(name: "2017", isHidden: true, rows: [top, replacing(1, "旧社")]),
          .init(name: "台账", rows: [top, one, two]),
        ])), counts: .init(new: 2)),
    sheet(
      "headers with marks, units and remarks",
      [
        ["No.", "*组织名称：", "管理方式(必填)", "所在社区 ", "备案日期\n(年月日)", "成员人数"], one, two,
      ]),
    sheet(
      "headers that nobody knows",
      [
        ["序", "团队", "方式方法", "小区", "备案日期", "规模"], one, two,
      ],
      mapping: ImportMapping(columns: [
        "团队": .field("name"), "方式方法": .field("tier"), "小区": .field("community"),
        "规模": .field("members"),
      ])),
    sheet(
      "no column for the tier, and a name of a community of their own",
      [
        ["组织名称", "所在社区", "备案日期", "成员人数"],
        [one[1], "文苑小区", one[4], one[5]], [two[1], "文苑小区", two[4], two[5]],
      ],
      mapping: ImportMapping(
        constants: ["tier": "备案"], values: ["community": ["文苑小区": "文苑"]])),
    sheet(
      "words that are not ours",
      [
        top, replacing(2, "已备案"), replacing(2, "已备案", in: two),
      ], mapping: ImportMapping(values: ["tier": ["已备案": "备案"]])),
    sheet(
      "empty columns and rows, a lone space",
      [
        [.empty] + top, [], [" "], [.empty] + one, [" ", " "], [.empty] + two, [],
      ]),
  ]
}
