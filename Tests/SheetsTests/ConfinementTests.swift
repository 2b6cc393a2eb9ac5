import Glibc
import SheetLines
import Testing

/// What the program may use, which it decides itself before it reads anything.
struct ConfinementTests {
  /// A line of the kernel's list: its name, and its first value.
  private func value(_ name: String, _ run: SheetsRun) -> String? {
    run.allowed.split(separator: "\n").first { $0.hasPrefix(name) }?.dropFirst(name.count)
      .split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == ":" }).first.map(String.init)
  }

  @Test func whenItReads() throws {
    let run = try SheetsProgram.read([])
    #expect(value("Max address space", run) == "\(1 << 30)")
    #expect(value("Max cpu time", run) == "120")
    #expect(value("Max file size", run) == "0")
    #expect(value("Max core file size", run) == "0")
    #expect(value("Max open files", run) == "16")
    #expect(value("NoNewPrivs", run) == "1")
  }

  @Test func whenItWrites() throws {
    let (run, _) = try SheetsProgram.write([])
    #expect(value("Max address space", run) == "\(1 << 30)")
    #expect(value("Max file size", run) == "\(1 << 30)")
    #expect(value("NoNewPrivs", run) == "1")
  }

  @Test func aLimitFromOutsideStays() throws {
    let file = try ScratchFile([])
    let run = try SheetsProgram.run(
      SheetCommand.sheets.arguments, input: file.descriptor, shell: "ulimit -t 7")
    #expect(value("Max cpu time", run) == "7")
  }

  /// The library that writes does not notice it; the file that is cut off must not count as written.
  @Test(arguments: [8, 64, 512])
  func aFullDisk(kilobytes: Int) throws {
    var lines = LineEncoder()
    SheetWriting.properties(title: "", author: "").encode(into: &lines)
    SheetWriting.sheet(name: "一").encode(into: &lines)
    for row in 0..<20_000 {
      SheetWriting.row([SheetCell(.text("\(row) \(row &* 7919)"))]).encode(into: &lines)
    }
    SheetWriting.end.encode(into: &lines)
    let input = try ScratchFile(lines.bytes)
    let output = try ScratchFile([])
    // A shell counts in blocks of 512 bytes.
    let run = try SheetsProgram.run(
      SheetCommand.write.arguments, input: input.descriptor, output: output.descriptor,
      shell: "ulimit -f \(kilobytes * 2)")
    #expect(run.status == SheetCommand.problemStatus)
    #expect(run.error.split(separator: "\n").map { $0.hasPrefix("X\t") } == [true])
  }
}
