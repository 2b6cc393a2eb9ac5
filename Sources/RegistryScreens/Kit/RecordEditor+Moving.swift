import RegistryModel

// From field to field.
extension RecordEditor {
  /// The next field that can be visited; false at the end.
  ///
  /// - Parameter passes: passes over what is seldom filled or locked.
  mutating func moveOn(_ step: Int = 1, passes: Bool = false, _ context: Context) -> Bool {
    var place = focus + step
    while fields.indices.contains(place) {
      let field = fields[place]
      if isTypable(field, context), !passes || !isPassed(field, context) {
        move(to: place)
        return true
      }
      place += step
    }
    return false
  }

  /// To the first field that can be visited, or back to the last.
  mutating func moveToEnd(_ step: Int, _ context: Context) {
    let places = fields.indices.filter { isTypable(fields[$0], context) }
    if let place = step > 0 ? places.first : places.last { move(to: place) }
  }

  mutating func focus(on key: String) {
    if let place = fields.firstIndex(where: { $0.key == key }) { move(to: place) }
  }

  /// Enter leaves the field: why it stays for once, since what is typed is refused; nil if it goes.
  mutating func hold(_ context: Context) -> Words? {
    settle(context)
    guard !isHeld, let refusal = refusal(of: field) else { return nil }
    isHeld = true
    return refusal
  }
}
