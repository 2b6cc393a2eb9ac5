/// Names of streets, towns, communities and villages, put together from words that thousands of
/// real places share. Any likeness is chance.
enum PlaceNames {
  /// Streets and towns: 240 names.
  static let towns = product(
    ["云", "石", "柳", "清", "梅", "青", "龙", "桐", "银", "双", "白", "望"],
    [
      "溪", "桥", "浦", "河", "园", "山", "湖", "岭", "江", "塘", "泉", "渡", "坪", "洲", "林", "堰", "岗",
      "港", "潭", "川",
    ])

  /// Residents' communities: 1,000 names.
  static let communities = product(
    [
      "安", "文", "和", "新", "康", "景", "锦", "翠", "福", "兴", "永", "华", "春", "朝", "东", "西", "南",
      "北", "明", "嘉", "紫", "金", "玉", "长", "丽", "馨", "学", "书", "星", "荷", "竹", "松", "映", "秀",
      "百", "香", "枫", "彩", "同", "怡",
    ],
    [
      "居", "苑", "园", "里", "庭", "湾", "城", "府", "台", "景", "阳", "月", "晖", "和", "宁", "安", "康",
      "乐", "荫", "坊", "门", "堤", "岸", "源", "家园",
    ])

  /// Villages: 800 names.
  static let villages = product(
    [
      "陈家", "李家", "王家", "张家", "周家", "吴家", "徐家", "沈家", "上", "下", "前", "后", "大", "小", "东",
      "西", "南", "北", "中", "新", "老", "石", "黄", "青", "白", "红", "高", "长", "三", "五",
    ],
    [
      "塘", "桥", "浜", "埠", "坞", "湾", "岭", "坪", "庄", "坎", "墩", "畈", "田", "渡", "堰", "河", "坑",
      "村头", "亭", "井", "垄", "岗", "埭", "渚", "柏", "榆",
    ])

  private static func product(_ firsts: [String], _ seconds: [String]) -> [String] {
    seconds.flatMap { second in firsts.map { $0 + second } }
  }
}
