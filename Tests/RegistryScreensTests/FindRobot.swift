import RegistryTestSupport

@testable import RegistryScreens

extension Robot {
  /// Find on top; nil where something else is.
  var find: FindScreen? { state.screens.last as? FindScreen }

  /// The groups shown, by name.
  var groups: [String] {
    find?.groups.map { $0.name.label[isChinese ? .chinese : .en] } ?? []
  }

  /// The line with this number among what was found.
  func line(_ number: Int) -> String {
    rows.first { row in
      [" > \(number) ", "   \(number) ", " >\(number) ", "  \(number) "].contains {
        row.hasPrefix($0)
      }
    } ?? ""
  }

  /// Opens find and types.
  mutating func find(_ text: String) {
    press(.function(3))
    type(text)
  }
}
