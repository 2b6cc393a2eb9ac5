import ArgumentParser
import RegistryExchange
import RegistryModel
import RegistryStore
import SystemPackage

/// Brings a list in from a file: all of it or nothing.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "import",
    Words(
      "Import a list from .xlsx, .xls or CSV: all of it or nothing, as one change.",
      "导入 .xlsx、.xls 或 CSV 清单：全部导入或全不导入，为一次变更。"))

  @OptionGroup var options: CommonOptions<Use.Registry>

  @Argument(help: .kind, completion: .kinds)
  var kind: String

  @Argument(
    help: ArgumentHelp(
      "The file: .xlsx, .xls, CSV or other text of columns; - is standard input.",
      "文件：.xlsx、.xls、CSV 等；- 为标准输入。"),
    completion: .file(extensions: ["csv", "xlsx", "xls", "tsv", "txt"]))
  var file: String

  @Option(
    help: ArgumentHelp(
      "The sheet, by name or number; needed only where several fit.", "工作表的名称或序号；多个都符合时须指明。"))
  var sheet: String?

  @Option(
    help: ArgumentHelp(
      "How columns are read: a JSON file of columns, constants and values.",
      "列对照：JSON 文件，含 columns、constants 和 values。"),
    completion: .file(extensions: ["json"]))
  var map: String?

  @Option(help: .from)
  var from: String?

  @Flag(help: .dryRun)
  var dryRun = false

  @Flag(help: ArgumentHelp("The counts and problems as JSON.", "以 JSON 输出计数和问题。"))
  var json = false

  func run() throws {
    try reporting {
      var registry = try OpenRegistry(options, writing: !dryRun)
      let language = registry.language
      // A reader previews nothing either: a preview says of every number whether a record has it.
      if let refusal = registry.state.refusesAll(by: registry.engine.account) {
        throw Failure(words: refusal, code: 77, language: language)
      }
      let kind = try OpenRegistry.kind(kind, language)
      let (content, mapping) = (try content(language), try mapping(language))
      var day: CivilDate?
      if case .change(let first) = try registry.moment(from) { day = first }
      var order = Import(
        kind, into: registry.state, today: registry.today, from: day, source: source)
      (order.sheet, order.mapping) = (sheet.map { .named($0) }, mapping)
      var plan = plan(content, order, language)
      // Beside what a colleague saved meanwhile a row may be another one.
      // A few times, or an office that never rests would never let it end; the save merges the rest.
      for _ in 0..<3 {
        guard !dryRun, try registry.catchUp() else { break }
        order.state = registry.state
        plan = self.plan(content, order, language)
      }
      if !json { plan.forgetRows() }
      var saved = false
      if let set = plan.changeSet, !dryRun {
        saved = try registry.append(set).commit != nil
        registry.settle()
      }
      if json {
        Output.json(
          .object((plan.json(language).members ?? []) + [.init("saved", .bool(saved))]),
          saved ? .deed(language) : .answer)
      } else {
        for fact in plan.facts { Output.error(fact[language]) }
        for finding in plan.findings {
          let mark = finding.severity == .hard ? "! " : "? "
          Output.error(mark + finding.text(file: file, language))
        }
        let end = dryRun ? Words("; nothing was written", "；未写入任何内容") : Words(same: "")
        Output.line((plan.summary + end)[language], saved ? .deed(language) : .answer)
      }
      if let set = plan.changeSet { registry.sayWhatBreaks(by: set) }
      if !plan.problems.isEmpty { throw ExitCode(65) }
    }
  }

  /// The file's name; standard input has none.
  private var source: String? { file == "-" ? nil : FilePath(file).lastComponent?.string ?? file }

  private func content(_ language: Language) throws -> ImportFile {
    do throws(DiskError) { return try ImportFile.open(FilePath(file)) } catch {
      throw Failure.noInput(.of(FilePath(file), error.reason), language)
    }
  }

  private func mapping(_ language: Language) throws -> ImportMapping? {
    guard let map else { return nil }
    let path = FilePath(map)
    let bytes: [UInt8]
    do throws(DiskError) { bytes = try Files.read(path) } catch {
      throw Failure.noInput(.of(path, error.reason), language)
    }
    do {
      // Editors of Windows put a mark before the text.
      let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
      return try ImportMapping(json: try JSON(bytes: text))
    } catch let problem as Problem {
      throw Failure.data(Words(same: problem.text(file: map, language)), language)
    } catch let error as JSONError {
      throw Failure.data(.of(path, error.words), language)
    }
  }

  /// What the file would do.
  private func plan(_ content: ImportFile, _ order: Import, _ language: Language) -> ImportPlan {
    ProgressLine.beside(Words("Import", "导入"), language) { show in
      order.plan(content) { (progress) throws(Never) in show(progress) }
    }
  }
}
