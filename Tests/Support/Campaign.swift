import Glibc
import Synchronization

/// How thorough the tests against faults are, and what they did.
///
/// `make test` takes a seeded sample of what `make faults` tries as a whole; that prints the totals.
public enum Campaign {
  /// Everything is tried.
  public static let isLong = getenv("SANSHE_FAULTS") != nil

  /// Where chance comes from: `SEED=n make faults` does again what failed.
  public static let seed: UInt64 = {
    if let text = getenv("SEED"), let seed = UInt64(String(cString: text)) { return seed }
    return isLong ? UInt64.random(in: 1...999_999) : 1
  }()

  /// Said with every failure that chance had a part in.
  public static var again: String { "SEED=\(seed)" }

  /// Chance for one test; `place` tells apart what draws from the same seed.
  public static func generator(_ place: Int = 0) -> SeededGenerator {
    SeededGenerator(seed: seed &+ UInt64(place) &* 0x9E37_79B9)
  }

  /// What is counted.
  public enum Count: String, CaseIterable, Sendable {
    case faults = "calls that failed or were the last"
    case cuts = "files cut, at every byte"
    case bits = "bits flipped"
    case hostile = "hostile files"
    case kills = "processes killed"
    case stops = "processes stopped and continued"
    case full = "saves refused by a full disk"
    case saves = "saves acknowledged"
    case lost = "saves lost, damage accepted"
  }

  private static let totals = Mutex<[Count: Int]>([:])

  /// Adds to a total.
  public static func count(_ what: Count, _ number: Int = 1) {
    printed
    totals.withLock { $0[what, default: 0] += number }
  }

  private static let printed: Void = {
    guard isLong else { return }
    atexit {
      let totals = Campaign.totals.withLock { $0 }
      print("Totals, \(Campaign.again)")
      for count in Count.allCases {
        let number = String(totals[count] ?? 0)
        print(String(repeating: " ", count: max(0, 10 - number.count)) + number, count.rawValue)
      }
    }
  }()
}
