/// Names of people, put together from common surnames and given names. Any likeness is chance.
enum PersonNames {
  private static let surnames: [(String, Int)] = [
    ("王", 72), ("李", 71), ("张", 67), ("刘", 53), ("陈", 45), ("杨", 30), ("黄", 22), ("赵", 22),
    ("吴", 20), ("周", 20), ("徐", 15), ("孙", 15), ("马", 13), ("朱", 13), ("胡", 12), ("郭", 12),
    ("何", 11), ("高", 10), ("林", 10), ("郑", 9), ("罗", 9), ("梁", 8), ("谢", 7), ("宋", 7), ("唐", 7),
    ("许", 6), ("韩", 6), ("冯", 6), ("邓", 6), ("曹", 5), ("彭", 5), ("曾", 5), ("肖", 5), ("田", 5),
    ("董", 5), ("潘", 4), ("袁", 4), ("于", 4), ("蒋", 4), ("蔡", 4), ("余", 4), ("杜", 4), ("叶", 4),
    ("程", 3), ("苏", 3), ("魏", 3), ("吕", 3), ("丁", 3), ("沈", 3), ("单", 1), ("仇", 1), ("欧阳", 1),
    ("尉迟", 1), ("曲", 1), ("解", 1),
  ]

  private static let older = (
    men: [
      "建国", "建华", "国强", "志强", "志明", "永康", "卫东", "海涛", "德胜", "文斌", "立新", "长明", "金水",
      "庆丰", "学军", "宝山", "正华", "伟民", "小平", "荣根",
    ],
    women: [
      "秀英", "桂英", "玉兰", "秀兰", "淑珍", "桂芳", "丽华", "美华", "月英", "翠萍", "惠芬", "建芳", "亚琴",
      "素珍", "雪梅", "金凤", "小红", "爱华", "彩霞", "水英",
    ]
  )

  private static let younger = (
    men: [
      "磊", "洋", "勇", "杰", "浩", "鹏", "超", "波", "俊", "宇", "浩然", "子轩", "志远", "一鸣", "天宇",
      "文博", "晓东", "家豪", "嘉伟", "旭", "明哲", "凯", "思远", "泽", "成",
    ],
    women: [
      "敏", "静", "丽", "艳", "娜", "婷", "雪", "芳", "颖", "倩", "婷婷", "雨欣", "梦瑶", "思雨", "佳怡",
      "晓燕", "雅琴", "文静", "丹", "璐", "欣怡", "晨", "莉", "梦洁", "玥",
    ]
  )

  private static let minority = ["阿依古丽·买买提", "古丽娜尔·艾合买提", "扎西·多吉", "巴特尔·苏和"]

  /// A name as it may be given in that year.
  static func name(isMale: Bool, born year: Int, _ random: inout SplitMix64) -> String {
    if random.number(0...599) == 0 { return random.pick(minority) }
    var place = random.number(0...surnames.reduce(0) { $0 + $1.1 } - 1)
    let surname =
      surnames.first { row in
        place -= row.1
        return place < 0
      }?.0 ?? "王"
    let given = year < 1978 || year < 1985 && random.chance(50) ? older : younger
    return surname + random.pick(isMale ? given.men : given.women)
  }
}
