import RegistryModel
import RegistryTestSupport
import TerminalCore

@testable import RegistryScreens

/// Answers from outside that several tests give.
enum SampleScreens {
  /// An import of one new community.
  static let importPreview = ImportPreview(
    facts: [Words("Encoding UTF-8", "编码 UTF-8")],
    counts: [(Words("New", "新增"), 1), (Words("Rows", "合计"), 1)], problems: [], warnings: [],
    changeSet: ChangeSet([
      Change(
        RecordID(.community, -1), isNew: true,
        [
          Setting("code", before: .null, after: "110105001009"),
          Setting("name", before: .null, after: "己社区居委会"),
          Setting("committee", before: .null, after: "residents"),
        ])
    ]))
}
