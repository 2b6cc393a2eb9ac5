import ArgumentParser
import RegistryModel

/// Lists the plans there are.
struct PlansCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "plans",
    Words("List the plans: the program's and the office's.", "列出规划：程序自带的和本单位的。"))

  @OptionGroup var options: CommonOptions<Use.Registry>

  func run() throws {
    try reporting {
      let language = try options.spoken()
      let place = options.place()
      let library = PlanLibrary(of: place.exists ? place : nil)
      for plan in library.plans {
        Output.line(
          "\(plan.id)  \(plan.title[language])  \(plan.start.text(language)) - \(plan.end.text(language))"
        )
      }
      for problem in library.problems { Output.error("sanshe: \(problem[language])") }
      if !library.problems.isEmpty { throw ExitCode(65) }
    }
  }
}
