/// Who may change what. Engines ask this at the head, screens ask it to explain what is greyed out. For
/// a directory file permissions remain the wall: this keeps colleagues from mistakes, not intruders out.
extension RegistryState {
  /// Why `login` may not make `set`; nil where it may.
  ///
  /// - A reader changes nothing.
  /// - A clerk changes communities, organizations, workers, assignments and their own views
  ///   and mappings.
  /// - A supervisor also changes the office's settings, accounts and the office's views and mappings, overrides
  ///   hard rules that allow it, freezes and reopens periods, and exports personal numbers in full.
  /// - Nobody alters what a frozen period keeps.
  ///
  /// Where no account is a supervisor's, everyone but a reader may do all of that; once there are accounts,
  /// one of them stays a supervisor's.
  public func refusal(of set: ChangeSet, by login: String) -> Words? {
    if !set.isEmpty, let refusal = refusesAll(by: login) { return refusal }
    if set.changes.contains(where: \.altersFrozen) {
      return Words(
        "what is frozen stays as it is; the period can be reopened, with a reason",
        "冻结数不能修改；可写明原因后将期间解冻")
    }
    if role(of: login) != .supervisor, hasSupervisor {
      if set.isExport {
        return Words(
          "only a supervisor may export ID and phone numbers in full; leave out --unmasked to export them masked",
          "只有主管可以导出完整的证件号码和电话；不加 --unmasked 则隐去导出")
      }
      let office = office
      if let rule = set.changes.lazy.compactMap({ $0.overriddenRule(of: office) }).first {
        return Words(
          "only a supervisor may override this rule: \(rule.en)", "只有主管可以放行：\(rule.chinese)")
      }
      guard let kind = set.changes.first(where: { needsSupervisor($0, login) })?.id.kind else {
        return nil
      }
      let plural = kind.schema.plural
      guard case .owner = kind.schema.keeper else {
        return Words(
          "only a supervisor may change this: \(plural.en)", "只有主管可以修改：\(plural.chinese)")
      }
      return Words(
        "only a supervisor may change \(plural.en.lowercased()) of the office or of others",
        "只有主管可以修改本单位或他人的\(plural.chinese)")
    }
    return set.changes.contains { $0.id.kind == .account }
      ? trying(set).flatMap { lastSupervisor(after: $0) } : nil
  }

  /// That `after`, which follows this state, leaves nobody who was a supervisor and still is; nil if all is
  /// well. A login that was changed may be nobody's.
  func lastSupervisor(after: RegistryState) -> Words? {
    let isWell =
      hasSupervisor
      ? !supervisors.isDisjoint(with: after.supervisors)
      : after.hasSupervisor || after.accounts.inUseCount == 0
    return isWell
      ? nil
      : Words(
        "one who is a supervisor now must stay one: an office needs somebody who keeps its accounts",
        "现任主管中至少须保留一人，否则无人能管理账号")
  }

  private var supervisors: Set<String> {
    Set(accounts.inUse.filter { $0.record.role == .supervisor }.compactMap(\.record.login))
  }

  /// Why `login` may save nothing at all; nil where it may.
  public func refusesAll(by login: String) -> Words? {
    role(of: login) == .reader
      ? Words(
        "your account \(login) is a reader's: it can save nothing", "账号 \(login) 为查阅人，不能保存")
      : nil
  }

  private var hasSupervisor: Bool { accounts.inUse.contains { $0.record.role == .supervisor } }

  private func needsSupervisor(_ change: Change, _ login: String) -> Bool {
    switch change.id.kind.schema.keeper {
    case .clerks: return false
    case .supervisors: return true
    case .owner(let field):
      // One's own stays one's own: neither taken from others nor given to the office.
      let said = change.settings.last { $0.key == field }
      let (owner, before) = (said?.after.string, self[change.id]?.part(field).string)
      return change.isNew ? owner != login : before != login || said != nil && owner != login
    }
  }
}

extension Change {
  /// It does more to a frozen period than to reopen it.
  fileprivate var altersFrozen: Bool {
    id.kind == .period && !isNew
      && settings.contains { id.kind.schema[$0.key]?.group != .reopening }
  }
}
