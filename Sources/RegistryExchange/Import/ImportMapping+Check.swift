import RegistryModel

extension ImportMapping {
  /// Refuses a mapping that names what is not there: a misspelled name must not lose a column without a word.
  func check(
    of kind: Kind, against columns: [ImportPlan.Column]
  ) throws(Problem) {
    let headers = Set(columns.map(\.header))
    for (header, target) in self.columns.sorted(by: { $0.key < $1.key }) where target != .ignored {
      guard headers.contains(header) else {
        throw Problem(
          value: header, "the mapping's columns name a column that the file does not have",
          "列对照的 columns 中有文件没有的列")
      }
      if let unknown = Self.unknown(target, of: kind) {
        throw Problem(
          column: header, value: unknown,
          "the mapping reads this column as a field that there is not",
          "列对照把此列读作不存在的字段")
      }
    }
    for key in values.keys.sorted() where Self.unknown(.field(key), of: kind) != nil {
      throw Problem(
        value: key, "the mapping's values name a field that there is not",
        "列对照的 values 中没有这个字段")
    }
  }

  /// What a column is to be read as, as it is written, if there is no such field.
  private static func unknown(_ target: Target, of kind: Kind) -> String? {
    switch target {
    case .field(let key): kind.schema[key] == nil ? key : nil
    case .locator(let reference, let by):
      Locator.of(kind).contains { $0.reference == reference && $0.field.key == by }
        ? nil : "\(reference).\(by)"
    case .id, .ignored: nil
    }
  }
}
