import RegistryTestSupport
import Testing

@testable import RegistrySearch

@Suite("What typed characters stand for")
struct MatchingTests {
  private func finds(
    _ query: String, _ text: String, sounds: Bool = false, isPerson: Bool = false
  ) throws -> Bool {
    let index = TextIndex([[SearchText(.name, text, isPerson: isPerson)]])
    let pattern = try #require(Pattern(query, .shared))
    return !index.matches(pattern, .shared, among: nil, sounds: sounds).isEmpty
  }

  @Test(
    "initials, full pinyin, Chinese, mixed; every reading",
    arguments: [
      (
        "重庆路社区",
        ["cqlsq", "zqlsq", "cql", "zql", "chongqinglu", "zhongqinglu", "zq路", "重庆lu", "重庆路"]
      ),
      (
        "重庆路社区",
        ["chqlsq", "zhqlshq", "chongql", "cqinglu", "chongqlu", "c庆l", "qlsq", "lushe", "q"]
      ),
      (
        "安居社区",
        ["ajsq", "anju", "an'ju", "an ju", "ANJU", "ａｎｊｕ", "anjushequ", "anj", "a", "an", "ajsh"]
      ),
      ("南郎家园社区", ["nljy", "nanlangjiayuan", "nlj", "jysq"]),
      ("3号楼", ["3hl", "３ｈｌ", "3haolou", "3号l", "hl"]),
      ("银行里", ["yhl", "yxl", "yinhangli", "yinxingli"]),
      ("单雄", ["sx", "shanxiong", "dx", "danx", "shx"]),
      ("曾国", ["zengguo", "zg", "cg"]), ("单县", ["shanxian", "sx"]),
      ("解红", ["xiehong", "xh", "jh"]), ("六安路", ["lal", "liuanlu", "luan"]),
      ("大栅栏", ["dsl", "dzl", "dashilan"]), ("厦门里", ["xmen", "xiamen"]),
      ("番禺", ["panyu", "py"]), ("乐清", ["yueqing", "lq", "yq"]), ("乐亭", ["laoting", "lt"]),
      ("十里堡", ["slpu", "shilipu", "slb"]), ("莘庄", ["xinzhuang", "shenz"]),
      ("桔园", ["juyuan", "jieyuan"]), ("東城", ["dongc"]), ("尉迟恭", ["yuchigong", "ycg"]),
      ("绿园", ["lvyuan", "luyuan", "ly"]), ("女", ["nv", "nu", "n"]), ("虐", ["nve", "nue"]),
      ("西安门", ["xian", "xianmen", "xam", "xi'anmen"]), ("先锋", ["xian", "xianf"]),
      ("𠮷野家", ["jiye", "jyj", "𠮷野"]), ("慶豐", ["庆丰", "qf", "慶豐", "qingfeng"]), ("庆丰", ["慶豐", "慶丰"]),
      ("Handy Helpers 志愿队", ["handy", "ndy", "handyhelpers", "helperszyd", "志愿队"]),
      ("O'Neil 之家", ["oneil", "o'neil", "zj"]),
      ("2018-412", ["2018-412", "2018412", "412", "#412", "18-4", "-412"]),
      ("010-65001234", ["65001234", "01065001234", "#1234", "#234"]),
      ("王小明", ["王*明", "w*ming", "王*", "*明", "王＊明", "wang*m"]),
      ("张家庄", ["zjz", "zhjzh", "zhangjiazh", "zhangjzhuang"]),
    ])
  func found(text: String, queries: [String]) throws {
    for query in queries { #expect(try finds(query, text), "\(query) in \(text)") }
  }

  @Test(
    "readings of surnames count at the beginning of a person's name, and nowhere else",
    arguments: [
      ("仇和", ["qh", "qiuhe", "qiu和", "qiu"], ["ch", "chouhe", "仇和", "仇"]),
      ("区文", ["ouwen", "ow", "o"], ["qw", "quwen", "区wen"]),
      ("万俟卨", ["moqi", "mqx"], ["wsx", "万俟"]),
      ("谌龙", ["shenlong"], ["chenl"]), ("朴实", ["piaoshi"], ["ps", "pushi"]),
      ("祭仲", ["zhaizhong"], ["jiz"]), ("區文", ["ouwen"], ["quwen"]),
      ("查良", ["zhaliang"], ["chal", "cl"]), ("黑大春", ["hedachun"], ["heidachun", "hdc"]),
    ])
  func surnames(name: String, asSurname: [String], anywhere: [String]) throws {
    for query in asSurname {
      #expect(try finds(query, name, isPerson: true), "\(query) in \(name)")
      #expect(try !finds(query, name), "\(query) in \(name), no person's")
      #expect(try !finds(query, "南社" + name, isPerson: true), "\(query) behind the surname")
    }
    for query in anywhere {
      #expect(try finds(query, name, isPerson: true), "\(query) in \(name)")
      #expect(try finds(query, name), "\(query) in \(name), no person's")
    }
    #expect(try finds("求和", "仇和", sounds: true, isPerson: true))
    #expect(try !finds("求和", "仇和", sounds: true))
  }

  @Test(
    "nothing begins or ends inside a syllable",
    arguments: [
      ("度假村", ["oa", "uo", "ujia", "uj", "duj*x"]), ("安居社区", ["nju", "juq", "ajq", "sqa"]),
      ("重庆路社区", ["choql", "chongqilu", "ongqing", "zhql路社", "cqq"]), ("西安门", ["xianen", "xim"]),
      ("张家庄", ["zhangjiz", "zajz"]), ("路", ["lv"]), ("2018-412", ["8412-", "#2018", "4128"]),
      ("王小明", ["明*王", "王小小*明", "王*李"]), ("慶豐", ["清风"]), ("乾坤", ["干坤"]),
      // Read so once, and by nobody now.
      ("方家园社区", ["wang", "wjy", "pangjia", "fgy", "fanggu"]), ("王家园", ["yujia", "yjy", "wangg"]),
      ("民族园", ["minsou", "msy", "mincou"]), ("區府", ["oufu"]),
    ])
  func notFound(text: String, queries: [String]) throws {
    for query in queries { #expect(try !finds(query, text), "\(query) in \(text)") }
  }

  @Test("the same sound is another way, never the strict one")
  func sounds() throws {
    #expect(try finds("安菊", "安居社区", sounds: true))
    #expect(try !finds("安菊", "安居社区"))
    #expect(try finds("安菊sq", "安居社区", sounds: true))
    #expect(try !finds("安路", "安吕", sounds: true), "lü typed as lu is not lu")
  }

  @Test("long texts are found as they stand")
  func long() throws {
    let name = String(repeating: "中华人民共和国社会组织", count: 9)
    #expect(try finds(name, "某" + name + "会"))
    #expect(try finds(String(name.prefix(63)), name))
    #expect(try !finds(name + "们", name))
    #expect(try !finds(String(repeating: "z", count: 70), name))
  }

  @Test("names are looked up by the usual reading of each character, then by code point")
  func order() {
    let order = PinyinOrder(table: .shared)
    let names = [
      "重阳社区", "长安里", "安菊里", "安居里", "安居", "Abc", "2号楼", "家和", "居安", "行知", "会同", "啊", "中行",
    ]
    #expect(
      names.sorted { order.key(of: $0).lexicographicallyPrecedes(order.key(of: $1)) }
        == [
          "2号楼", "Abc", "啊", "安居", "安居里", "安菊里", "会同", "家和", "居安", "行知", "长安里", "中行", "重阳社区",
        ])
    #expect(order.key(of: "2018-412") == Array("2018-412".utf8))
    // Read alike, they are told apart all the same.
    #expect(order.key(of: "安居") != order.key(of: "安菊"))
  }

  @Test("the table knows surnames, rare characters and odd syllables")
  func table() {
    let table = PinyinTable.shared
    #expect(table.syllables.count > 400)
    let read = { (character: Unicode.Scalar) in
      Set(
        table.readings(of: character.value).flatMap { table.syllables[Int($0)] }.map {
          String(decoding: $0, as: UTF8.self)
        })
    }
    #expect(read("重").isSuperset(of: ["zhong", "chong"]))
    #expect(read("绿").isSuperset(of: ["lv", "lu"]))
    #expect(read("族") == ["zu"] && read("家") == ["jia"])
    #expect(read("王") == ["wang"] && read("方") == ["fang"])
    #expect(read("嗯").contains("ng"))
    #expect(read("𠮷") == ["ji"])
    #expect(read("A").isEmpty && read("\u{10FFFF}").isEmpty)
    #expect(table.simplified(Unicode.Scalar("慶").value) == Unicode.Scalar("庆").value)
    #expect(table.simplified(Unicode.Scalar("乾").value) == Unicode.Scalar("乾").value)
  }
}
