import Glibc
import RegistrySimulator
import RegistryStore

// `simulate`                a million steps, then every sync left out in turn
// `simulate SEED [--tell]`  one seed again, every step printed

let arguments = CommandLine.arguments.dropFirst()
let wanted = 1_000_000
var isWell = true

if let seed = arguments.lazy.compactMap({ UInt64($0) }).first {
  var simulation = Simulation(seed: seed)
  if arguments.contains("--faults") { simulation.hasFaults = true }
  simulation.tells = arguments.contains("--tell")
  let outcome = try simulation.run()
  print(outcome.totals.text)
  if let violation = outcome.violation {
    print("seed \(seed): \(violation)")
    exit(1)
  }
  exit(0)
}

if !arguments.contains("--syncs") {
  var totals = Totals()
  var seed: UInt64 = 1
  while totals.steps < wanted {
    let outcome = try Simulation(seed: seed).run()
    totals = totals + outcome.totals
    if let violation = outcome.violation {
      print("seed \(seed): \(violation); make simulate SEED=\(seed) shows it again")
      isWell = false
    }
    seed += 1
  }
  print(totals.text)
}

for reason in SyncReason.allCases {
  if let found = try Search.harm(leavingOut: reason, within: wanted) {
    print(
      "without \(reason): found after \(found.steps) steps, seed \(found.seed): \(found.violation.prefix(100))"
    )
  } else {
    print("without \(reason): nothing found in \(wanted) steps")
    isWell = false
  }
}
exit(isWell ? 0 : 1)
