extension Sequence<String> {
  /// As many as a sentence can name: `a, b, c, d, e ..`
  public var firstFew: String {
    let some = Array(prefix(6))
    return some.prefix(5).joined(separator: ", ") + (some.count > 5 ? " .." : "")
  }
}
