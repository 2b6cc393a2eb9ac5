import RegistrySearch

extension PinyinOrder {
  /// The bytes one text is ordered by.
  public func key(of text: String) -> [UInt8] {
    var key: [UInt8] = []
    append(text, to: &key)
    return key
  }
}
