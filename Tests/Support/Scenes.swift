import RegistryModel
import TerminalCore

// How a clerk gets to each scene, by its name: one row a scene.
extension Scene {
  static let empty: KeyValuePairs<String, Play> = [
    "overview-empty": { _ in },
    "organizations-empty": { $0.type("3") },
  ]

  typealias Play = @Sendable (inout Robot) throws -> Void

  static let plays: KeyValuePairs<String, Play> = [
    "overview": { _ in },
    "overview-areas": { $0.press(.down, times: 8) },
    "communities": { $0.type("2") },
    "organizations": {
      $0.type("3")
      $0.press(.down, times: 3)
    },
    "workers": { $0.type("4") },
    "programmes": { $0.type("5") },
    "programme": {
      $0.type("5")
      $0.press(.enter)
    },
    "needs": { try $0.openList("Needs", "需求") },
    "linkage": {
      try $0.openList("Linkage", "三社联动")
      $0.press(.end)
    },
    "linkage-workers": {
      try $0.openList("Linkage", "三社联动")
      $0.press(.end, .function(6), .function(6))
    },
    "linkage-gaps": {
      try $0.openList("Linkage", "三社联动")
      $0.press(.function(4))
    },
    "need": {
      try $0.openList("Needs", "需求")
      $0.press(.enter)
    },
    "activities": { try $0.openList("Activities", "服务记录") },
    "need-act": {
      try $0.openList("Needs", "需求")
      $0.press(.function(2))
    },
    "need-programme": {
      $0.type("2")
      $0.press(.function(2))
      try $0.choose("New need here ..", "在此新增需求 ..")
      $0.type("高龄老人助餐")
      $0.press(.enter, .enter)
      $0.type("1")
      $0.press(.control("s"))
      try $0.openList("Needs", "需求")
      $0.type("高龄老人助餐")
      $0.press(.function(2))
      try $0.choose("Start a programme for it ..", "据此新增服务项目 ..")
    },
    "programme-communities": {
      $0.type("5")
      $0.press(.insert, .control("g"))
      try $0.choose("Communities", "服务社区")
      $0.type("ym,")
      $0.type("yu")
    },
    "activity-new": {
      try $0.openList("Activities", "服务记录")
      $0.press(.insert)
    },
    "organizations-filtered": {
      $0.type("3互助")
      $0.press(.down, .character(" "), .down)
    },
    "organizations-sort": {
      $0.type("3")
      $0.sort(2)
      $0.press(.function(7))
    },
    "organizations-marked-act": {
      $0.type("3")
      $0.press(.character(" "), .character(" "), .function(2))
    },
    "overview-not-counted": { $0.press(.down, times: 6) },
    "worker-moved": {
      try $0.moveWorker()
    },
    "organizations-pinyin": { $0.type("3llhz") },
    "organizations-marked": {
      $0.type("3")
      $0.press(.character(" "), .down, .character(" "))
    },
    "filter": {
      $0.type("3")
      $0.press(.function(4))
    },
    "worker": {
      $0.type("4")
      $0.press(.enter)
    },
    "filter-value": {
      $0.type("3")
      $0.press(.function(4))
      $0.type("-zt")
      $0.press(.tab, .down, .down)
    },
    "filter-wrong": {
      $0.type("3")
      $0.press(.function(4))
      $0.type("members:>5 teir:filed ")
    },
    "filter-help": {
      $0.type("3")
      $0.press(.function(4), .function(1))
    },
    "organizations-by-status": {
      $0.type("3")
      $0.press(.function(4))
      $0.type("zt")
      $0.press(.tab)
      $0.type("4")
      $0.press(.enter)
    },
    "organizations-none": { $0.type("3没有这个组织") },
    "overview-behind": { $0.press(.enter) },
    "community": {
      $0.type("2")
      $0.press(.enter)
    },
    "organization-new": {
      $0.openForm()
      $0.type("映门社区邻里互助会")
      $0.press(.enter)
      $0.type("2")
    },
    // The registration of DESIGN, up to a phone with too few digits.
    "organization-problems": {
      $0.openForm()
      $0.type("映门社区邻里互助会")
      $0.press(.enter)
      $0.type("2")
      $0.type("2026-412")
      $0.press(.enter, .enter)
      $0.type("映门")
      $0.press(.enter)
      $0.type(".")
      $0.press(.enter)
      $0.type("3")
      $0.press(.enter)
      $0.type("李红")
      $0.press(.enter)
      $0.type("1381207")
      $0.press(.enter)
    },
    "organization-refused": {
      $0.openForm()
      $0.type("映门社区邻里互助会")
      $0.press(.control("g"))
      try $0.choose("Phone", "电话")
      $0.type("1381207")
      $0.press(.control("s"))
    },
    "organization": {
      $0.type("3")
      $0.press(.control("e"))
      $0.press(.control("g"))
      try $0.choose("Status", "状态")
    },
    "choices": {
      $0.openForm()
      $0.press(.control("g"))
      try $0.choose("Services", "服务内容")
      $0.press(.function(4), .character(" "), .down, .down, .character(" "))
    },
    "organization-moment": {
      $0.type("3")
      $0.press(.control("e"))
      $0.press(.control("g"))
      try $0.choose("Status", "状态")
      $0.type("4")
      $0.press(.control("s"))
    },
    "organization-acts": {
      $0.type("3")
      $0.press(.function(2))
    },
    "organization-status": {
      $0.type("3")
      $0.press(.function(2))
      try $0.choose("Change status from a date ..", "状态变更 ..")
      $0.type("4")
    },
    "assign": {
      $0.type("4")
      $0.press(.function(2))
      try $0.choose("Assign to a community ..", "安排任职 ..")
      $0.type("社区")
    },
    "assign-pinyin": {
      $0.type("4")
      $0.press(.function(2))
      try $0.choose("Assign to a community ..", "安排任职 ..")
      $0.type("wh")
    },
    "assign-chosen": {
      $0.type("4")
      $0.press(.function(2))
      try $0.choose("Assign to a community ..", "安排任职 ..")
      $0.press(.function(4), .down, .down, .enter)
    },
    "recycle": {
      $0.type("3")
      $0.press(.delete)
      $0.press(.enter)
    },
    "bin": {
      for _ in 0..<2 {
        $0.type("3")
        $0.press(.delete)
        $0.type("重复登记")
        $0.press(.enter)
      }
      $0.press(.function(9))
      try $0.choose("Recycle bin ..", "回收站 ..")
    },
    "bin-question": {
      $0.type("3")
      $0.press(.delete)
      $0.type("录错")
      $0.press(.enter)
      $0.openForm()
      $0.type("映门社区越剧团")
      $0.press(.enter)
      $0.type("2")
      $0.type("2016-001")
      $0.press(.enter, .enter)
      $0.type("映门")
      $0.press(.control("s"))
    },
    "find": {
      $0.press(.function(3))
      $0.type("映门")
    },
    "find-empty": {
      $0.type("2")
      $0.press(.enter, .escape, .function(3))
    },
    "find-reasons": {
      $0.press(.function(3))
      $0.type("ymsq")
      $0.press(.down, .down)
    },
    "find-same-sound": {
      $0.press(.function(3))
      $0.type("应门")
    },
    "find-narrowed": {
      $0.press(.function(3))
      $0.type("ym")
      $0.press(.tab, .tab, .pageDown)
    },
    "find-conditions": {
      $0.press(.function(3))
      $0.type("tier:filed status:dormant")
    },
    "find-mistake": {
      $0.press(.function(3))
      $0.type("映门 tier:x")
    },
    "find-from-form": {
      $0.openForm()
      $0.type("映门社区邻里互助会")
      $0.press(.function(3))
      $0.type(">bc")
    },
    "find-acts": {
      $0.type("3")
      $0.press(.function(3))
      $0.type(">ztbg")
    },
    "pick": {
      $0.openForm()
      $0.press(.control("g"))
      try $0.choose("Community", "社区")
      $0.type("ym")
      $0.press(.function(4))
    },
    "import": {
      $0.files["2026-11.csv"] = SampleImport.text
      $0.press(.function(9))
      try $0.choose("Import a list ..", "导入名单 ..")
      try $0.choose("Organizations", "社会组织")
      $0.type("2026-11.csv")
      $0.press(.enter)
    },
    "history": { $0.type("9") },
    "history-filtered": { $0.type("9户数") },
    "history-acts": {
      $0.type("9")
      $0.press(.function(2))
    },
    "history-change": {
      $0.type("9")
      $0.press(.enter)
    },
    "history-undone": {
      $0.confirmToday()
      $0.press(.control("z"))
      $0.type("9")
    },
    "history-record": {
      $0.confirmToday()
      $0.press(.function(2))
      try $0.choose("History of the record ..", "本条变更记录 ..")
    },
    "undo": { $0.press(.control("z")) },
    "undo-said": {
      $0.confirmToday()
      $0.press(.control("z"))
    },
    "undo-refused": {
      $0.type("9社区名录")
      $0.press(.function(2))
      try $0.choose("Undo this change ..", "撤销本次变更 ..")
    },
    "menu": { $0.press(.function(9)) },
    "columns": {
      $0.type("3")
      $0.press(.control("t"), .down, .down, .character(" "), .down, .left)
    },
    "columns-found": {
      $0.type("3")
      $0.press(.control("t"))
      $0.type("dianhua")
    },
    "view-name": {
      $0.type("3互助")
      $0.press(.control("s"))
      $0.type("互助组织")
    },
    "view-owner": {
      $0.type("3互助")
      $0.saveView("互助组织", isOffice: true)
      $0.press(.control("s"), .enter)
    },
    "organizations-view": {
      $0.type("3互助")
      $0.sort(1)
      $0.saveView("互助组织", isOffice: true)
    },
    "views": {
      $0.saveThreeViews()
      try $0.openViews()
      $0.press(.down)
    },
    "views-acts": {
      $0.saveThreeViews()
      try $0.openViews()
      $0.press(.function(2))
    },
    "views-none": { try $0.openViews() },
    "drafts": {
      $0.openForm()
      $0.type("映门社区合唱团")
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

/// A made-up file to import.
enum SampleImport {
  static let text = """
    序号,组织名称,登记/备案,备案号,所在社区,备案日期,成员数
    1,映门社区书画社,备案,2026-901,映门,2026-10-08,24
    2,映门社区合唱团,备案,2026-902,映门,2026-10-08,31
    3,修福社区乒乓球队,备案,2026-903,修福,2026-02-30,12
    4,修福社区志愿者协会,登记,,修福社区,2026.9,40
    5,修福社区读书会,台账,,没有的社区,,9
    """
}
