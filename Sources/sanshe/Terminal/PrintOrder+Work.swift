import RegistryModel
import RegistryScreens
import RegistryStore
import SystemPackage
import TerminalCore

extension PrintOrder {
  /// Makes the pages, and prints or writes them.
  func done(_ report: WorkReport) throws(Cancelled) -> Result {
    guard let text = paper.text({ try? JSON(bytes: Array($0.utf8)) }) else {
      return .refused(Words("what was frozen cannot be read", "冻结数无法读取"))
    }
    guard let file else { return try Printer.print(text, titled: paper.title.en, report) }
    let path = FilePath(Environment.expanded(file))
    if let refusal = Files.refusal(at: path) ?? Files.putNew(Array(text.utf8), at: path) {
      return .refused(refusal)
    }
    return .written(path.string)
  }
}

/// The default printer of the machine, reached by `lp`.
private enum Printer {
  /// How long `lp` may take to accept a job.
  private static let patience = Duration.seconds(60)

  static func print(
    _ text: String, titled title: String, _ report: WorkReport
  ) throws(Cancelled) -> PrintOrder.Result {
    guard let path = Environment.program(named: "lp") else { return .noPrinter }
    let lp = ChildProgram(path: path, arguments: ["-t", title, "-"], isAtHome: true)
    do {
      let input = try SheetProgram.file(of: Array(text.utf8))
      defer { try? input.close() }
      let answer = try lp.answer(
        input: input, hasErrors: true, within: patience, most: 1 << 16,
        goesOn: { report.goesOn })
      let line = line(of: answer.output)
      return answer.status == 0
        ? .printed(line)
        : .refused(Words(same: line.isEmpty ? "lp: \(answer.status)" : line))
    } catch {
      guard report.goesOn else { throw Cancelled() }
      return .refused(
        error is ChildProgram.Killed
          ? Words("lp took too long and was ended", "lp 耗时过长，已中止")
          : (error as? Errno)?.words ?? Words("lp cannot be run", "无法运行 lp"))
    }
  }

  /// What it says, in one line.
  private static func line(of output: [UInt8]) -> String {
    let lines = String(decoding: output, as: UTF8.self).split(whereSeparator: \.isNewline)
    return String(TerminalText.sanitized(lines.joined(separator: " ")).prefix(200))
  }
}
