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
        + [settings.spareDrafts].compactMap { $0 })
    tell(.drafts(drafts.orphans()))
    tellPlace(registry)
    registry.head.prepareIndexes()
    serve(registry, drafts)
    drafts.close()
    tell(.left)
  }

  private func serve(_ registry: RegistryDirectory, _ drafts: Drafts) {
    var checkpoints = Checkpoints()
    while true {
      let requests = inbox.take()
      var isLeaving = false
      for (place, request) in requests.enumerated() {
        switch request {
        case .save(let set, let base, let tag):
          save(set, base, tag, registry)
          tellPlace(registry)
        case .keepDraft(let draft):
          // Only the newest of what piled up behind a slow disk is worth writing.
          if !requests[(place + 1)...].contains(where: { $0.replaces(draft) }) {
            keep(draft, drafts)
          }
        case .dropDraft(let id): drafts.drop(id: id)
        case .leave: isLeaving = true
        case .checkpointed(let error): end(&checkpoints, error)
        }
      }
      if refresh(registry) { tellPlace(registry) }
      if !checkpoints.isRunning, checkpoints.triedAt != registry.head.seq,
        registry.isCheckpointDue(leaving: isLeaving)
      {
        begin(&checkpoints, registry, isUrgent: isLeaving)
      }
      if isLeaving { return finish(&checkpoints) }
      do throws(StoreError) {
        _ = try registry.wait(inbox.wake, nil)
      } catch {
        // Without a watch others' saves are seen when this clerk does something.
        tell(.failed(tag: nil, error))
        inbox.wait(nil)
      }
    }
  }

  private func save(
    _ set: ChangeSet, _ base: RegistryState, _ tag: Int, _ engine: any RegistryEngine
  ) {
    let (at, today) = settings.clock()
    do throws(StoreError) {
      let appended = try engine.append(set, from: base, by: settings.account, at: at, today: today)
      if let news = appended.news { tell(.refreshed(news.state, news.commits)) }
      if !appended.notices.isEmpty { tell(.noticed(appended.notices)) }
      tell(.saved(tag: tag, appended.commit, appended.state))
    } catch {
      // What stands against the change is shown with the state that holds it.
      _ = refresh(engine)
      if case .refused(let refusal) = error {
        tell(.refused(tag: tag, refusal))
      } else {
        tell(.failed(tag: tag, error))
        if case .failed = error { tell(.readOnly(error)) }
      }
    }
  }

  /// Tells what others saved; true where there was anything.
  private func refresh(_ engine: any RegistryEngine) -> Bool {
    do throws(StoreError) {
      guard let news = try engine.news() else { return false }
      tell(.refreshed(news.state, news.commits))
      return true
    } catch {
      tell(.failed(tag: nil, error))
      return false
    }
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

// Checkpoints are written by a thread of their own: no save waits for one.
extension StoreLoop {
  /// What is known of them.
  private struct Checkpoints {
    var isRunning = false
    /// The head of the last one begun: where nothing came after it, another is worth nothing.
    var triedAt: Int?
  }

  private func begin(
    _ checkpoints: inout Checkpoints, _ registry: RegistryDirectory, isUrgent: Bool
  ) {
    checkpoints.triedAt = registry.head.seq
    let work: CheckpointWork?
    do throws(StoreError) { work = try registry.checkpointWork(patience: .zero) } catch {
      // Somebody is saving: their save brings us here again.
      if case .locked = error { return }
      return end(&checkpoints, error)
    }
    guard let work else { return }
    checkpoints.isRunning = true
    Threads.start(isUrgent: isUrgent) { [inbox] in
      do throws(StoreError) {
        try work.run()
        inbox.put(.checkpointed(nil))
      } catch {
        inbox.put(.checkpointed(error))
      }
    }
  }

  private func end(_ checkpoints: inout Checkpoints, _ error: StoreError?) {
    checkpoints.isRunning = false
    if let error { tell(.failed(tag: nil, error)) }
  }

  /// Waits for one that runs; ending in the middle of it costs the next load time and nothing else.
  private func finish(_ checkpoints: inout Checkpoints) {
    let deadline = ContinuousClock.now + settings.leavingPatience
    while checkpoints.isRunning, ContinuousClock.now < deadline {
      inbox.wait(deadline - ContinuousClock.now)
      for case .checkpointed(let error) in inbox.take() { end(&checkpoints, error) }
    }
  }
}

extension StoreRequest {
  /// Makes writing `draft` pointless.
  fileprivate func replaces(_ draft: Draft) -> Bool {
    switch self {
    case .keepDraft(let newer): newer.id == draft.id
    case .dropDraft(let id): id == draft.id
    case .save, .leave, .checkpointed: false
    }
  }
}
