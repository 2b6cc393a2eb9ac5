import RegistryModel

/// Why a query could not be read, and where: characters from its start, or the end where something
/// is missing.
public struct QueryError: Error, Equatable, Sendable {
  /// The error's position.
  public let offset: Int
  /// What is wrong there.
  public let words: Words
  /// The name of a field that the kind of records has not; another may.
  private(set) var unknown: String?
  /// One that is named nearly so, or holds what was typed.
  public private(set) var near: Words?

  init(offset: Int, words: Words) {
    (self.offset, self.words) = (offset, words)
  }

  /// There is no field of this name; the one that may be meant is named.
  init(unknown name: String, at offset: Int, of kinds: [Kind], _ table: PinyinTable) {
    let list = { (language: Language) in
      kinds.map { $0.schema.plural[language] }.joined(separator: ", ")
    }
    var words = Words("no field \(name) in \(list(.en))", "\(list(.chinese))没有字段 \(name)")
    let near = QueryField.nearest(to: name.tidied, among: kinds.flatMap(QueryField.all), table)?
      .name
    if let near {
      words = words + Words("; did you mean \(near.en)?", "，是否指 \(near.chinese)?")
    }
    self.init(offset: offset, words: words)
    (unknown, self.near) = (name, near)
  }

  /// What is asked for is a field that no kind of records has.
  public var isOfUnknownField: Bool { unknown != nil }

  /// No kind has all the fields that are named: of each the first that it does not know.
  init(noneKnows errors: [QueryError], _ kinds: [Kind], _ table: PinyinTable) {
    let offsets = Set(errors.map(\.offset))
    if offsets.count == 1, let first = errors.first, let name = first.unknown {
      self.init(unknown: name, at: first.offset, of: kinds, table)
    } else {
      self.init(
        offset: offsets.max() ?? 0,
        words: Words("no kind of record has all these fields", "没有一类记录同时有这些字段"))
    }
  }
}

extension SearchMemo {
  /// The field of records of a kind that may be meant by a name that none has.
  public func nearest(to name: String, of kind: Kind) -> Words? {
    let fields = kind.schema.fields.map { QueryField(source: .field($0)) }
    return QueryField.nearest(to: name.tidied, among: fields, pinyin())?.name
  }
}

extension QueryField {
  /// The field whose name is written nearly so, or whose label has this pinyin.
  static func nearest(
    to name: String, among all: [QueryField], _ table: PinyinTable
  ) -> QueryField? {
    let wanted = Array(name.lowercased())
    let near = all.flatMap { field in
      field.names.map { (field: field, slips: Spelling.slips(from: wanted, in: $0)) }
    }.min { $0.slips < $1.slips }
    if let near, near.slips <= Swift.min(2, wanted.count / 3) { return near.field }
    let fitting = WordSearch([name], table)?.places(among: all.map(\.names)) ?? []
    // A part that says little, as one letter, may be meant for anything.
    return fitting.lazy.map { (field: all[$0.place], fit: $0.fit) }.first { field, fit in
      fit.isExact || fit.isStart && wanted.count > 1
        || field.names.contains { $0.contains(name) && $0.count <= 2 * wanted.count }
    }?.field
  }
}
