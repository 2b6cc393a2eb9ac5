import Glibc
import RegistrySimulator
import RegistryStore

// `simulate`                       a million steps, repairs, and then every sync left out in turn
// `simulate --without REASON …`    only these left out; names of SyncReason
// `simulate SEED`                  one seed once more, with `--faults` on a disk that fails
// `simulate SEED --repair`         one repair once more
// `simulate SEED --without REASON` one seed of a search once more
//
// `--tell` prints every step.

let arguments = CommandLine.arguments.dropFirst()
let wanted = 1_000_000
/// What is rare takes longer to be found out than anything takes to be shown.
let patience = 4 * wanted
let repairs = 1...500 as ClosedRange<UInt64>
let tells = arguments.contains("--tell")

func say(_ text: String) {
  print(text)
  fflush(nil)
}

/// Adds up what came of a seed; true where all holds.
func holds(_ outcome: Simulation.Outcome, _ seed: String, _ totals: inout Totals) -> Bool {
  totals = totals + outcome.totals
  guard let violation = outcome.violation else { return true }
  say("seed \(seed): \(violation)")
  say("  again: make simulate SEED='\(seed)'")
  return false
}

/// Leaves a sync out until it does harm; true where it does.
func harms(_ reason: SyncReason) throws -> Bool {
  guard let found = try Search.harm(leavingOut: reason, within: patience) else {
    say("without \(reason): nothing found in \(patience) steps")
    return false
  }
  let after = "\(found.steps) steps, seed \(found.seed)"
  say("without \(reason): found after \(after): \(found.violation.prefix(90))")
  return true
}

/// The reasons asked for; all where none is.
func reasons() -> [SyncReason] {
  let names = arguments.filter { !$0.hasPrefix("--") && UInt64($0) == nil }
  let unknown = names.filter { name in !SyncReason.allCases.contains { "\($0)" == name } }
  if !unknown.isEmpty {
    say("no sync is made for \(unknown.joined(separator: ", "))")
    exit(64)
  }
  return SyncReason.allCases.filter { names.isEmpty || names.contains("\($0)") }
}

var isWell = true
var (totals, repaired) = (Totals(), Totals())
let leavesOut = arguments.contains("--without")
let seed = arguments.lazy.compactMap { UInt64($0) }.first
if let seed, leavesOut {
  for reason in reasons() {
    let outcome = try Search.outcome(of: seed, leavingOut: reason, tells: tells)
    say(outcome.totals.text)
    say("without \(reason): \(outcome.violation ?? "nothing found")")
  }
} else if let seed, arguments.contains("--repair") {
  isWell = holds(try Repairs.run(seed: seed, tells: tells), "\(seed) --repair", &repaired)
  say(repaired.text)
} else if let seed {
  var simulation = Simulation(seed: seed)
  if arguments.contains("--faults") { simulation.hasFaults = true }
  simulation.tells = tells
  isWell = holds(try simulation.run(), "\(seed)", &totals)
  say(totals.text)
} else {
  if !leavesOut {
    var seed: UInt64 = 1
    while totals.steps < wanted {
      isWell = holds(try Simulation(seed: seed).run(), "\(seed)", &totals) && isWell
      seed += 1
    }
    say(totals.text)
    for seed in repairs {
      isWell = holds(try Repairs.run(seed: seed), "\(seed) --repair", &repaired) && isWell
    }
    say("\(repaired.seeds) repairs, \(repaired.steps) steps, \(repaired.looks) looks")
    say(isWell ? "lost: 0" : "something was lost")
  }
  for reason in reasons() { isWell = try harms(reason) && isWell }
}
exit(isWell ? 0 : 1)
