extension StringProtocol {
  /// As many columns of a sheet as it is wide: a Chinese character has two.
  public var sheetColumns: Int {
    unicodeScalars.reduce(0) { $0 + ($1.value >= 0x1100 ? 2 : 1) }
  }
}
