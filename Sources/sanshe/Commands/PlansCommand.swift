import ArgumentParser
import RegistryModel
import RegistryPlans
import RegistryStore
import SystemPackage

/// Lists the plans there are, prints one, and keeps one as records.
struct PlansCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "plans",
    Words("List the plans: the program's and the office's.", "列出规划：程序自带的和本单位的。"),
    discussion: Words(
      "With an id, prints that plan as a plan file has it. --keep makes records of a plan, which then takes the place "
        + "of the program's and of a file with its id: it has a history, can be undone and is altered on the screen "
        + "(F9, further lists, plans). To keep a plan again saves what is different. sanshe edit office plans=ID,ID "
        + "says which plans the office goes by.",
      "给出编号则按规划文件格式打印该规划。--keep 把规划存入登记库，此后以登记库为准，代替程序自带的和文件中的同编号规划，"
        + "有变更记录，可撤销，也可在屏幕上修改（F9 其他列表，规划）。再次保存只写入不同之处。"
        + "sanshe edit office plans=编号,编号 设定本单位所用规划。"))

  @OptionGroup var options: CommonOptions<Use.Registry>

  @Argument(
    help: ArgumentHelp("Print this plan.", "打印该规划。", valueName: "id"))
  var id: String?

  @Flag(
    help: ArgumentHelp(
      "Say what it asks otherwise than the program's plan of this id.", "列出与程序自带同编号规划的不同。"))
  var difference = false

  @Option(
    help: ArgumentHelp(
      "Keep this plan as records: its id, or a plan file.", "把规划存入登记库，填编号或规划文件。",
      valueName: "id|file"))
  var keep: String?

  func validate() throws {
    if difference, id == nil {
      throw ValidationError(Words("--difference needs an id", "--difference 须给出编号"))
    }
    if keep?.isEmpty == true {
      throw ValidationError(Words("--keep needs a plan's id or a file", "--keep 须填规划编号或文件"))
    }
    if keep != nil, id != nil {
      throw ValidationError(Words("--keep takes no other id", "--keep 不能再给编号"))
    }
  }

  func run() throws {
    try reporting {
      let language = try options.spoken()
      if let keep { return try OpenRegistry(options, writing: true).keep(keep) }
      let place = try options.place()
      // Before there is a registry there are the program's.
      let library =
        place.exists ? try OpenRegistry(options).plans : PlanFiles(of: nil).library
      guard let id else { return try list(library, language) }
      guard let entry = library.entry(id) else { throw library.unknown(id, language) }
      if difference { return try tell(entry, language) }
      Output.json(entry.plan.json)
    }
  }

  private func list(_ library: PlanLibrary, _ language: Language) throws {
    for entry in library.entries {
      let plan = entry.plan
      let days = "\(plan.start.text(language)) - \(plan.end.text(language))"
      Output.line(
        "\(plan.id)  \(plan.title[language])  \(days)  \(entry.origin.words[language])")
    }
    for problem in library.problems { Output.error("sanshe: \(problem[language])") }
    if !library.problems.isEmpty { throw ExitCode(65) }
  }

  private func tell(_ entry: PlanLibrary.Entry, _ language: Language) throws {
    let id = entry.plan.id
    guard let lines = entry.differences else {
      throw Failure.noInput(Words("the program has no plan \(id)", "程序没有自带规划 \(id)"), language)
    }
    if lines.isEmpty { Output.line(Words("nothing is different", "没有不同")[language]) }
    for line in lines { Output.line(line.words[language]) }
  }
}

extension OpenRegistry {
  /// Makes records of a plan there is, or of a file.
  fileprivate func keep(_ name: String) throws {
    let plan = try plans[name] ?? plan(inFile: FilePath(name))
    let set: ChangeSet
    do throws(FieldError) {
      set = try state.keeping(plan, because: UndoPlan.removed[language])
    } catch {
      throw Failure.data(Words(same: "\(plan.id): ") + error.words, language)
    }
    guard !set.changes.isEmpty else {
      return Output.line(Words("nothing changed", "没有改动")[language])
    }
    sayFrozen(by: set)
    let saved = try append(set).state
    guard let stored = saved.officePlan(plan.id) else { return }
    Output.line(
      "\(stored.id) "
        + Words(
          "\(plan.id), \(plan.targets.count) targets", "\(plan.id)，指标 \(plan.targets.count) 项")[
          language], .deed(language))
    if state.office.plans?.contains(plan.id) != true {
      let all = ((state.office.plans ?? []) + [plan.id]).joined(separator: ",")
      Output.error(
        "= "
          + Words(
            "the office does not go by it yet: sanshe edit office plans=\(all)",
            "本单位尚未采用：sanshe edit office plans=\(all)")[language])
    }
  }

  private func plan(inFile path: FilePath) throws -> Plan {
    let bytes: [UInt8]
    do throws(DiskError) { bytes = try Files.read(path, limit: PlanFiles.maximumBytes) } catch {
      let noPlan = Words("no plan has this id, and as a file: ", "没有此编号的规划；按文件读取：")
      throw Failure.noInput(noPlan + .of(path, error.reason), language)
    }
    do throws(PlanFileError) { return try PlanFiles.read(bytes) } catch {
      throw Failure.data(Words(same: path.string + error.place + ": ") + error.words, language)
    }
  }
}

extension PlanLibrary.Origin {
  /// Where a plan is from.
  fileprivate var words: Words {
    switch self {
    case .program: Words("the program's", "程序自带")
    case .file: Words("plan file", "规划文件")
    case .record: Words("kept here", "登记库")
    }
  }
}
