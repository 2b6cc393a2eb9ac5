import Testing

@testable import RegistryModel

@Suite("Tables of records")
struct TableTests {
  private func row(_ number: Int, _ name: String? = nil) -> Stored<Community> {
    var record = Community()
    record.name = Dated(name ?? "第\(number)社区")
    return Stored(RecordID(.community, number), record, changed: number)
  }

  @Test("numbers with gaps are found, the gaps are not")
  func gaps() {
    let numbers = [1, 2, 63, 64, 65, 128, 129, 4000, 1_000_000]
    let table = Table(numbers.map { row($0) })
    #expect(table.count == numbers.count)
    #expect(table.highest == 1_000_000)
    #expect(table.all.map(\.id.number) == numbers)
    for number in numbers { #expect(table[number]?.changed == number) }
    for number in [Int.min, -1, 0, 3, 62, 66, 130, 999_999, 1_000_001, Int.max] {
      #expect(table[number] == nil)
    }
  }

  @Test("thousands of records, one at a time or all at once, are the same table")
  func thousands() {
    var random = Seeded(5)
    let rows = (1...5000).shuffled(using: &random).map { row($0) }
    var one = Table<Community>()
    for stored in rows { one.insert(stored) }
    let all = Table(rows)
    #expect(one.all.map(\.id) == all.all.map(\.id))
    #expect(one.count == 5000)
    #expect(one.holding("第77社区", in: name).map(\.id.number) == [77])
    #expect(all.holding("第77社区", in: name).map(\.id.number) == [77])
  }

  @Test("a snapshot never changes")
  func isolation() {
    var table = Table((1...200).map { row($0) })
    let snapshot = table
    let before = snapshot.all.map(\.json)
    for number in [1, 64, 65, 200, 201, 700] { table.insert(row(number, "新")) }
    #expect(snapshot.all.map(\.json) == before)
    #expect(snapshot.count == 200)
    #expect(snapshot.highest == 200)
    #expect(snapshot[201] == nil)
    #expect(snapshot.holding("新", in: name).isEmpty)
    #expect(table.holding("新", in: name).count == 6)
    #expect(table.count == 202)
  }

  @Test("binned records are in no list and keep their number")
  func binned() {
    var table = Table([row(1), row(2)])
    table.insert(Stored(RecordID(.community, 2), row(2).record, changed: 3, binned: "误"))
    #expect(table.inUse.map(\.id.number) == [1])
    #expect(table.all.map(\.id.number) == [1, 2])
    #expect(table.holding("第2社区", in: name).isEmpty)
    #expect(table.highest == 2)
  }

  @Test("what differs between two tables is found, wherever they came from")
  func differences() {
    let old = Table((1...9000).map { row($0) })
    #expect(old.differences(from: old).isEmpty)
    var new = old
    for number in [1, 64, 65, 4096, 4097, 9000, 9001, 20_000] { new.insert(row(number, "新")) }
    new.insert(Stored(RecordID(.community, 77), row(77).record, changed: 3, binned: "误"))
    let changed = [1, 64, 65, 77, 4096, 4097, 9000, 9001, 20_000]
    #expect(new.differences(from: old) == changed)
    #expect(old.differences(from: new) == changed)
    #expect(new.differences(from: Table()).count == 9002)
    #expect(new.numbersInUse == new.inUse.map(\.id.number))
    #expect(new.numbersInUse.count == new.inUseCount)
  }

  private let name = Community.kindSchema["name"]!
}
