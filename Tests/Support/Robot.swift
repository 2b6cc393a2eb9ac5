import RegistryModel
import RegistryPlans
import RegistryScreens
import TerminalCore

/// A clerk without terminal and disk: keys go in, saves are made in memory at once, screens come out.
public struct Robot: Sendable {
  /// What is on screen.
  public private(set) var state: AppState
  /// What was asked of the outside, saves aside, oldest first.
  public private(set) var effects: [Effect] = []
  /// The window.
  public let rows: Int
  /// Its width.
  public let columns: Int
  private let clock = Clock(today: SampleDistrict.today, time: "14:32")
  private let login: String

  /// Opens the Overview of `registry`.
  public init(
    _ registry: RegistryState, plan: Plan?, login: String = "zhangmin",
    language: Language = .chinese, rows: Int = 24, columns: Int = 80
  ) {
    (self.rows, self.columns, self.login) = (rows, columns, login)
    state = AppState(
      registry: registry, plan: plan, session: Session(login: login, language: language),
      clock: clock)
    take(state.update(.resized(rows: rows, columns: columns), clock: clock))
  }

  /// Opens the sample district.
  public init(language: Language = .chinese, rows: Int = 24, columns: Int = 80) throws {
    let sample = try SampleDistrict.sample.get()
    self.init(
      sample.registry, plan: sample.plan, language: language, rows: rows, columns: columns)
  }

  /// Presses `keys` one after another.
  public mutating func press(_ keys: Key...) { press(keys) }

  /// Presses `keys` one after another.
  public mutating func press(_ keys: [Key]) {
    for key in keys { take(state.update(.key(key), clock: clock)) }
  }

  /// Types `text`.
  public mutating func type(_ text: String) { press(.typing(text)) }

  /// The screen now.
  public var canvas: Canvas {
    var canvas = Canvas(rows: rows, columns: columns, glyphs: .unicode)
    state.draw(on: &canvas)
    return canvas
  }

  private mutating func take(_ effects: [Effect]) {
    for effect in effects {
      guard case .save(let set, let base, let tag) = effect else {
        self.effects.append(effect)
        continue
      }
      take(state.update(answer(set, base: base, tag: tag)))
    }
  }

  /// What a store would answer: rebased at the head, all hard rules run.
  private func answer(_ set: ChangeSet, base: RegistryState, tag: Int) -> Answer {
    var registry = state.registry
    let carried: ChangeSet
    do { carried = try registry.rebase(set, from: base, today: clock.today) } catch {
      switch error {
      case .clashes(let clashes): return .refused(tag: tag, .clashes(clashes, told: nil))
      case .rules(let findings): return .refused(tag: tag, .rules(findings, told: nil))
      case .missing(let id): return .refused(tag: tag, .failed(Words(same: "\(id)")))
      }
    }
    guard !carried.changes.isEmpty else { return .saved(tag: tag, registry, nil) }
    let commit = Commit(seq: registry.seq + 1, at: Instant(seconds: 0), by: login, set: carried)
    do { try registry.apply(commit) } catch {
      return .refused(tag: tag, .failed(Words(same: "\(error)")))
    }
    return .saved(tag: tag, registry, commit)
  }
}

extension [Key] {
  /// The keys that type `text`.
  public static func typing(_ text: String) -> [Key] { text.map(Key.character) }
}
