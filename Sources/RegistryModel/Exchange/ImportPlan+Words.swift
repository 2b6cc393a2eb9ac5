// What people read of a plan.

extension ImportPlan {
  /// One sentence: the counts, and whether anything would change.
  public var summary: Words {
    let sum = Words(
      "\(counts.rows) rows: \(counts.new) new, \(counts.updated) updated, "
        + "\(counts.same) the same, \(counts.bad) to fix"
        + (counts.skipped > 0 ? ", \(counts.skipped) left out" : ""),
      "共 \(counts.rows) 行: 新增 \(counts.new), 更新 \(counts.updated), 相同 \(counts.same), "
        + "须改正 \(counts.bad)" + (counts.skipped > 0 ? ", 不导入 \(counts.skipped)" : ""))
    if !problems.isEmpty { return sum + Words("; nothing is imported", "；未导入任何内容") }
    return changeSet == nil ? sum + Words("; nothing changes", "；没有改动") : sum
  }

  /// Encoding and columns: which are taken where, which are ignored.
  public var facts: [Words] {
    var facts: [Words] = []
    if let encoding = file.encoding {
      facts.append(
        file.sheets.indices.contains(file.sheet)
          ? Words("Sheet \(file.sheets[file.sheet])", "工作表 \(file.sheets[file.sheet])")
          : Words("Encoding \(encoding)", "编码 \(encoding)"))
    }
    let used = file.columns.compactMap { column -> Words? in
      let header = Words(same: "\(column.header) > ")
      return switch column.use {
      case .id: header + Words(same: "id")
      case .field(let field), .compared(let field): header + field.label
      case .locates(_, _, let label): header + label
      case .ignored: nil
      }
    }
    if !used.isEmpty {
      facts.append(
        Words("Columns: ", "列: ")
          + Words(
            used.map(\.en).joined(separator: "; "), used.map(\.chinese).joined(separator: "; ")))
    }
    facts += [filledFact, ignoredFact, likelyFact, leftOutFact].compactMap { $0 }
    return facts
  }

  /// The first rows that are left out as totals or notes; nil if none is.
  public var leftOutFact: Words? {
    if leftOut.isEmpty { return nil }
    let rows = { (language: Language) in
      leftOut.map {
        "\($0.line) \"\($0.title.prefix(20))\" (\($0.outcome.words(of: kind)[language]))"
      }
      .joined(separator: ", ")
    }
    return Words("Lines ", "第 ") + Words(rows(.en), rows(.chinese)) + Words("", " 行")
  }

  /// Columns that no header names, read as what they are like; nil if there are none.
  public var proposedFact: Words? {
    let columns = file.columns.compactMap { column -> Words? in
      guard column.reason == .likeness || column.reason == .values else { return nil }
      return switch column.use {
      case .field(let field): Words(same: "\(column.header) > ") + field.label
      case .locates(_, _, let label): Words(same: "\(column.header) > ") + label
      case .id, .compared, .ignored: nil
      }
    }
    if columns.isEmpty { return nil }
    return Words("Proposed (F4): ", "按建议读取 (F4): ")
      + Words(
        columns.map(\.en).joined(separator: "; "), columns.map(\.chinese).joined(separator: "; "))
  }

  /// Columns that are not imported and may be fields; nil if there are none.
  private var likelyFact: Words? {
    let columns = file.columns.compactMap { column in
      column.likely.map { Words(same: "\(column.header) > ") + $0 }
    }
    if columns.isEmpty { return nil }
    return Words("If these are meant, say so with --map: ", "下列各列若确是所列的项，请用 --map 指明: ")
      + Words(
        columns.map(\.en).joined(separator: "; "), columns.map(\.chinese).joined(separator: "; "))
  }

  /// Fields that the rules fill in, and in how many rows; nil if there are none.
  public var filledFact: Words? {
    if filled.isEmpty { return nil }
    let counts = { (language: Language) in
      filled.map { "\($0.field.label[language]) \($0.rows)" }.joined(separator: ", ")
    }
    return Words("Filled in by rule (rows): ", "自动带出 (行数): ")
      + Words(counts(.en), counts(.chinese))
  }

  /// Columns that are not imported; nil if all are.
  public var ignoredFact: Words? {
    let ignored = file.columns.compactMap { column -> Words? in
      guard case .ignored(let why) = column.use else { return nil }
      // That nothing is known of it is no reason to go on about.
      return Words(same: column.header)
        + (why == ImportPlan.Column.unknown
          ? Words("", "") : Words(" (\(why.en))", " (\(why.chinese))"))
    }
    if ignored.isEmpty { return nil }
    return Words("Ignored: ", "不导入: ")
      + Words(
        ignored.map(\.en).joined(separator: "; "),
        ignored.map(\.chinese).joined(separator: "; "))
  }

  /// The header of the column that says why a row did not come in; a file with it is read without it.
  public static let reasonHeader = Words("Why not imported", "未导入原因")
}

extension ImportRow.Outcome {
  /// What becomes of a row, in a word or two.
  public func words(of kind: Kind) -> Words {
    switch self {
    case .new: Words("new", "新增")
    case .same: Words("the same", "相同")
    case .bad: Words("to fix", "须改正")
    case .skipped(.total): Words("left out: a total", "不导入: 合计行")
    case .skipped(.note): Words("left out: a line of text", "不导入: 说明文字")
    case .skipped(.clerk): Words("left out", "不导入")
    case .updated(let id, let keys):
      Words("updated \(id): ", "更新 \(id): ")
        + Words(
          keys.compactMap { kind.schema[$0]?.label.en }.joined(separator: ", "),
          keys.compactMap { kind.schema[$0]?.label.chinese }.joined(separator: ", "))
    }
  }
}

extension ImportRow.Place: CustomStringConvertible {
  /// The id, or `line 12`.
  public var description: String { words.en }

  /// The id, or the line.
  public var words: Words {
    switch self {
    case .record(let id): Words(same: id.description)
    case .line(let line): Words("line \(line)", "第 \(line) 行")
    }
  }
}
