import ArgumentParser
import RegistryModel

/// Lists the plans there are.
struct PlansCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plans", abstract: "The plans there are, the program's and the office's.")

  @OptionGroup var options: CommonOptions

  func run() throws {
    try reporting {
      let language = try options.spoken()
      let place = options.place()
      let isThere = Files.exists(place.appending("registry.json"))
      let library = PlanLibrary(of: isThere ? place : nil)
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
