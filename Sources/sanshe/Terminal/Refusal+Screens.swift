import RegistryModel
import RegistryScreens
import RegistryStore

extension Refusal {
  /// The refusal as the screens show it, with who and when.
  var forScreens: SaveRefusal {
    let author = cause.records.lazy.compactMap { authors[$0] }.first
    return switch cause {
    case .clashes(let clashes): .clashes(clashes, by: author)
    case .rules(let findings): .rules(findings, by: author)
    case .missing, .notAllowed, .unfit: .failed(words(time: SystemClock.text))
    }
  }
}

extension RebaseError {
  /// The records that conflict with a change.
  fileprivate var records: [RecordID] {
    switch self {
    case .clashes(let clashes): clashes.map(\.id)
    case .rules(let findings): findings.compactMap(\.other)
    case .missing(let id): [id]
    case .notAllowed, .unfit: []
    }
  }
}
