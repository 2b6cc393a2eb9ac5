import Glibc
import RegistrySimulator
import RegistryStore

// `simulate [STEPS [SEED]]`: seeds one after the other until the steps are used up, or one seed.

let arguments = CommandLine.arguments.dropFirst().compactMap { UInt64($0) }
let wanted = Int(arguments.first ?? 1_000_000)
var totals = Totals()
var seed = arguments.count > 1 ? arguments[1] : 1
repeat {
  var simulation = Simulation(seed: seed)
  simulation.tells = CommandLine.arguments.contains("--tell")
  let outcome = try simulation.run()
  totals = totals + outcome.totals
  if let violation = outcome.violation {
    print("seed \(seed): \(violation)")
    exit(1)
  }
  seed += 1
} while totals.steps < wanted && arguments.count < 2
print(totals)
