/// Choosing a numbered line by typing its number.
extension [String] {
  /// The line that a number typed so far means, and whether it is settled: no longer number can
  /// follow; nil where no number begins so.
  func line(numbered begun: String) -> (place: Int, isSettled: Bool)? {
    let fitting = indices.filter { self[$0].hasPrefix(begun) }
    guard let place = fitting.first(where: { self[$0] == begun }) ?? fitting.first else {
      return nil
    }
    return (place, fitting.count == 1 && self[place] == begun)
  }
}
