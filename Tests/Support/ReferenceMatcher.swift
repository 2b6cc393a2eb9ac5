import RegistryModel
import Resources

/// Readings that the program's table is not made of, to hold it against; made by `make.py` beside it.
public enum OtherReadings {
  /// What the table has and the dictionary of 1983 has not: read otherwise since, or in names of places.
  public static let since1983 =
    "乐lao 厖mang 喁yu 嬛xuan 嬷mo 孖zi 宓fu 尢wang 帧zhen 戛ga 拾she 掞yan 曝bao 柷zhu 栅shi 桲bo 棽chen 欸e "
    + "洞tong 溚da 犴han 瑱tian 穜tong 膻dan 艴bo 荨xun 蓂mi 蕃bo 薁ao 解hai 豸zhai 钭dou 饹ge 馇zha"
  /// What was counted in words, and is no syllable, or belongs to exclamations and older ways to write.
  public static let uncounted = "儿r 兒r 吶ne 呐ne 呵a 喔o 嗯n 寻xin 尋xin 著zhao 著zhe"
}

/// What pinyin search finds, said as plainly as can be: every reading of every character is spelled
/// out and tried. Slow, and the measure of the search that is not.
public struct ReferenceMatcher: Sendable {
  /// Syllables of each character, ü as v and as u.
  public private(set) var readings: [Character: [String]] = [:]
  private var simplified: [Character: Character] = [:]

  /// Every reading the dictionary of 1983 knows and what came since: nothing else may be found.
  public static let ever = ReferenceMatcher(
    OtherReadings.dictionary.split(separator: "\n") + OtherReadings.since1983.split(separator: " "),
    without: "")
  /// The readings that were counted in words: these must be found.
  public static let often = ReferenceMatcher(
    OtherReadings.frequent.split(separator: "\n"), without: OtherReadings.uncounted)

  /// - Parameters:
  ///   - entries: of each syllable its letters and characters that are read so, before or behind them.
  ///   - excluded: entries that are none.
  public init(_ entries: [Substring], without excluded: String = "") {
    let excluded = Set(excluded.split(separator: " ").map(String.init))
    for entry in entries {
      let syllable = String(entry.filter { $0.isASCII && $0.isLetter })
      for character in entry.unicodeScalars.map(Character.init)
      where !character.isASCII && !excluded.contains("\(character)\(syllable)") {
        readings[character, default: []].append(syllable)
        if syllable.contains("v") {
          readings[character, default: []].append(String(syllable.map { $0 == "v" ? "u" : $0 }))
        }
      }
    }
    for line in Pinyin.simplified.split(separator: "\n") {
      let characters = line.unicodeScalars.map(Character.init)
      for place in stride(from: 0, to: characters.count, by: 2) {
        simplified[characters[place]] = characters[place + 1]
      }
    }
    // A traditional character is read as its simplified one, too.
    for (traditional, simple) in simplified {
      guard let more = readings[simple] else { continue }
      let known = readings[traditional] ?? []
      readings[traditional] = known + more.filter { !known.contains($0) }
    }
  }

  /// It knows how every Chinese character of a text is read.
  public func knows(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy {
      !(0x3400...0x3_FFFF).contains($0.value) || readings[Character($0)] != nil
    }
  }

  /// Whether `query` finds `text`.
  public func finds(_ query: String, in text: String) -> Bool {
    let text = folded(text)
    let query = String(folded(query).map(simple))
    if query.first == "#", query.count > 1,
      query.dropFirst().allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) })
    {
      let tail = query.dropFirst()
      return text.hasSuffix(tail) || text.filter { $0 != "-" }.hasSuffix(tail)
    }
    let runs = query.split(separator: "*").map(String.init)
    guard let first = runs.first else { return true }
    return spells(first, Array(runs.dropFirst()), anywhereIn: Array(text)[...])
  }

  /// Some part of `rest` reads as `run`, and what follows it as the other runs.
  private func spells(
    _ run: String, _ others: [String], anywhereIn rest: ArraySlice<Character>
  ) -> Bool {
    rest.indices.contains { start in
      rest[start] != "-" || run.hasPrefix("-")
        ? reads(rest[start...], as: run, others, isFirst: true) : false
    }
  }

  private func reads(
    _ rest: ArraySlice<Character>, as run: String, _ others: [String], isFirst: Bool
  ) -> Bool {
    if run.isEmpty {
      return others.first.map {
        spells($0, Array(others.dropFirst()), anywhereIn: rest)
      } ?? true
    }
    guard let character = rest.first else { return false }
    let whole = readings[character] ?? []
    let initials = whole.flatMap { syllable in
      [String(syllable.prefix(1))]
        + (["zh", "ch", "sh"].contains(String(syllable.prefix(2)))
          ? [String(syllable.prefix(2))] : [])
    }
    let dash = character == "-" && !isFirst ? [""] : []
    let isTaken = ([String(simple(character))] + whole + initials + dash).contains { form in
      run.hasPrefix(form)
        && reads(
          rest.dropFirst(), as: String(run.dropFirst(form.count)), others, isFirst: false)
    }
    // Half a syllable, where nothing more is typed.
    return isTaken
      || whole.contains { $0.hasPrefix(run) }
        && reads(rest.dropFirst(), as: "", others, isFirst: false)
  }

  /// Whether `query`, letters only, is full pinyin of characters of `text` but for at most one letter.
  public func slips(_ query: String, in text: String) -> Bool {
    let text = Array(folded(text))
    return text.indices.contains { start in
      spellings(text[start...], atMost: query.count + 1).contains {
        Self.isOneLetterApart(Array(query), Array($0))
      }
    }
  }

  /// Every full spelling of the first characters, the last one cut anywhere.
  private func spellings(_ rest: ArraySlice<Character>, atMost length: Int) -> Set<String> {
    var result: Set<String> = []
    guard let first = rest.first, length > 0 else { return [] }
    for syllable in readings[first] ?? [] {
      for cut in 1...syllable.count { result.insert(String(syllable.prefix(cut))) }
      for more in spellings(rest.dropFirst(), atMost: length - syllable.count) {
        result.insert(syllable + more)
      }
    }
    return result
  }

  /// The same, or one letter wrong, missing, too many or swapped with its neighbour.
  static func isOneLetterApart(_ left: [Character], _ right: [Character]) -> Bool {
    if left == right { return true }
    let start = zip(left, right).prefix { $0 == $1 }.count
    let (l, r) = (left[start...], right[start...])
    return l.dropFirst() == r.dropFirst() || l.dropFirst() == r || l == r.dropFirst()
      || l.count > 1 && r.count > 1 && l[start] == r[start + 1] && l[start + 1] == r[start]
        && l.dropFirst(2) == r.dropFirst(2)
  }

  private func simple(_ character: Character) -> Character { simplified[character] ?? character }

  private func folded(_ text: String) -> String {
    let characters = text.nfkc.lowercased().unicodeScalars.map(Character.init)
    return String(characters.filter { !$0.isWhitespace && !"'’‘`ʼ".contains($0) })
  }
}
