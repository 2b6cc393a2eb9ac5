import RegistryModel

extension RecordID {
  /// What opening the record shows: its form, unless its kind has a row here.
  func screen(_ context: Context) -> any Screen {
    Self.screens[kind]?(self, context) ?? FormScreen.edit(self, context)
  }

  /// One row a kind that has more than its form.
  private static let screens: [Kind: @Sendable (RecordID, Context) -> (any Screen)?] = [
    .community: { id, _ in DashboardScreen(id) },
    .view: { id, context in context.registry.views[id.number].flatMap(ListScreen.init) },
  ]
}
