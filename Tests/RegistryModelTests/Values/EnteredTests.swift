import Testing

@testable import RegistryModel

/// What is stored is what was typed, in its normal form, or it is refused: no sign, no digit and no part
/// of a text goes missing on the way.
@Suite("What is typed is what is stored")
struct EnteredTests {
  /// Pieces of what clerks type and paste, and of what nobody should.
  private static let pieces = [
    "1", "2", "0", "10", "７", "-", "+", "－", "\u{2212}", ".", ",", "，", "、", ";", " ", "\u{3000}",
    "(", ")", "/", "年", "月", "日", "e", "X", "%", "*", "=", "'", "\"", "\u{301}", "\u{338}",
    "\u{200B}", "是",
    "no", "居", "邻里互助", "m1", "2016-2020", "110105001001", "13812071612", "65001234", "010",
    "11010519491231002X", "business", "resident-like",
  ]

  private static func text(_ field: FieldInfo, _ random: inout Seeded) -> String {
    var pieces = (0..<Int.random(in: 0...3, using: &random)).map { _ in
      Self.pieces.randomElement(using: &random)!
    }
    // Around what the field takes, where a slip is nearest to being taken.
    if Int.random(in: 0..<3, using: &random) > 0 {
      pieces.insert(
        RandomText.typed(field, using: &random),
        at: Int.random(in: 0...pieces.count, using: &random))
    }
    return pieces.joined()
  }

  /// Letters, digits and the point of a text, whatever their width and case: what carries meaning in
  /// numbers, codes and dates.
  private static func core(_ text: String) -> String {
    String(
      text.nfkc.uppercased().unicodeScalars.filter {
        $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "." || $0 == "*"
      }.map(Character.init))
  }

  private static func digits(_ text: String) -> String {
    String(text.nfkc.filter { ("0"..."9").contains($0) })
  }

  private static func hasSign(_ text: String) -> Bool {
    let bare = text.nfkc.tidied
    return ["-", "+", "\u{2212}"].contains { bare.hasPrefix($0) } || bare.hasSuffix("-")
      || bare.hasSuffix("+")
  }

  private static func isKept(_ typed: String, as json: JSON, in entry: Entry) -> Bool {
    let stored = json.string ?? json.text
    switch entry {
    case .text, .longText:
      // Nothing but white space and marks that nobody sees may go.
      let visible = { (text: String) in
        String(
          text.nfc.unicodeScalars.filter { !$0.properties.isWhitespace && $0 != "\u{200B}" }.map(
            Character.init))
      }
      return visible(typed) == visible(stored)
    case .whole, .decimal:
      let number = { (text: String) in
        let parts = core(text).split(separator: ".", omittingEmptySubsequences: false)
        let whole = parts[0].drop { $0 == "0" }
        let fraction = parts.dropFirst().joined(separator: ".")
        return "\(whole).\(String(fraction.reversed().drop { $0 == "0" }.reversed()))"
      }
      // A field that takes amounts off keeps the sign, the others refuse it.
      return hasSign(typed) == stored.hasPrefix("-") && number(typed) == number(stored)
    case .date:
      let parts = { (text: String) in
        text.nfkc.split { !("0"..."9").contains($0) }.compactMap { Int($0) }
      }
      return !hasSign(typed)
        && (parts(typed) == parts(stored) || digits(typed) == digits(stored))
    case .flag: return !hasSign(typed)
    case .choice(let entries):
      let row = entries.first { $0.word == stored }
      let bare = { (text: String) in
        text.nfkc.lowercased().filter { !$0.isWhitespace && $0 != "-" && $0 != "\u{200B}" }
      }
      let names = row.map { [$0.word, $0.label.en, $0.label.chinese].map(bare) } ?? []
      return !hasSign(typed)
        && (names.contains(bare(typed)) || Int(typed.nfkc.tidied) == row?.number)
    case .code:
      // Phones may lose the country and get nothing; of other codes every character stays.
      let (one, other) = (core(typed), core(stored))
      return !(typed.nfkc.tidied.hasPrefix("-") || typed.nfkc.tidied.hasSuffix("-"))
        && [one, one.replacingPrefix("86"), one.replacingPrefix("0086")].contains(other)
    default: return true
    }
  }

  @Test("of every field of every kind", arguments: Kind.allCases)
  func all(kind: Kind) throws {
    var random = Seeded(7)
    var taken = 0
    for field in kind.schema.fields where !field.isComputed {
      for _ in 0..<400 {
        let typed = Self.text(field, &random)
        if typed.tidied.isEmpty { continue }
        var record = kind.schema.make()
        do { try record.enter(typed, field, .correction(on: "2020-06-30")) } catch { continue }
        guard let json = record.json(field, on: "2020-06-30") else {
          Issue.record(
            "\(kind) \(field.key): \(typed.debugDescription) is neither kept nor refused")
          continue
        }
        taken += 1
        #expect(
          Self.isKept(typed, as: json, in: field.entry),
          "\(kind) \(field.key): \(typed.debugDescription) became \(json.text)")
        // The normal form is one: entered again it is the same.
        var again = kind.schema.make()
        try again.put(json, field, .correction(on: "2020-06-30"))
        #expect(again.json(field, on: "2020-06-30") == json)
      }
    }
    #expect(taken > 100)
  }

  @Test("codes take no sign, and a number has no gap")
  func signs() throws {
    #expect(try Industry(text: "1") == .business)
    #expect(try Industry(text: "１") == .business)
    #expect(try Committee(text: "resident-like") == .residentLike)
    for text in ["-1", "+1", "－1", "\u{2212}1", "1-", "-business", "1 0", "--1"] {
      #expect(throws: FieldError.self) { try Industry(text: text) }
    }
    #expect(throws: FieldError.self) { try Industry(text: "1 1") }
    #expect(try [Industry](text: "1 2") == [.business, .science])
    for text in ["-13812071612", "13812071612-", "-65001234"] {
      #expect(throws: FieldError.self) { try PhoneNumber(text: text) }
    }
    #expect(try PhoneNumber(text: "138-1207-1612").description == "13812071612")
  }

  @Test("a text may begin with a mark that combines")
  func combining() throws {
    for text in ["\u{301}abc", "\u{338}=", "\u{FE0F}居"] {
      #expect(try String(text: text).unicodeScalars.count == text.unicodeScalars.count)
    }
  }
}

extension String {
  fileprivate func replacingPrefix(_ prefix: String) -> String {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : self
  }
}
