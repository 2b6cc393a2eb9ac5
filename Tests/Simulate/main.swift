import Glibc
import RegistrySimulator
import RegistryStore

// `simulate`                          a million steps, and then every sync left out in turn
// `simulate SEED [--faults] [--tell]` one seed once more: on a disk that fails, every step printed

let arguments = CommandLine.arguments.dropFirst()
let wanted = 1_000_000

func say(_ text: String) {
  print(text)
  fflush(nil)
}

/// One seed; true where all holds.
func runs(_ simulation: Simulation, _ totals: inout Totals) throws -> Bool {
  let outcome = try simulation.run()
  totals = totals + outcome.totals
  guard let violation = outcome.violation else { return true }
  say("seed \(simulation.seed): \(violation)")
  say("  again: make simulate SEED=\(simulation.seed)")
  return false
}

var isWell = true
var totals = Totals()
if let seed = arguments.lazy.compactMap({ UInt64($0) }).first {
  var simulation = Simulation(seed: seed)
  if arguments.contains("--faults") { simulation.hasFaults = true }
  simulation.tells = arguments.contains("--tell")
  isWell = try runs(simulation, &totals)
  say(totals.text)
} else {
  var seed: UInt64 = 1
  while totals.steps < wanted {
    isWell = try runs(Simulation(seed: seed), &totals) && isWell
    seed += 1
  }
  say(totals.text)
  say(isWell ? "lost: 0" : "something was lost")
  for reason in SyncReason.allCases {
    let found = try Search.harm(leavingOut: reason, within: wanted)
    isWell = isWell && found != nil
    say(
      "without \(reason): "
        + (found.map { "found after \($0.steps) steps: \($0.violation.prefix(90))" }
          ?? "nothing found in \(wanted) steps"))
  }
}
exit(isWell ? 0 : 1)
