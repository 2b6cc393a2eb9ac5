import RegistryModel
import SystemPackage

/// What the store's thread does: it alone touches the engine and the drafts.
struct StoreLoop {
  let settings: Store.Settings
  let inbox: Inbox<StoreRequest>
  let tell: @Sendable (StoreEvent) -> Void

  init(
    _ settings: Store.Settings, _ inbox: Inbox<StoreRequest>,
    _ tell: @escaping @Sendable (StoreEvent) -> Void
  ) {
    self.settings = settings
    self.inbox = inbox
    self.tell = tell
  }

  /// Opens, loads and serves until told to leave.
  func run() {
    let registry: RegistryDirectory
    do throws(StoreError) {
      registry = try RegistryDirectory(
        settings.directory, settings.access, account: settings.account, files: settings.files,
        patience: settings.patience)
      tell(.opening(registry.identity, try? registry.journal.head()))
      let loaded = try registry.load()
      tell(.loaded(loaded.state, registry.identity, loaded.notices))
      if case .readOnly(let error)? = loaded.notices.last { tell(.readOnly(error)) }
    } catch {
      tell(.notOpened(error))
      return
    }
    let drafts = Drafts(
      settings.files, account: settings.account,
      places: (settings.access == .writing ? [registry.layout.drafts] : [])
        + [settings.spareDrafts].compactMap {
          $0?.appending(registry.identity.placeName).appending("drafts")
        }, inside: registry.home)
    tell(.drafts(drafts.orphans()))
    for error in drafts.damage { tell(.failed(tag: nil, error)) }
    tellPlace(registry)
    registry.head.prepareIndexes()
    serve(registry, drafts)
    drafts.close()
    tell(.left)
  }

  private func serve(_ registry: RegistryDirectory, _ drafts: Drafts) {
    var chores = Chores()
    var (told, unwatched): (StoreError?, StoreError?)
    while true {
      let requests = inbox.take()
      var isLeaving = false
      for (place, request) in requests.enumerated() {
        switch request {
        case .save(let set, let base, let tag):
          let isSaved = save(set, base, tag, registry, &told)
          tellPlace(registry)
          if isSaved { beginBackup(&chores, registry) }
        case .readChanges(let filter, let seq, let limit, let tag):
          answer(tag) { () throws(StoreError) in
            let page = try registry.changes(filter, before: seq, limit: limit)
            return .changes(tag: tag, try registry.head.told(page, in: registry))
          }
        case .planUndo(let target, let base, let reason, let tag):
          answer(tag) { () throws(StoreError) in
            .undoPlan(
              tag: tag,
              try base.plan(
                target, in: registry, by: settings.account, binning: reason,
                today: settings.clock().today))
          }
        case .keepDraft(let draft):
          // Only the newest of what piled up behind a slow disk is worth writing.
          if !requests[(place + 1)...].contains(where: { $0.replaces(draft) }) {
            keep(draft, drafts)
          }
        case .dropDraft(let id): drafts.drop(id: id)
        case .leave: isLeaving = true
        case .done(let chore, let result): end(chore, &chores, result)
        }
      }
      if refresh(registry, &told) { tellPlace(registry) }
      if !chores.running.contains(.checkpoint), chores.checkpointed != registry.head.seq,
        registry.isCheckpointDue(leaving: isLeaving)
      {
        beginCheckpoint(&chores, registry, isUrgent: isLeaving)
      }
      if isLeaving { return finish(&chores) }
      do throws(StoreError) {
        _ = try registry.wait(inbox.wake, nil)
        unwatched = nil
      } catch {
        // Without a watch others' saves are seen when this clerk does something.
        tell(error, unless: &unwatched)
        inbox.wait(nil)
      }
    }
  }

  /// Saves and tells; false if it came to nothing.
  private func save(
    _ set: ChangeSet, _ base: RegistryState, _ tag: Int, _ engine: any RegistryEngine,
    _ told: inout StoreError?
  ) -> Bool {
    let (at, today) = settings.clock()
    do throws(StoreError) {
      let appended = try engine.append(set, from: base, by: settings.account, at: at, today: today)
      if let news = appended.news { tell(.refreshed(news.state, news.commits)) }
      tell(.saved(tag: tag, appended.commit, appended.state))
      // Said after it: nothing comes before that it is saved.
      let notices = (appended.news?.notices ?? []) + appended.notices
      if !notices.isEmpty { tell(.noticed(notices)) }
      return appended.commit != nil
    } catch {
      // What prevents the change is shown with the state that holds it.
      _ = refresh(engine, &told)
      if case .refused(let refusal) = error {
        tell(.refused(tag: tag, refusal))
      } else {
        tell(.failed(tag: tag, error))
        if case .failed = error { tell(.readOnly(error)) }
      }
      return false
    }
  }

  private func answer(_ tag: Int, _ event: () throws(StoreError) -> StoreEvent) {
    do throws(StoreError) { tell(try event()) } catch { tell(.failed(tag: tag, error)) }
  }

  /// Tells what others saved, or once why that cannot be read; true if there was anything.
  private func refresh(_ engine: any RegistryEngine, _ told: inout StoreError?) -> Bool {
    do throws(StoreError) {
      let news = try engine.news()
      told = nil
      guard let news else { return false }
      tell(.refreshed(news.state, news.commits))
      if !news.notices.isEmpty { tell(.noticed(news.notices)) }
      return true
    } catch {
      tell(error, unless: &told)
      return false
    }
  }

  private func tell(_ error: StoreError, unless told: inout StoreError?) {
    if error != told { tell(.failed(tag: nil, error)) }
    told = error
  }

  /// Tells which line the state told last ends with.
  private func tellPlace(_ registry: RegistryDirectory) {
    if let head = JournalHead(registry.position) { tell(.stands(head)) }
  }

  private func keep(_ draft: Draft, _ drafts: Drafts) {
    do throws(StoreError) {
      try drafts.keep(draft)
      tell(.draftKept(id: draft.id))
    } catch {
      tell(.failed(tag: nil, error))
    }
  }
}

// Checkpoints and backups are made by threads of their own: no save waits for one.
extension StoreLoop {
  /// What is known of them.
  private struct Chores {
    var running: Set<Chore> = []
    /// The head of the last checkpoint begun: where nothing came after it, another is worth nothing.
    var checkpointed: Int?
    /// The day the daily backup was seen to last.
    var backedUp: CivilDate?
  }

  private func beginCheckpoint(
    _ chores: inout Chores, _ registry: RegistryDirectory, isUrgent: Bool
  ) {
    chores.checkpointed = registry.head.seq
    let work: CheckpointWork?
    do throws(StoreError) { work = try registry.checkpointWork(patience: .zero) } catch {
      // Somebody is saving: their save brings us here again.
      if case .locked = error { return }
      return end(.checkpoint, &chores, .failure(error))
    }
    guard let work else { return }
    begin(.checkpoint, &chores, isUrgent: isUrgent) { () throws(StoreError) in
      try work.run()
      return []
    }
  }

  /// The first save of a day brings the backup of that day.
  private func beginBackup(_ chores: inout Chores, _ registry: RegistryDirectory) {
    let (at, today) = settings.clock()
    guard chores.backedUp != today else { return }
    chores.backedUp = today
    let backups = DailyBackups(work: registry.backupWork, account: settings.account)
    begin(.backup, &chores, isUrgent: false) { () throws(StoreError) in
      try backups.run(at: at, today: today)
    }
  }

  private func begin(
    _ chore: Chore, _ chores: inout Chores, isUrgent: Bool,
    _ work: @escaping @Sendable () throws(StoreError) -> [StoreNotice]
  ) {
    chores.running.insert(chore)
    Threads.start(isUrgent: isUrgent) { [inbox] in
      do throws(StoreError) {
        inbox.put(.done(chore, .success(try work())))
      } catch {
        inbox.put(.done(chore, .failure(error)))
      }
    }
  }

  private func end(
    _ chore: Chore, _ chores: inout Chores, _ result: Result<[StoreNotice], StoreError>
  ) {
    chores.running.remove(chore)
    switch result {
    case .success([]): break
    case .success(let notices): tell(.noticed(notices))
    case .failure(let error):
      tell(.noticed([.undone(chore, error)]))
      if case .failed = error { tell(.readOnly(error)) }
    }
  }

  /// Waits for those that run; ending in the middle of one costs time later and nothing else.
  private func finish(_ chores: inout Chores) {
    let deadline = ContinuousClock.now + settings.leavingPatience
    while !chores.running.isEmpty, ContinuousClock.now < deadline {
      inbox.wait(deadline - ContinuousClock.now)
      for case .done(let chore, let result) in inbox.take() { end(chore, &chores, result) }
    }
  }
}

extension StoreRequest {
  /// Makes writing `draft` pointless.
  fileprivate func replaces(_ draft: Draft) -> Bool {
    switch self {
    case .keepDraft(let newer): newer.id == draft.id
    case .dropDraft(let id): id == draft.id
    case .save, .readChanges, .planUndo, .leave, .done: false
    }
  }
}
