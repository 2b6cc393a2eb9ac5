import RegistryModel

/// A bound made ready to be asked of every community: whole numbers multiplied and compared.
struct Threshold: Sendable {
  private let quantityFactor: Int128
  private let overFactor: Int128
  private let isStrict: Bool

  /// Asks whether quantity over another, each one of it worth `worth`, meets `bound`.
  init(_ bound: Bound, worth: Exact) {
    quantityFactor = worth.numerator * Int128(ExactDecimal.scale)
    overFactor = Int128(bound.number.numerator) * worth.denominator
    if case .moreThan = bound { isStrict = true } else { isStrict = false }
  }

  /// Whether the bound is met, without rounding; never over nothing.
  func isMet(by quantity: Int, over: Int) -> Bool {
    // Counts are below 2^34, areas below 2^40 and a target's factors below 2^54: 128 bits hold all.
    let left = Int128(quantity) * quantityFactor
    let right = Int128(over) * overFactor
    return over > 0 && (isStrict ? left > right : left >= right)
  }
}
