import Glibc
import SheetLines
import Testing

/// How many files are broken by chance: a sample in `make test`, `SANSHE_FUZZ=N` of each kind in `make fuzz`.
enum Fuzz {
  static let asked = getenv("SANSHE_FUZZ").flatMap { Int(String(cString: $0)) }
  static var isLong: Bool { asked != nil }
  static var rounds: Int { asked ?? 60 }
  /// `SEED=n` breaks the same files again.
  static let seed = getenv("SEED").flatMap { UInt64(String(cString: $0)) } ?? 1
}

/// Files with bytes changed by chance: each is read or refused in one sentence, and kills nothing.
struct FuzzTests {
  /// Random numbers (splitmix64), the same for a seed.
  private struct Chance: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }

    /// A few bytes changed, left out, repeated, or made extreme.
    mutating func broken(_ file: [UInt8]) -> [UInt8] {
      var file = file
      for _ in 0..<[1, 2, 8, 40].randomElement(using: &self)! where !file.isEmpty {
        let place = Int.random(in: file.indices, using: &self)
        switch Int.random(in: 0..<8, using: &self) {
        case 0: file[place] = [0, 0xFF, 0x7F, 0x80].randomElement(using: &self)!
        case 1: file[place] ^= 1 << UInt8.random(in: 0..<8, using: &self)
        case 2: file.remove(at: place)
        case 3: file.insert(file[place], at: place)
        case 4:
          let length = min(Int.random(in: 1...64, using: &self), file.count - place)
          let piece = file[place..<(place + length)]
          file.insert(contentsOf: piece, at: Int.random(in: 0...file.count, using: &self))
        default: file[place] = UInt8.random(in: 0...255, using: &self)
        }
      }
      return file
    }
  }

  private func run(_ name: String, _ place: UInt64, _ make: (inout Chance) -> [UInt8]) throws {
    var chance = Chance(state: Fuzz.seed &+ place &* 0x1_0000)
    var read = 0
    var (megabytes, seconds) = (0, 0.0)
    for round in 0..<Fuzz.rounds {
      let file = make(&chance)
      let run = try SheetsProgram.read(file, round % 2 == 0 ? .sheets : .rows(sheet: 1))
      #expect(
        run.isOrderly,
        "\(name), SEED=\(Fuzz.seed), round \(round): signal \(run.signal), status \(run.status ?? -1)"
      )
      if run.status == 0 { read += 1 }
      megabytes = max(megabytes, run.peakMegabytes)
      seconds = max(seconds, run.processorSeconds)
    }
    guard Fuzz.isLong else { return }
    print(
      "\(name): \(Fuzz.rounds) files, \(read) of them read; at most \(megabytes) MB, \(seconds) s")
  }

  /// Every kind of thing the parts may have.
  private static func workbook() -> Workbook {
    var workbook = Workbook(
      rows: """
        <row r="1"><c r="A1" t="s" s="1"><v>0</v></c><c r="B1" s="0"><v>43374.5</v></c></row>\
        <row r="3" hidden="1"><c r="C3" t="inlineStr"><is><r><t>a_x000D_</t></r></is></c>\
        <c r="D3" t="b"><v>1</v></c><c r="E3" t="e"><v>#N/A</v></c><c s="1"><v>2018.1</v></c></row>
        """, before: #"<dimension ref="A1:E3"/><cols><col min="1" max="2" hidden="1"/></cols>"#,
      after: #"<mergeCells count="1"><mergeCell ref="A1:B3"/></mergeCells>"#)
    workbook.share(["<t xml:space=\"preserve\"> 甲 </t>", "<r><t>乙</t></r><rPh><t>x</t></rPh>"])
    workbook.format(["yyyy\"年\"m\"月\"", "#,##0.00;[Red]-0"], builtIn: [14, 58])
    return workbook
  }

  @Test func archives() throws {
    let file = Self.workbook().bytes
    try run("archives", 1) { $0.broken(file) }
  }

  @Test func partsOfXML() throws {
    let workbook = Self.workbook()
    try run("XML", 2) { chance in
      func broken(_ text: String) -> String {
        String(decoding: chance.broken(Array(text.utf8)), as: UTF8.self)
      }
      var other = workbook
      switch Int.random(in: 0..<4, using: &chance) {
      case 0: other.strings = broken(workbook.strings!)
      case 1: other.styles = broken(workbook.styles!)
      default: other.sheets = workbook.sheets.map(broken)
      }
      return other.bytes
    }
  }

  @Test func xlsFiles() throws {
    try run(".xls", 3) { $0.broken(SampleXls.bytes) }
  }

  /// Bytes where records of an .xls have their lengths, counts and places.
  @Test func xlsFilesWithExtremeNumbers() throws {
    try run(".xls, numbers", 4) { chance in
      var file = SampleXls.bytes
      for _ in 0..<Int.random(in: 1...4, using: &chance) {
        let place = Int.random(in: 0..<(file.count / 4), using: &chance) * 4
        let number = [
          0, 1, 0xFF, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFE, 0xFFFF_FFFF, UInt32(place),
        ]
        .randomElement(using: &chance)!
        for byte in 0..<4 {
          file[place + byte] = UInt8(truncatingIfNeeded: number >> (8 * UInt32(byte)))
        }
      }
      return file
    }
  }

  @Test func bytesByChance() throws {
    let beginnings: [[UInt8]] = [Array("PK\u{3}\u{4}".utf8), Array(SampleXls.bytes[..<512]), []]
    try run("bytes", 5) { chance in
      let count = Int.random(in: 0...20_000, using: &chance)
      return beginnings.randomElement(using: &chance)!
        + (0..<count).map { _ in UInt8.random(in: 0...255, using: &chance) }
    }
  }
}
