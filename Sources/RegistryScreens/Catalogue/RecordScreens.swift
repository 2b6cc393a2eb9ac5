import RegistryModel

extension RecordID {
  /// What opening the record shows: one row a kind that has more than its form.
  func screen(_ context: Context) -> any Screen {
    kind == .community ? DashboardScreen(self) : FormScreen.edit(self, context)
  }
}
