import RegistryModel

/// Why a change set was not saved at the head; the clerk decides and saves again.
public struct Refusal: Error, Hashable, Sendable {
  /// What prevents the change.
  public let cause: RebaseError
  /// Who last touched each record that prevents the change.
  public let authors: [RecordID: Author]

  /// `cause` prevents a change at `head`; `commit` finds the change set of a seq.
  public init(
    _ cause: RebaseError, at head: RegistryState,
    _ commit: (Int) throws(StoreError) -> Commit?
  ) throws(StoreError) {
    let records: [RecordID] =
      switch cause {
      case .clashes(let clashes): clashes.map(\.id)
      case .rules(let findings): findings.compactMap(\.other)
      // Somebody put it into the recycle bin, or it never was.
      case .missing(let id): head[id]?.binned == nil ? [] : [id]
      case .notAllowed, .unfit: []
      }
    var authors: [RecordID: Author] = [:]
    for id in records where authors[id] == nil {
      guard let changed = head[id]?.changed else { continue }
      authors[id] = try commit(changed).map { Author($0) }
    }
    self.init(cause: cause, authors: authors)
  }

  init(cause: RebaseError, authors: [RecordID: Author]) {
    (self.cause, self.authors) = (cause, authors)
  }

  /// One sentence: the first reason against the change; `time` says since when.
  public func words(time: (Instant) -> String) -> Words {
    func author(of id: RecordID?) -> Words {
      guard let author = id.flatMap({ authors[$0] }) else { return Words(same: "") }
      return Words(same: " (\(author.by), \(time(author.at)))")
    }
    switch cause {
    case .clashes(let clashes):
      guard let clash = clashes.first else { return Words("nothing was saved", "未保存") }
      let field =
        clash.id.kind.schema[clash.key]?.label ?? Words(same: clash.key)
      return field + Words(" was changed in the meantime", "已被他人修改") + author(of: clash.id)
    case .rules(let findings):
      guard let finding = findings.first else { return Words("nothing was saved", "未保存") }
      return finding.words + author(of: finding.other)
    case .notAllowed(let words): return words
    case .unfit(let error): return error.words
    case .missing(let id):
      guard authors[id] != nil else { return Words("\(id) does not exist", "\(id) 不存在") }
      return Words("\(id) is in the recycle bin", "\(id) 已在回收站") + author(of: id)
        + Words(": restore it first", "，请先恢复")
    }
  }
}
