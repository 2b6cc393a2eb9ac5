extension String {
  /// The digits with zeros before them, up to `width`; longer ones as they are.
  public func zeroPadded(to width: Int) -> String {
    String(repeating: "0", count: max(0, width - utf8.count)) + self
  }
}
