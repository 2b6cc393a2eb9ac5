import RegistryModel

// Which field each column goes to, as a page over the preview.
extension ImportScreen {
  func openMapping(_ context: Context) -> [Step] {
    guard let plan, !isSaving else { return [.say(Message(Self.oneMoment))] }
    if plan.file.columns.isEmpty {
      return [.say(Message("the file has no columns that could be read", "文件中没有可读取的列"))]
    }
    let (screen, kept) = (self, decided)
    return [
      .open(
        MappingScreen(plan, draft: draft) { mapping, context in
          var screen = screen
          screen.decided = kept
          screen.decided.mapping = mapping
          return screen.draft(context)
        })
    ]
  }

  /// The page opens by itself, once, where the columns are only proposed or nothing could be read by them.
  mutating func mappingAtFirst(_ context: Context) -> [Step] {
    guard let plan, !isMapped, !plan.file.columns.isEmpty else { return [] }
    isMapped = true
    let isProposed = plan.file.columns.contains(where: \.isProposed)
    return isProposed || plan.rows.isEmpty && !plan.problems.isEmpty ? openMapping(context) : []
  }
}

extension ImportPlan.Column {
  /// Nobody has said so, and its header does not.
  var isProposed: Bool {
    switch reason {
    case .header, .mapping: false
    case .likeness, .values: true
    }
  }

  /// What it is read as.
  var target: ImportMapping.Target {
    switch use {
    case .id: .id
    case .field(let field), .compared(let field): .field(field.key)
    case .locates(let reference, let field, _): .locator(reference: reference, by: field.key)
    case .ignored: .ignored
    }
  }
}
