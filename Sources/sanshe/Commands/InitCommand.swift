import ArgumentParser
import RegistryModel
import RegistryStore
import SystemPackage

/// Makes a registry for an office.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "init",
    Words("Create a registry; you become its supervisor.", "建立登记库，本人成为主管。"))

  @OptionGroup var options: CommonOptions<Use.Making>

  @Argument(help: .newDirectory, completion: .directory)
  var directory: String

  @Option(help: ArgumentHelp("The district's code, 6 digits.", "6 位行政区划代码。"))
  var district: String

  @Option(
    help: ArgumentHelp("The office's name as lists and titles show it.", "单位名称，显示在列表和标题中。"))
  var name: String

  @Option(help: ArgumentHelp("The area code put before local phones.", "电话区号，加在本地号码之前。"))
  var areaCode: String?

  @Option(help: .group)
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
      let library = PlanFiles(of: nil).library
      let plan = options.plan ?? "2021-2025"
      guard library[plan] != nil else { throw library.unknown(plan, language) }
      office.plans = [plan]
      var supervisor = Account()
      supervisor.login = UnixAccount.login
      supervisor.role = .supervisor
      let place = try RegistryLocation(directory, language)
      do {
        try place.create(office, supervisor: supervisor, group: group)
      } catch let error as StoreError {
        // Whatever the disk refuses here, the registry could not be created.
        if case .disk = error { throw Failure(words: error.words, code: 73, language: language) }
        throw Failure.store(error, language)
      }
      Output.line(
        Words(
          "created \(directory) for \(name), plan \(plan)", "已为 \(name) 建立 \(directory)，规划 \(plan)")[
            language], .deed(language))
    }
  }
}
