import RegistryTestSupport

/// Names and queries at random, made of characters that are hard to search: several readings, ü,
/// readings that are beginnings of others, traditional ones, such outside the basic plane.
struct RandomNames {
  var random: SeededGenerator

  init(seed: UInt64, readings: ReferenceMatcher = Self.reference) {
    random = SeededGenerator(seed: seed)
    self.readings = readings.readings
  }

  /// How these characters are read, written by hand: a table that is wrong must not be its own measure.
  static let reference = ReferenceMatcher(
    """
    重zhong 重chong 庆qing 路lu 长chang 长zhang 安an 街jie 行xing 行hang 行heng 单dan 单chan 单shan 曾ceng \
    曾zeng 解jie 解xie 解hai 区qu 仇chou 朴pu 朴po 查cha 乐le 乐yue 乐lao 西xi 先xian 居ju 社she 的de 的di \
    了le 了liao 绿lv 绿lu 吕lv 略lve 女nv 虐nve 鹅e 啊a 恩en 儿er 藏cang 藏zang 都du 都dou 大da 大dai 会hui \
    会kuai 合he 合ge 和he 和hu 和huo 呵he 石shi 石dan 十shi 实shi 张zhang 章zhang 東dong 𠮟chi 𡈼ting
    """.split(separator: " "))

  private static let characters = Array(
    "重庆路长安街行单曾解区仇朴查乐西先居社的了绿吕略女虐鹅啊安恩儿藏都大会合和呵石十实张章慶單區東𠀋𠮟𡈼"
      + "ABabxz019-·（")

  /// Readings that queries are made of.
  private let readings: [Character: [String]]

  mutating func name() -> String {
    String((0..<Int.random(in: 1...8, using: &random)).map { _ in one(of: Self.characters) })
  }

  /// Something typed for a part of `name`: each character as it is, its syllable, its initial; or, now
  /// and then, for nothing at all.
  mutating func query(for name: String) -> String {
    let name = Array(name)
    if name.isEmpty || Int.random(in: 0..<8, using: &random) == 0 {
      return String(
        (0..<Int.random(in: 1...6, using: &random)).map { _ in one(of: Array("aeghinouzlv重安0")) })
    }
    let start = Int.random(in: 0..<name.count, using: &random)
    let end = Int.random(in: start..<min(name.count, start + 5), using: &random)
    let style = Int.random(in: 0...3, using: &random)
    var typed = (start...end).map { form(of: name[$0], style) }
    switch Int.random(in: 0..<10, using: &random) {
    case 0: typed[typed.count - 1] = String(typed[typed.count - 1].prefix(2))
    case 1 where typed.count > 2: typed[1] = "*"
    case 2:
      typed.insert(one(of: ["'", " ", "’"]), at: Int.random(in: 0...typed.count, using: &random))
    case 3: typed = typed.map { $0.uppercased() }
    case 4: typed.append(one(of: ["a", "n", "g", "社"]))
    default: break
    }
    return typed.joined()
  }

  /// As it stands (0), by its syllable (1), by its initial (2), or either of them (3).
  private mutating func form(of character: Character, _ style: Int) -> String {
    let readings = readings[character] ?? []
    guard let reading = readings.randomElement(using: &random) else { return String(character) }
    switch style == 3 ? Int.random(in: 0...2, using: &random) : style {
    case 0: return String(character)
    case 1: return reading
    default:
      let two = String(reading.prefix(2))
      return ["zh", "ch", "sh"].contains(two) && Bool.random(using: &random)
        ? two : String(reading.prefix(1))
    }
  }

  /// Full pinyin of a part of `name` with one letter wrong, missing, too many or swapped.
  mutating func slip(for name: String) -> String {
    var letters = Array(
      name.compactMap { readings[$0]?.randomElement(using: &random) }
        .prefix(4).joined())
    guard letters.count > 5 else { return "zhongqinglu" }
    let place = Int.random(in: 0..<(letters.count - 1), using: &random)
    switch Int.random(in: 0...3, using: &random) {
    case 0: letters[place] = one(of: Array("aeinouhgz"))
    case 1: letters.remove(at: place)
    case 2: letters.insert(one(of: Array("aeinouhgz")), at: place)
    default: letters.swapAt(place, place + 1)
    }
    return String(letters)
  }

  private mutating func one<Element>(of all: [Element]) -> Element {
    all[Int.random(in: 0..<all.count, using: &random)]
  }
}
