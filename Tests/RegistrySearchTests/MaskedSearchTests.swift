import RegistryModel
import RegistryTestSupport
import Testing

@testable import RegistrySearch

/// Masked numbers are found by whole numbers and by what is shown of their ends; nothing that can be asked
/// tells hidden digits to who does not know them all.
@Suite("Masked numbers")
struct MaskedSearchTests {
  private let worker = RecordID(.worker, 1)

  /// A worker, an organization and a community with these numbers.
  private func district(id: String, phone: String, areaCode: String? = nil) throws -> RegistryState
  {
    var district = try SmallDistrict()
    var office = Office()
    office.name = "朝阳区"
    office.areaCode = areaCode
    try district.apply([
      Change(.office, isNew: true, office.settings(from: nil)),
      Change(
        worker,
        [
          Setting("idNumber", before: "11010519491231002X", after: .string(id)),
          Setting("phone", before: ["13812071612"], after: [.string(phone)]),
        ]),
      Change(
        RecordID(.organization, 1),
        [
          Setting("phone", before: .null, after: [.string(phone)])
        ]),
      Change(
        RecordID(.community, 1),
        [
          Setting("phone", before: .null, after: [.string(phone)])
        ]),
    ])
    return district.state
  }

  private func found(
    _ query: String, _ kind: Kind = .worker, in state: RegistryState, isForgiving: Bool = false,
    _ memo: SearchMemo = .reading()
  ) throws -> [Int] {
    let query = try memo.query(query, kind)
    return memo.find(query, in: state, on: "2020-06-30", isForgiving: isForgiving).ids.map(\.number)
  }

  // MARK: What finds

  @Test(
    "whole numbers, however written, and the digits shown of the end",
    arguments: [
      (
        "13512345678", ["13512345678", "135-1234-5678", "+86 135 1234 5678", "１３５１２３４５６７８"], "5678"
      ),
      ("010-65001234", ["010-65001234", "01065001234", "65001234", "(010)65001234"], "1234"),
    ])
  func whole(phone: String, written: [String], tail: String) throws {
    let state = try district(id: "11010519900307123X", phone: phone, areaCode: "010")
    for kind: Kind in [.worker, .organization, .community] {
      for number in written {
        #expect(try found("phone:\"\(number)\"", kind, in: state) == [1], "\(number)")
      }
      // A word has no dash that the number has not.
      for number in written
      where number.allSatisfy({ $0.isNumber || phone.contains("-") && $0 == "-" }) {
        #expect(try found(number, kind, in: state) == [1], "\(number)")
        #expect(try found("-" + number, kind, in: state).contains(1) == false, "\(number)")
      }
      for length in 1...4 {
        #expect(try found("phone:#\(tail.suffix(length))", kind, in: state).contains(1))
        #expect(try found("#\(tail.suffix(length))", kind, in: state).contains(1))
      }
    }
    #expect(try found("id:11010519900307123x", in: state) == [1])
    #expect(try found("id:=11010519491231002X", in: state) == [2])
    #expect(try found("id:#123X,#002X", in: state) == [1, 2])
    #expect(try found("id:#123X", in: state) == [1])
    #expect(try found("11010519900307123x", in: state) == [1])
    #expect(try found("#123x", in: state) == [1])
    #expect(try found("王芳 11010519900307123x", in: state) == [1])
    #expect(try found("-phone:", in: state) == [1, 2] && found("!phone", in: state) == [1, 2])
  }

  @Test("digit by digit, the whole number is found as if it had been typed at once")
  func keys() throws {
    let state = try district(id: "11010519900307123X", phone: "13512345678")
    let memo = SearchMemo.reading()
    for typed in ["13512345678", "wf 13512345678", "11010519900307123x", "135 1234 5678"] {
      for count in 1..<typed.count {
        _ = try found(String(typed.prefix(count)), in: state, isForgiving: true, memo)
      }
      #expect(try found(typed, in: state, isForgiving: true, memo) == [1], "\(typed)")
    }
    let query = try memo.query("13512345678", .worker)
    let marks = memo.marks(of: [worker], by: query, in: state)[0]
    #expect(marks.map(\.text) == ["135****5678"])
    #expect(marks.map(\.range) == [0..<11])
  }

  @Test(
    "parts, wildcards, ranges and comparisons are refused with the rule",
    arguments: [
      "phone:135", "phone:1351234567", "phone:5678", "phone:135*", "phone:*5678", "phone:135*5678",
      "phone:#45678", "phone:#*5678", "phone:>13500000000", "phone:<=2", "phone:130..140",
      "phone:13512345678..", "phone:..9", "phone:13512345678,135", "phone:13512345678,13512345679",
      "-phone:1351", "id:110105",
      "id:1101051990030", "id:#0123X", "id:110105*", "id:<2", "id:1..2", "id:1101*123X", "电话:１３５",
      "id:#", "phone:13512345678*", "phone:“135*”", "phone:《2", "phone:1…2",
    ])
  func refused(query: String) throws {
    do {
      _ = try SearchMemo.reading().query(query, .worker)
      Issue.record("\(query) was read")
    } catch {
      #expect(
        error.words.en.contains("search a masked number in full"),
        "\(error.words.en)")
      #expect(error.words.chinese.contains("隐去的号码须逐个用完整号码"))
    }
  }

  // MARK: What is told

  /// Numbers that look alike under their masks, all else the same.
  private static let twins = (
    ids: ["11010219900307123X", "11010819761224123X"], phones: ["13512345678", "13598745678"]
  )

  @Test(
    "no answer depends on hidden digits unless the whole number is given",
    arguments: 0..<6 as Range<UInt64>)
  func silent(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let states = try zip(Self.twins.ids, Self.twins.phones).map { id, phone in
      try district(id: id, phone: phone)
    }
    let numbers = Self.twins.ids + Self.twins.phones
    for id in Self.twins.ids { #expect(Mask.identityNumber.masked(id) == "110***********123X") }
    var answers = 0
    for _ in 0..<400 {
      let query = query(numbers, using: &random)
      for kind: Kind in [.worker, .organization, .community, .assignment] {
        let memos = states.map { _ in SearchMemo.reading() }
        let told = zip(states, memos).map { state, memo -> String in
          let view = Viewpoint(state, on: "2020-06-30", today: "2020-06-30", tallies: nil)
          let completed = memo.completions(
            of: query, at: query.count, [kind], from: view, .en
          ).map { "\($0.insertion) \($0.note)" }
          do throws(QueryError) {
            let read = try memo.query(query, kind)
            let found = memo.find(read, in: state, on: "2020-06-30", isForgiving: true)
            let marks = memo.marks(of: found.ids, by: read, in: state)
            return "\(found.ids) \(marks.map { $0.map { "\($0.text) \($0.range)" } }) \(completed)"
          } catch {
            return "\(error.words.en) \(completed)"
          }
        }
        if told[0].hasPrefix("[") && !told[0].hasPrefix("[]") { answers += 1 }
        #expect(told[0] == told[1], "seed \(seed), \(kind): \(query)")
      }
    }
    #expect(answers > 20, "queries must find something to tell right from wrong")
  }

  /// Part of a number, as it is or disguised, alone, in a condition or beside a name.
  private func query(_ numbers: [String], using random: inout SeededGenerator) -> String {
    let number = Array(numbers.randomElement(using: &random) ?? "")
    let start = Int.random(in: 0..<number.count, using: &random)
    let end = Int.random(in: start...number.count, using: &random)
    var part = String(number[start..<end])
    if part.count == number.count { part.removeLast() }
    if !part.isEmpty, Int.random(in: 0..<3, using: &random) == 0 {
      let place = part.index(
        part.startIndex, offsetBy: Int.random(in: 0..<part.count, using: &random))
      part.insert(["*", "-", " ", ",", "'"].randomElement(using: &random) ?? "*", at: place)
    }
    let field = ["id:", "phone:", "电话:", "证件号码:", "worker:", "name:", "note:"].randomElement(
      using: &random)!
    return [
      part, "#\(part)", "\(field)\(part)", "\(field)#\(part)", "\(field)<\(part)",
      "\(field)>=\(part)", "\(field)..\(part)", "\(field)\(part)..", "\(field)\(part)*",
      "\(field)*\(part)", "-\(part)", "-\(field)\(part)", "王芳 \(part)", "\(part)*", "*\(part)",
      "wf \(part)", "!problems \(part)",
    ].randomElement(using: &random)!
  }
}
