import RegistryModel

extension RecordID {
  /// What opening the record shows: one row a kind that has more than its form.
  func screen(_ context: Context) -> any Screen {
    switch kind {
    case .community: DashboardScreen(self)
    case .view:
      context.registry.views[number].flatMap(ListScreen.init) ?? FormScreen.edit(self, context)
    case .organization, .worker, .assignment, .office, .account: FormScreen.edit(self, context)
    }
  }
}
