import RegistryModel

/// What a screen asks for is carried out here, and nowhere else.
extension AppState {
  /// Carries out what the screen at `depth` asked for.
  mutating func carryOut(_ steps: [Step], from start: Int) -> [Effect] {
    var effects: [Effect] = []
    var depth = start
    for step in steps {
      switch step {
      case .open(var screen):
        screen.refresh(context)
        screens.append(screen)
        // What follows is asked by the screen just opened.
        depth = screens.count - 1
        guard let id = screens[depth].shown else { break }
        effects += learn(.opened(id))
        tellAbsence(of: id)
        offerDraft(of: id)
      case .replace(var screen):
        screen.refresh(context)
        close(to: depth)
        screens.append(screen)
        tellAbsence(of: screen.shown)
      case .back:
        guard depth > 0 else { break }
        close(to: depth)
        depth -= 1
      case .area(let digit, let fresh):
        leave()
        var screen = memory.areas[digit] ?? fresh
        screen.reopen()
        screen.refresh(context)
        screens.append(screen)
        (memory.openArea, depth) = (digit, 1)
      case .home: leave()
      case .press(let key): effects += press(key)
      case .say(let said): message = said
      case .effect(.dropDraft(let name)):
        effects += dropDraft(name)
        screens[screens.count - 1].refresh(context)
      case .effect(let effect): effects.append(effect)
      case .save(let set, let base, let isAgreed):
        if !isAgreed, let reach = registry.frozenReach(of: set) {
          screens.append(FrozenQuestion.menu(reach, set, base: base))
        } else {
          effects.append(.save(set, base: base, tag: ask(at: depth)))
        }
      case .decline:
        let steps = screens[depth].receive(.refused(tag: 0, .declined), context)
        effects += carryOut(steps, from: depth)
      case .work(let order): effects.append(ask(for: order, at: depth))
      case .readChanges(let filter, let seq):
        effects.append(.readChanges(filter, before: seq, tag: ask(at: depth)))
      case .planUndo(let target):
        effects.append(.planUndo(target, base: registry, tag: ask(at: depth)))
      case .undo(let target): effects += undo(target)
      case .choose(let choice):
        guard depth > 0 else { break }
        if case .record(let id) = choice { effects += learn(.opened(id)) }
        close(to: depth)
        effects += carryOut(screens[depth - 1].chosen(choice, context), from: depth - 1)
      case .tell(let choice):
        guard depth > 0 else { break }
        effects += carryOut(screens[depth - 1].chosen(choice, context), from: depth - 1)
      case .toggleLanguage:
        session.language = session.language == .en ? .chinese : .en
        refreshScreens()
      case .resume(let note): resume(note)
      case .asOf(let day):
        session.asOf = day
        count()
        refreshScreens()
        tellAbsence(of: screens.last { $0.shown != nil }?.shown)
      case .remember(let record): memory.lastSaved[record.kind] = record
      case .keepColumns(let kind, let keys): effects += learn(.columns(kind, keys))
      case .keepBackup(let backup): effects += learn(.backup(backup))
      case .keepGoingOn(let goesOn): effects += learn(.goingOn(goesOn))
      case .lock(let kind, let field, let value): memory.locked[kind, default: [:]][field] = value
      }
    }
    return effects
  }

  /// Says so where the record that is open is not there on the day shown.
  private mutating func tellAbsence(of id: RecordID?) {
    guard let id, let absence = context.absence(of: id) else { return }
    message = Message(absence)
  }

  /// Remembers what the clerk did; who only reads leaves no trace.
  private mutating func learn(_ habit: Habit) -> [Effect] {
    memory.habits.learn(habit) && !session.isReadOnly ? [.learn(habit)] : []
  }

  /// Back to the first screen; what was being typed above it is left as a draft.
  private mutating func leave() {
    let context = context
    if screens.contains(where: { $0.draft(context) != nil }) { message = .leftAsDraft }
    close(to: 1)
  }

  /// Closes the screens above the first `count`; what they asked for is answered to nobody.
  mutating func close(to count: Int) {
    if count <= 1, screens.count > 1, let area = memory.openArea {
      (memory.areas[area], memory.openArea) = (screens[1], nil)
    }
    screens.removeLast(screens.count - count)
    giveUpWork { $0 >= count }
    for (tag, asked) in memory.requests where asked.depth.map({ $0 >= count }) == true {
      memory.requests[tag]?.depth = nil
    }
  }

  private mutating func ask(at depth: Int) -> Int {
    defer { memory.nextTag += 1 }
    memory.requests[memory.nextTag] = Request(depth: depth, draft: screens[depth].savedDraft)
    return memory.nextTag
  }

  /// Asks the store for what no screen waits for.
  mutating func ask(_ undo: Undoing) -> Int {
    defer { memory.nextTag += 1 }
    memory.requests[memory.nextTag] = Request(undo: undo)
    return memory.nextTag
  }
}
