import RegistryPlans

extension Outlook {
  /// It is of the plan and the day on screen.
  func isShown(in context: Context) -> Bool {
    progress.plan == context.plan && progress.day == context.summary.day
  }
}
