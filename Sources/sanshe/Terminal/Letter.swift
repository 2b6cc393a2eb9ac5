import RegistryModel
import RegistryPlans
import RegistryScreens
import RegistryStore

/// What other threads leave for the loop, in order.
enum Letter: Sendable {
  /// What the Overview showed last of this very state, while the records are being read.
  case summary(Summary, account: String)
  /// The records are there; for whom, and with what a clerk should know.
  case opened(Counted, account: String, [Words])
  case notOpened(Failure)
  /// What is known of the clerk from before.
  case habits(Habits)
  /// All that was learned of the clerk is kept.
  case habitsKept
  /// The state that the events after it tell of.
  case counted(Counted)
  case event(StoreEvent)
  /// News of work that a screen ordered.
  case work(tag: Int, WorkNews)
  /// What the views on screen show.
  case viewCounts(ViewCounts)
}
