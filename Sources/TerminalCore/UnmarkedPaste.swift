extension [Event] {
  /// As many characters at once no hand types, however slow the line they come over.
  static let fewestPasted = 32

  /// The events of one read, with a long run of characters as the paste that it is: some terminals put
  /// none in brackets, and a screen that looked something up at each of its characters would keep the
  /// clerk waiting.
  public var withUnmarkedPastes: [Event] {
    var events: [Event] = []
    var run: [Character] = []
    let end = { (run: [Character]) -> [Event] in
      run.count < Self.fewestPasted ? run.map { .key(.character($0)) } : [.paste(String(run))]
    }
    for event in self {
      if case .key(.character(let character)) = event {
        run.append(character)
      } else {
        events += end(run) + [event]
        run = []
      }
    }
    return events + end(run)
  }
}
