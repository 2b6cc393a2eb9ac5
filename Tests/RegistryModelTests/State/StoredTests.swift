import Testing

@testable import RegistryModel

@Suite("Record lines")
struct StoredTests {
  /// An object of members in this order.
  private func line(_ members: (String, JSON)...) -> JSON {
    .object(members.map { JSON.Member($0.0, $0.1) })
  }

  private func read(_ json: JSON) throws -> Stored<Organization> { try Stored(json: json) }

  private func refusal(_ json: JSON) -> String? {
    do throws(FieldError) {
      _ = try Stored<Organization>(json: json)
      return nil
    } catch { return error.words.en }
  }

  @Test("steps are written as the design shows them")
  func steps() {
    var record = Organization()
    record.tier = Dated(.filed)
    record.status = Dated(.active)
    record.reach = Dated(.community)
    record.community = Dated(RecordID(.community, 12))
    record.status.change(to: .dormant, from: "2020-03-01")
    let json = Stored(RecordID(.organization, 7), record, changed: 9).json
    #expect(
      json.text == """
        {"id":"o7","steps":[{"tier":"filed","reach":"community","community":"m12","status":"active"},\
        {"on":"2020-03-01","status":"dormant"}],"changed":9}
        """)
  }

  @Test("each step has only the keys it changes, one step a day")
  func oneStepADay() {
    var record = Organization()
    record.tier.change(to: .registered, from: "2020-03-01")
    record.status.change(to: .dormant, from: "2021-01-01")
    record.reach.change(to: nil, from: "2020-03-01")
    let json = Stored(RecordID(.organization, 7), record, changed: 0).json
    #expect(
      json["steps"]?.text == """
        [{"on":"2020-03-01","tier":"registered","reach":null},{"on":"2021-01-01","status":"dormant"}]
        """)
  }

  @Test("keys nobody knows are kept and written back")
  func unknown() throws {
    let json = line(
      ("id", "o7"), ("name", "互助会"), ("mascot", ["熊", 2, .null]), ("changed", 9),
      ("colour", .object([JSON.Member("r", .double(0.5))])))
    let stored = try read(json)
    #expect(stored.unknown.map(\.key) == ["mascot", "colour"])
    #expect(stored.part("mascot") == ["熊", 2, .null])
    #expect(
      stored.json.text
        == #"{"id":"o7","name":"互助会","mascot":["熊",2,null],"colour":{"r":0.5},"changed":9}"#)
    let touched = try stored.applying([Setting("note", before: .null, after: "x")], seq: 10)
    #expect(touched.unknown == stored.unknown)
  }

  @Test("steps of fields nobody knows are kept and written back")
  func unknownSteps() throws {
    let text =
      #"{"id":"o7","mascot":"cat","steps":[{"status":"active"},{"on":"2020-03-01","mascot":"bear","#
      + #""status":"dormant"},{"on":"2021-01-01","mascot":null}],"changed":9}"#
    let steps: JSON = [
      line(("mascot", "cat"), ("status", "active")),
      line(("on", "2020-03-01"), ("mascot", "bear"), ("status", "dormant")),
      line(("on", "2021-01-01"), ("mascot", .null)),
    ]
    let stored = try read(line(("id", "o7"), ("steps", steps), ("changed", 9)))
    #expect(stored.part("mascot@2020-03-01") == ["bear"])
    #expect(stored.part("mascot@2021-01-01") == [.null])
    #expect(stored.part("mascot") == "cat")
    let again = try read(stored.json)
    #expect(again.json == stored.json)
    #expect(again.part("mascot@2020-03-01") == ["bear"])
    #expect(stored.json["steps"]?.array?.count == 3)
    #expect(stored.json.text.count == text.count)
  }

  @Test("a dated key outside the steps is what always was")
  func formerlyPlain() throws {
    let stored = try read(line(("id", "o7"), ("tier", "filed")))
    #expect(stored.record.tier == Dated(.filed))
    #expect(stored.json.text == #"{"id":"o7","steps":[{"tier":"filed"}],"changed":0}"#)
  }

  @Test("the recycle bin and accepted warnings are kept")
  func bookkeeping() throws {
    let stored = Stored(
      RecordID(.organization, 7), Organization(), changed: 4, binned: "重复登记",
      accepted: ["similar-name": "两家不同", "expected-head": "无"])
    let read = try read(stored.json)
    #expect(read.binned == "重复登记")
    #expect(read.accepted == stored.accepted)
    #expect(read.changed == 4)
    #expect(
      stored.json.text
        == #"{"id":"o7","binned":"重复登记","accepted":{"expected-head":"无","similar-name":"两家不同"},"changed":4}"#
    )
  }

  @Test("what would be lost or misread is refused, naming the key")
  func hostile() {
    func step(_ members: (String, JSON)...) -> JSON {
      .object(members.map { JSON.Member($0.0, $0.1) })
    }
    let id = ("id", "o7" as JSON)
    let day = ("on", "2020-03-01" as JSON)
    let cases: [(JSON, String)] = [
      (["o7"], "a record must be a JSON object"),
      (line(("name", "x")), "a record must have an id of its kind"),
      (line(("id", "m7")), "a record must have an id of its kind"),
      (line(("id", "o0")), "id: no record has this id"),
      (line(("id", "o99999999999")), "id: no record has this id"),
      (line(("id", 7)), "id: an id must be text such as m12"),
      (line(id, id), "id: must not be given twice"),
      (line(id, ("name", 5)), "name: must be text in quotation marks"),
      (line(id, ("name", "x"), ("name", "y")), "name: must not be given twice"),
      (line(id, ("mascot", "x"), ("mascot", "y")), "mascot: must not be given twice"),
      (line(id, ("members", -1)), "members: must be a whole number, 0 or more"),
      (line(id, ("phone", "13812071612")), "phone: must be a list"),
      (line(id, ("changed", "9")), "changed: must be a whole number, 0 or more"),
      (line(id, ("changed", 9), ("changed", 10)), "changed: must not be given twice"),
      (line(id, ("binned", true)), "binned: must be text in quotation marks"),
      (line(id, ("accepted", ["similar-name"])), "accepted: must be an object"),
      (
        line(id, ("accepted", step(("similar-name", 1)))),
        "accepted/similar-name: must be text in quotation marks"
      ),
      (line(id, ("on", "2020-01-01")), "`on` must be inside a step"),
      (line(id, ("steps", step())), "steps: must be one list"),
      (line(id, ("steps", []), ("steps", [])), "steps: must be one list"),
      (line(id, ("steps", ["filed"])), "steps: a step must be an object"),
      (line(id, ("steps", [step(("name", "x"))])), "steps: name is not a dated field"),
      (line(id, ("steps", [step(("id", "o8"))])), "steps: id is not a dated field"),
      (line(id, ("steps", [step(day, ("binned", "x"))])), "steps: binned is not a dated field"),
      (line(id, ("steps", [step(("tier", "gold"))])), "tier: must be one of"),
      (
        line(id, ("steps", [step(("tier", "filed"), ("tier", "ledger"))])),
        "steps: tier: must not be given twice"
      ),
      (
        line(id, ("steps", [step(day, ("tier", "filed"), ("tier", "ledger"))])),
        "steps: tier: must not be given twice"
      ),
      (
        line(id, ("tier", "filed"), ("steps", [step(("tier", "ledger"))])),
        "steps: tier: must not be given twice"
      ),
      (line(id, ("steps", [step(day, day)])), "steps: on: must not be given twice"),
      (
        line(id, ("steps", [step(day, ("tier", "filed")), step(day, ("status", "active"))])),
        "steps: `on` must be later"
      ),
      (
        line(id, ("steps", [step(day, ("tier", "filed")), step(("status", "active"))])),
        "steps: `on` must be later"
      ),
      (
        line(id, ("steps", [step(day), step(("on", "2019-01-01"), ("status", "active"))])),
        "steps: `on` must be later"
      ),
      (
        line(id, ("steps", [step(("on", "2020"), ("status", "active"))])),
        "steps: on: a change must begin on a full date"
      ),
      (line(id, ("steps", [step(("on", .null))])), "steps: on: must be text in quotation marks"),
    ]
    for (json, words) in cases {
      #expect(refusal(json)?.hasPrefix(words) == true, "\(json.text): \(refusal(json) ?? "read")")
    }
  }
}
