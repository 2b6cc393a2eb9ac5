import ArgumentParser
import RegistryModel
import RegistryStore
import SystemPackage

/// Makes a registry for an office.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Make a new registry; its login becomes supervisor.")

  @OptionGroup var options: CommonOptions

  @Argument(help: "The directory to make.")
  var directory: String

  @Option(help: "The district's code, 6 digits.")
  var district: String

  @Option(help: "The office's name as lists and titles show it.")
  var name: String

  @Option(help: "The area code put before local phones.")
  var areaCode: String?

  @Option(help: "The Unix group of the clerks who share the registry.")
  var group: String?

  func run() throws {
    try reporting {
      let language = try options.spoken()
      var office = Office()
      do {
        office.name = try String(text: name)
        office.district = try DistrictCode(text: district)
        office.areaCode = try areaCode.map { code throws(FieldError) in try String(text: code) }
      } catch let error as FieldError {
        throw Failure.usage(error.words, language)
      }
      let library = PlanLibrary(of: nil)
      let plan = options.plan ?? "2021-2025"
      guard library.plans.contains(where: { $0.id == plan }) else {
        throw Failure.usage(Words("there is no plan \(plan)", "没有规划 \(plan)"), language)
      }
      office.plans = [plan]
      var supervisor = Account()
      supervisor.login = Environment.login
      supervisor.role = .supervisor
      do {
        _ = try RegistryDirectory.create(
          at: FilePath(directory), office: office, supervisor: supervisor, group: group,
          on: SystemClock.instant, today: SystemClock.today)
      } catch let error as StoreError {
        // Whatever the disk refuses here, the registry could not be created.
        if case .disk = error { throw Failure(words: error.words, code: 73, language: language) }
        throw Failure.store(error, language)
      }
      Output.line(
        Words(
          "made \(directory) for \(name), plan \(plan)", "已为 \(name) 建立 \(directory), 规划 \(plan)")[
            language], .deed(language))
    }
  }
}
