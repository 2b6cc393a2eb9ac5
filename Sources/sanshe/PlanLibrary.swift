import RegistryModel
import RegistryPlans
import RegistryStore
import Resources
import SystemPackage

/// The plans there are: those of the program and those of the office's `plans/` directory.
struct PlanLibrary {
  private(set) var plans: [Plan] = []

  /// - Errors: one sentence naming the file for a plan of the office that cannot be read.
  init(of registry: FilePath?, _ language: Language) throws {
    for bytes in Resources.plans { try add(bytes, named: "plan", language) }
    guard let directory = registry?.appending("plans") else { return }
    for name in Files.names(in: directory).sorted() where name.hasSuffix(".json") {
      let path = directory.appending(name)
      do {
        try add(try Files.read(path), named: path.string, language)
      } catch let error as Errno {
        throw Failure(words: Words(same: "\(path): \(error)"), code: 74, language: language)
      }
    }
  }

  private mutating func add(_ bytes: [UInt8], named name: String, _ language: Language) throws {
    do {
      let plan = try Plan(json: try JSON(bytes: bytes))
      plans.removeAll { $0.id == plan.id }
      plans.append(plan)
    } catch let error as JSONError {
      throw Failure.data(Words(same: "\(name): ") + error.words, language)
    } catch let error as PlanError {
      throw Failure.data(Words(same: "\(name): ") + error.words, language)
    }
  }

  /// The plan asked for, or the office's first; nil where the office has none.
  func plan(_ id: String?, for office: Office, _ language: Language) throws -> Plan? {
    guard let wanted = id ?? office.plans?.first else { return nil }
    guard let plan = plans.first(where: { $0.id == wanted }) else {
      throw Failure.usage(
        Words(
          "there is no plan \(wanted); sanshe plans lists them", "没有规划 \(wanted), 用 sanshe plans 查看"
        ),
        language)
    }
    return plan
  }
}
