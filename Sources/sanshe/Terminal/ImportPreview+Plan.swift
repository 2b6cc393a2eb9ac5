import RegistryExchange
import RegistryModel
import RegistryScreens
import SystemPackage

extension AppState {
  /// Reads a file and says what importing it now would do; nothing is written.
  func importPreview(_ kind: Kind, path: String) -> ImportPreview {
    let file = FilePath(path)
    do throws(Errno) {
      let bytes = try Files.read(file)
      let name = file.lastComponent?.string ?? path
      let plan = Import(kind, into: registry, today: SystemClock.today, source: name).plan(bytes)
      return ImportPreview(plan, file: name)
    } catch {
      return ImportPreview(
        facts: [], counts: [], problems: [Words(same: "\(path): ") + error.words], warnings: [],
        changeSet: nil)
    }
  }
}

extension ImportPreview {
  /// What the screens show of a plan.
  init(_ plan: ImportPlan, file: String) {
    let counts = plan.counts
    self.init(
      facts: plan.facts,
      counts: [
        (Words("New", "新增"), counts.new), (Words("Updated", "更新"), counts.updated),
        (Words("Same", "相同"), counts.same), (Words("Refused", "错误"), counts.bad),
        (Words("Rows", "合计"), counts.rows),
      ],
      problems: plan.problems.map { $0.bilingual(file) },
      warnings: plan.warnings.map { $0.bilingual(file) },
      changeSet: plan.changeSet)
  }
}

extension ImportPlan {
  /// Encoding and columns: which are taken where, which are ignored.
  var facts: [Words] {
    var facts: [Words] = []
    if let encoding {
      facts.append(Words("Encoding \(encoding.name)", "编码 \(encoding.name)"))
    }
    let used = columns.compactMap { column -> Words? in
      switch column.use {
      case .field(let field), .compared(let field): Words(same: "\(column.header) > ") + field.label
      case .locator(let locator): Words(same: "\(column.header) > ") + locator.label
      case .id: Words(same: "\(column.header) > id")
      case .ignored: nil
      }
    }
    let ignored = columns.compactMap { column in
      if case .ignored = column.use { column.header } else { nil }
    }
    if !used.isEmpty {
      facts.append(
        Words("Columns: ", "列: ")
          + Words(
            used.map(\.en).joined(separator: "; "), used.map(\.chinese).joined(separator: "; ")))
    }
    if !ignored.isEmpty {
      facts.append(Words("Ignored: ", "不导入: ") + Words(same: ignored.joined(separator: "; ")))
    }
    return facts
  }

  /// Warnings of all rows and likely twins, by line.
  var warnings: [Problem] {
    rows.flatMap { row in
      row.warnings.map(\.problem)
        + row.twins.map { twin in
          Problem(
            line: row.line,
            Words(
              "\(twin.likeness)% like \(twin.place.words.en)",
              "与 \(twin.place.words.chinese) \(twin.likeness)% 相似"))
        }
    }
  }
}

extension ImportRow.Place {
  fileprivate var words: Words {
    switch self {
    case .record(let id): Words(same: id.description)
    case .line(let line): Words("line \(line)", "第 \(line) 行")
    }
  }
}

extension Problem {
  fileprivate func bilingual(_ file: String) -> Words {
    Words(text(file: file, .en), text(file: file, .chinese))
  }
}
