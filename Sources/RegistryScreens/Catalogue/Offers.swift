import RegistryModel
import RegistrySearch
import TerminalCore

/// Something find offers to do beside opening records.
struct Offer: Sendable {
  /// Where it is among the results.
  let group: FindGroup.Name
  /// In a word or two, and in a sentence; either may be missing.
  let name: Words?
  let help: Words?
  /// The key that does it.
  let key: String
  /// Why it cannot be done now.
  let refusal: Words?
  let steps: [Step]
  /// A form of a new record of this kind is opened.
  var registers: Kind?

  /// `Filter: by the value of a column`; the name is said once.
  var label: Words {
    guard let name, let help else { return name ?? help ?? Words("", "") }
    let label = { (language: Language) in
      help[language].hasPrefix(name[language])
        ? help[language] : "\(name[language]): \(help[language])"
    }
    return Words(label(.en), label(.chinese))
  }

  /// What words find it by: its name before what it does, in both languages.
  fileprivate var texts: [SearchText] {
    [name].compactMap { $0 }.flatMap {
      [SearchText(.name, $0.chinese), SearchText(.shortName, $0.en)]
    }
      + [help].compactMap { $0 }.flatMap {
        [SearchText(.field(0), $0.chinese), SearchText(.field(1), $0.en)]
      }
  }
}

/// All that can be done where find was opened: the work areas, what F2 offers for the record there, the
/// keys of the screen, the keys of the program and the lines of its menu.
struct Offers: Sendable {
  let all: [Offer]
  /// The record the acts are about.
  let subject: RecordID?
  private var list: TextList

  /// Nothing: a record is chosen.
  static let none = Offers([], subject: nil)

  private init(_ all: [Offer], subject: RecordID?) {
    self.all = all
    self.subject = subject
    list = TextList(all.map(\.texts))
  }

  init(over screen: any Screen, _ context: Context) {
    subject = screen.subject
    let acts = screen.subject.flatMap { Acts.menu(for: $0, context) }
    let own = screen.offered(context)
    let keys = Set(own.flatMap(\.row.keys))
    let common = AppCommands.rows.filter { keys.isDisjoint(with: $0.keys) }
    all =
      WorkArea.all.map {
        Offer(
          group: .areas, name: $0.name, help: nil, key: String($0.digit), refusal: nil,
          steps: $0.open())
      }
      + WorkArea.further.map {
        Offer(
          group: .areas, name: $0.name, help: nil, key: Key.function(9).label, refusal: nil,
          steps: $0.steps)
      }
      + Self.lines(of: acts, .acts, key: .function(2)) { screen.ofOneRecord($0, context) }
      + Self.registering(first: screen.area, context)
      + own.filter { !$0.row.moves }.map { Self.command($0.row, $0.refusal) }
      + common.filter { $0 != AppCommands.find }.map { Self.command($0, nil) }
      + Self.lines(
        of: MainMenu.make(context, about: screen.subject, paper: screen.paper(context)), .commands,
        key: .function(9))
      + Self.elsewhere(than: own.map(\.row))
    list = TextList(all.map(\.texts))
  }

  /// A new record of each kind that has a work area, that of the list on screen first.
  private static func registering(first: Kind?, _ context: Context) -> [Offer] {
    let areas = WorkArea.all.filter { $0.kind != nil }
    let mine = areas.filter { $0.kind == first }
    return (mine + areas.filter { $0.kind != first }).map { area in
      Offer(
        group: .registering,
        name: Words("New: ", "新增: ") + (area.kind?.label ?? area.name), help: nil,
        key: "\(area.digit) \(Key.insert.label)", refusal: context.refusesSaving, steps: [],
        registers: area.kind)
    }
  }

  /// What the screens that are not open can do, to be told where.
  private static func elsewhere(than own: [CommandRow]) -> [Offer] {
    let places = [
      (ListScreen.name, ListScreen.rows), (FormScreen.name, FormScreen.rows),
      (HistoryScreen.name, HistoryScreen.rows),
    ]
    return places.flatMap { name, rows in
      rows.filter { $0.hint != nil && !$0.moves && !own.contains($0) }.map { row in
        Offer(
          group: .elsewhere, name: row.hint, help: row.help, key: row.key.label,
          refusal: Words("\(row.key.label) in: ", "\(row.key.label) 用于: ") + name,
          steps: [])
      }
    }
  }

  private static func command(_ row: CommandRow, _ refusal: Words?) -> Offer {
    Offer(
      group: .commands, name: row.hint, help: row.help, key: row.key.label, refusal: refusal,
      steps: [.press(row.key)])
  }

  private static func lines(
    of menu: MenuScreen?, _ group: FindGroup.Name, key: Key,
    _ asked: ([Step]) -> [Step] = { $0 }
  ) -> [Offer] {
    (menu?.items ?? []).map {
      Offer(
        group: group, name: $0.label, help: nil, key: key.label, refusal: $0.refusal,
        steps: asked($0.steps))
    }
  }

  /// The places of those that fit, best first; of all where nothing is asked.
  mutating func find(_ typed: String, _ context: Context) -> [(place: Int, fit: Fit)] {
    typed.allSatisfy(\.isWhitespace)
      ? all.indices.filter { all[$0].group != .elsewhere }.map { ($0, .worst) }
      : context.search.find(typed, in: &list)
  }

  /// Their labels, with the part that was met.
  func labels(of places: [Int], by typed: String, _ context: Context) -> [MarkedText] {
    zip(places, context.search.marks(of: places, by: typed, in: list)).map { place, marks in
      let label = context.say(all[place].label)
      guard let mark = marks.first else { return MarkedText(label) }
      guard let at = label.firstRange(of: mark.text) else {
        // Met in the other language: beside a sentence of it there is room for the name alone.
        let isName = all[place].name?[context.language == .en ? .chinese : .en] == mark.text
        let shown = isName ? label : context.say(all[place].name ?? all[place].label)
        return "\(shown) = " + MarkedText(mark.text, mark.range)
      }
      let start = label.distance(from: label.startIndex, to: at.lowerBound)
      return MarkedText(label, mark.range.lowerBound + start..<mark.range.upperBound + start)
    }
  }
}
