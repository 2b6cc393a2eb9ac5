import RegistryModel
import SystemPackage

/// What the store's thread does: it alone touches the engine and the drafts.
struct StoreLoop {
  let options: Store.Options
  let inbox: Inbox<StoreRequest>
  let tell: @Sendable (StoreEvent) -> Void

  init(
    _ options: Store.Options, _ inbox: Inbox<StoreRequest>,
    _ tell: @escaping @Sendable (StoreEvent) -> Void
  ) {
    self.options = options
    self.inbox = inbox
    self.tell = tell
  }

  /// Opens, loads and serves until told to leave.
  func run(_ open: () throws(StoreError) -> any RegistryEngine) {
    let engine: any RegistryEngine
    do throws(StoreError) {
      engine = try open()
      tell(.opening(engine.identity, account: engine.account, engine.place))
      let loaded = try engine.load()
      tell(.loaded(loaded.state, engine.identity, loaded.notices))
      tellReadOnly(loaded.notices)
    } catch {
      tell(.notOpened(error))
      return
    }
    let drafts = Drafts(
      account: engine.account, in: engine.draftHome,
      spare: options.spareDrafts?.appending(engine.draftFolder).appending("drafts"))
    tell(.drafts(drafts.orphans()))
    for error in drafts.damage { tell(.failed(tag: nil, error)) }
    tellPlace(engine)
    engine.head.prepareIndexes()
    serve(engine, drafts)
    drafts.close()
    tell(.left)
  }

  private func serve(_ engine: any RegistryEngine, _ drafts: Drafts) {
    var running: Set<Chore> = []
    var (told, unwatched): (StoreError?, StoreError?)
    while true {
      let requests = inbox.take()
      var isLeaving = false
      for (place, request) in requests.enumerated() {
        switch request {
        case .save(let set, let base, let tag):
          let isSaved = save(set, base, tag, engine, &told)
          tellPlace(engine)
          if isSaved { begin(.backup, .working, engine, &running) }
        case .readChanges(let filter, let seq, let limit, let tag):
          answer(tag) { () throws(StoreError) in
            let page = try engine.changes(filter, before: seq, limit: limit)
            return .changes(tag: tag, try engine.told(page))
          }
        case .planUndo(let target, let base, let reason, let tag):
          answer(tag) { () throws(StoreError) in
            .undoPlan(
              tag: tag, try engine.plan(target, on: base, binning: reason))
          }
        case .keepDraft(let draft):
          // Only the newest of what piled up behind a slow disk is worth writing.
          if !requests[(place + 1)...].contains(where: { $0.replaces(draft) }) {
            keep(draft, drafts)
          }
        case .dropDraft(let id): drafts.drop(id: id)
        case .leave: isLeaving = true
        case .done(let chore, let result): end(chore, &running, result)
        }
      }
      if refresh(engine, &told) { tellPlace(engine) }
      if !running.contains(.checkpoint) {
        begin(.checkpoint, isLeaving ? .leaving : .working, engine, &running)
      }
      if isLeaving { return finish(&running) }
      if told?.isAway == true {
        // That it is back is found out by asking for news: a wait would begin again and say nothing.
        inbox.wait(options.retrying)
        continue
      }
      do throws(StoreError) {
        _ = try engine.wait(inbox.wake, nil)
        unwatched = nil
      } catch {
        // Without a watch others' saves are seen when this clerk does something.
        if error.isAway {
          tell(error, unless: &told)
        } else {
          tell(error, unless: &unwatched)
          inbox.wait(nil)
        }
      }
    }
  }

  /// Saves and tells; false if it came to nothing.
  private func save(
    _ set: ChangeSet, _ base: RegistryState, _ tag: Int, _ engine: any RegistryEngine,
    _ told: inout StoreError?
  ) -> Bool {
    do throws(StoreError) {
      let appended = try engine.append(set, from: base)
      if let news = appended.news { tell(.refreshed(news.state, news.commits)) }
      tell(.saved(tag: tag, appended.commit, appended.state))
      // Said after it: nothing comes before that it is saved.
      let notices = (appended.news?.notices ?? []) + appended.notices
      tell(notices)
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
      if told?.isAway == true { tell(.back) }
      told = nil
      guard let news else { return false }
      tell(.refreshed(news.state, news.commits))
      tell(news.notices)
      return true
    } catch {
      // Whatever else it says, it is there.
      if told?.isAway == true, !error.isAway { tell(.back) }
      tell(error, unless: &told)
      return false
    }
  }

  private func tell(_ notices: [StoreNotice]) {
    if !notices.isEmpty { tell(.noticed(notices)) }
    tellReadOnly(notices)
  }

  private func tellReadOnly(_ notices: [StoreNotice]) {
    for case .readOnly(let error) in notices { tell(.readOnly(error)) }
  }

  private func tell(_ error: StoreError, unless told: inout StoreError?) {
    if error != told { tell(.failed(tag: nil, error)) }
    told = error
  }

  /// Tells which line the state told last ends with.
  private func tellPlace(_ engine: any RegistryEngine) {
    if let place = engine.place { tell(.stands(place)) }
  }

  private func keep(_ draft: Draft, _ drafts: Drafts) {
    do throws(StoreError) {
      try drafts.keep(draft)
      tell(.draftKept(id: draft.id))
    } catch {
      tell(.draftNotKept(id: draft.id, error))
    }
  }
}

// Checkpoints and backups are made by threads of their own: no save waits for one.
extension StoreLoop {
  /// Has a chore done where there is something to do.
  private func begin(
    _ chore: Chore, _ moment: ChoreMoment, _ engine: any RegistryEngine,
    _ running: inout Set<Chore>
  ) {
    let work: ChoreWork?
    do throws(StoreError) { work = try engine.work(chore, moment) } catch {
      return end(chore, &running, .failure(error))
    }
    guard let work else { return }
    running.insert(chore)
    // Who leaves waits for it.
    Threads.start(isUrgent: moment == .leaving) { [inbox] in
      do throws(StoreError) {
        inbox.put(.done(chore, .success(try work.run())))
      } catch {
        inbox.put(.done(chore, .failure(error)))
      }
    }
  }

  private func end(
    _ chore: Chore, _ running: inout Set<Chore>, _ result: Result<[StoreNotice], StoreError>
  ) {
    running.remove(chore)
    switch result {
    case .success([]): break
    case .success(let notices): tell(.noticed(notices))
    case .failure(let error):
      tell(.noticed([.undone(chore, error)]))
      if case .failed = error { tell(.readOnly(error)) }
    }
  }

  /// Waits for those that run; ending in the middle of one costs time later and nothing else.
  private func finish(_ running: inout Set<Chore>) {
    let deadline = ContinuousClock.now + options.leavingPatience
    while !running.isEmpty, ContinuousClock.now < deadline {
      inbox.wait(deadline - ContinuousClock.now)
      for case .done(let chore, let result) in inbox.take() { end(chore, &running, result) }
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
