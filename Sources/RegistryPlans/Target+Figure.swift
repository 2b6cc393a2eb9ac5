import RegistryModel

// What a target asks of exact numbers.
extension Bound {
  /// Whether `value` meets it, without rounding; false if n/a.
  public func isMet(by value: Exact) -> Bool {
    switch self {
    case .atLeast(let number): value.reaches(Exact(number))
    case .moreThan(let number): value.exceeds(Exact(number))
    }
  }

  /// The least whole sum that meets it, where each of the sum is worth `worth`.
  func leastSum(worth: Exact) -> Int? {
    let needed = Exact(number) / worth
    return switch self {
    case .atLeast: needed.ceiling
    case .moreThan: needed.floor.map { $0 + 1 }
    }
  }
}

extension Target {
  /// The bound of the figure shown: all of them, where each community must reach the target's.
  public var figureBound: Bound? {
    aggregate == .each ? .atLeast(ExactDecimal(100)) : bound
  }

  /// The unit of the figure shown.
  public var figureUnit: Words {
    aggregate == .each ? Words(same: Self.percent) : unit
  }

  /// What is after the figure: the sign of per cent, or nothing.
  public var figureSign: String { figureUnit.en == Self.percent ? Self.percent : "" }

  /// Whether the figure is a share of records, in per cent.
  public var isShare: Bool { aggregate == .share || aggregate == .each }

  /// What a figure is a share of.
  public enum Subject: Hashable, Sendable {
    case communities, organizations, workers, needs, towns
    /// What was contracted.
    case money
  }

  /// What its figure is a share of; of one that is no share, communities.
  public var subject: Subject {
    switch measure {
    case .services where aggregate == .share: .organizations
    case .carriers: .organizations
    case .supporters: .workers
    case .needs: .needs
    case .stations: .towns
    case .purchaseShare: .money
    default: .communities
    }
  }

  /// What one of the sum is worth over one of the denominator.
  var worth: Exact {
    let units = Exact(Int128(over?.unitsPerWhole ?? 1), over: Int128(measure?.unitsPerWhole ?? 1))
    return switch aggregate {
    case .share, .each: Exact(100)
    case .mean: units
    case .ratio: units * Exact(Int128(per)) * Exact(unit.en == Self.percent ? 100 : 1)
    }
  }

  /// The same for one community by itself.
  var worthOfOne: Exact {
    isShare ? Exact(1, over: Int128(measure?.unitsPerWhole ?? 1)) : worth
  }

  /// What one community or organization must have by itself to be none of those "without".
  var floor: Bound? {
    aggregate == .share ? .atLeast(minimum) : bound
  }
}
