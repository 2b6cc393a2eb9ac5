import RegistryModel
import SystemPackage

/// What the store's thread does: it alone touches the engine and the drafts.
struct StoreLoop {
  /// How long nothing happens before a long journal is worth a checkpoint.
  private static let idle = Duration.seconds(2)

  let settings: Store.Settings
  let inbox: Inbox
  let tell: @Sendable (StoreEvent) -> Void

  init(
    _ settings: Store.Settings, _ inbox: Inbox, _ tell: @escaping @Sendable (StoreEvent) -> Void
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
    registry.head.prepareIndexes()
    serve(registry, drafts)
    drafts.close()
    tell(.left)
  }

  private func serve(_ registry: RegistryDirectory, _ drafts: Drafts) {
    while true {
      let requests = inbox.take()
      var isLeaving = false
      for (place, request) in requests.enumerated() {
        switch request {
        case .save(let set, let base, let tag): save(set, base, tag, registry)
        case .readChanges(let filter, let seq, let limit, let tag):
          answer(tag) { () throws(StoreError) in
            .changes(tag: tag, try registry.changes(filter, before: seq, limit: limit))
          }
        case .planUndo(let target, let base, let reason, let tag):
          answer(tag) { () throws(StoreError) in
            .undoPlan(
              tag: tag,
              try base.plan(target, in: registry, binning: reason, today: settings.clock().today))
          }
        case .keepDraft(let draft):
          // Only the newest of what piled up behind a slow disk is worth writing.
          if !requests[(place + 1)...].contains(where: { $0.replaces(draft) }) {
            keep(draft, drafts)
          }
        case .dropDraft(let id): drafts.drop(id: id)
        case .leave: isLeaving = true
        }
      }
      refresh(registry)
      if isLeaving {
        if registry.isCheckpointDue(leaving: true) { checkpoint(registry) }
        return
      }
      do throws(StoreError) {
        let isDue = registry.isCheckpointDue(leaving: false)
        if try registry.wait(inbox.wake, isDue ? Self.idle : nil) == .timeout, isDue {
          checkpoint(registry)
        }
      } catch {
        // Without a watch others' saves are seen when this clerk does something.
        tell(.failed(tag: nil, error))
        waitForRequest()
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
      refresh(engine)
      if case .refused(let refusal) = error {
        tell(.refused(tag: tag, refusal))
      } else {
        tell(.failed(tag: tag, error))
        if case .failed = error { tell(.readOnly(error)) }
      }
    }
  }

  private func answer(_ tag: Int, _ event: () throws(StoreError) -> StoreEvent) {
    do throws(StoreError) { tell(try event()) } catch { tell(.failed(tag: tag, error)) }
  }

  private func refresh(_ engine: any RegistryEngine) {
    do throws(StoreError) {
      if let news = try engine.news() { tell(.refreshed(news.state, news.commits)) }
    } catch {
      tell(.failed(tag: nil, error))
    }
  }

  private func keep(_ draft: Draft, _ drafts: Drafts) {
    do throws(StoreError) {
      try drafts.keep(draft)
      tell(.draftKept(id: draft.id))
    } catch {
      tell(.failed(tag: nil, error))
    }
  }

  private func checkpoint(_ registry: RegistryDirectory) {
    do throws(StoreError) { try registry.checkpoint() } catch { tell(.failed(tag: nil, error)) }
  }

  private func waitForRequest() {
    DirectoryWatch.wait(inbox.wake)
  }
}

extension StoreRequest {
  /// Makes writing `draft` pointless.
  fileprivate func replaces(_ draft: Draft) -> Bool {
    switch self {
    case .keepDraft(let newer): newer.id == draft.id
    case .dropDraft(let id): id == draft.id
    case .save, .readChanges, .planUndo, .leave: false
    }
  }
}
