/// A plan an office wrote itself: one target with a baseline and one without.
enum SmallPlan {
  static func write(to office: Office, title: String = "District plan") throws {
    try Disk.makeDirectory(office.registry + "/plans")
    let json = json.replacing("District plan", with: title)
    try Disk.write(Array(json.utf8), to: office.registry + "/plans/district-2030.json")
  }

  private static let json = """
    {"id":"district-2030","title":{"en":"District plan","zh-Hans":"本区规划"},
     "start":"2026-01-01","end":"2030-12-31",
     "source":{"en":"the office","zh-Hans":"本单位"},
     "targets":[
      {"id":"D1","label":{"en":"Organizations per community","zh-Hans":"社区平均组织数"},
       "scope":"all","measure":"organizations","aggregate":"mean","atLeast":"10",
       "unit":{"en":"organizations","zh-Hans":"个"},"deadline":"2030-12-31",
       "tiers":["registered","filed"],"statuses":["active","changePending"],
       "baseline":{"value":"0","asOf":"2025-12-31","source":{"en":"count","zh-Hans":"统计"}},
       "source":{"en":"the office","zh-Hans":"本单位"}},
      {"id":"D2","label":{"en":"Organizations without a baseline","zh-Hans":"无基数的组织数"},
       "scope":"all","measure":"organizations","aggregate":"mean","atLeast":"10",
       "unit":{"en":"organizations","zh-Hans":"个"},"deadline":"2030-12-31",
       "tiers":["registered","filed"],"statuses":["active","changePending"],
       "baseline":null,"source":{"en":"the office","zh-Hans":"本单位"}}]}
    """
}
