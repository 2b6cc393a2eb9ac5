import RegistryModel
import RegistryScreens
import RegistryStore

/// What one clerk does again and again in one registry:
/// `$XDG_STATE_HOME/sanshe/REGISTRY-ID/habits.json`, one sealed object.
///
/// Several windows of a clerk learn together: each change is made to what the file holds by then.
struct HabitFile {
  private static let format: JSON = 1

  private let registry: JSON
  private let file: SealedFile

  init(of registry: RegistryIdentity) {
    self.registry = .string(registry.id)
    file = SealedFile("habits.json", of: registry, in: Environment.stateDirectory)
  }

  /// What is known of the clerk; nothing where there is no file of this registry.
  var habits: Habits {
    guard let json = file.read(), json["format"] == Self.format, json["registry"] == registry,
      let habits = json["habits"]
    else { return Habits() }
    return Habits(json: habits)
  }

  /// Adds what was learned.
  func learn(_ learned: [Habit]) {
    file.alone {
      var habits = habits
      for habit in learned { habits.learn(habit) }
      file.write(
        .object(of: ("format", Self.format), ("registry", registry), ("habits", habits.json)))
    }
  }
}
