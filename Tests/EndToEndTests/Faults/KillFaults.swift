import Glibc
import RegistryTestSupport
import Testing

extension Faults {
  /// The program killed at a random moment of its work: what it said is saved is there, nothing by
  /// half, and the registry is whole.
  @Suite(.serialized, .timeLimit(.minutes(60))) struct Kills {
    /// What it is killed at.
    enum Work: Int, CaseIterable {
      case add, importing, making, undoing

      var rounds: Int {
        switch self {
        case .add: Campaign.isLong ? 300 : 4
        case .importing: Campaign.isLong ? 300 : 3
        case .making: Campaign.isLong ? 60 : 2
        case .undoing: Campaign.isLong ? 300 : 3
        }
      }
    }

    /// A moment of a work whose undisturbed length is `length`, and a little beyond.
    private func pause(_ length: Duration, _ chance: inout SeededGenerator) {
      let seconds = Double(length.components.seconds) + Double(length.components.attoseconds) / 1e18
      usleep(useconds_t(Double.random(in: 0...1.1, using: &chance) * seconds * 1e6))
    }

    private func length(of work: () throws -> Void) rethrows -> Duration {
      let start = ContinuousClock.now
      try work()
      return ContinuousClock.now - start
    }

    private func names(_ office: Office) throws -> Set<String> {
      let outcome = try office.run("list", "organizations", "--csv")
      // 1 is a list without rows.
      guard [0, 1].contains(outcome.code) else { throw Failed("list: \(outcome.error)") }
      let csv = outcome.output
      return Set(csv.matches(of: #/(会[0-9]+x[0-9]+)/#).map { String($0.output.1) })
    }

    /// Rows of a list that is imported.
    private static let rows = 60

    /// Writes a list of new organizations, named after the round; gives its path.
    private func list(_ office: Office, _ round: Int, note: Int = 90) throws -> String {
      let path = office.directory + "/list.csv"
      let note = String(repeating: "长", count: note)
      let lines = (0..<Self.rows).map { "会\(round)x\($0),备案,m1,\($0) \(note)\n" }
      try Disk.write(Array(("名称,管理方式,社区,备注\n" + lines.joined()).utf8), to: path)
      return path
    }

    private func expectWhole(_ office: Office, _ comment: Comment) throws {
      let check = try office.run("check")
      #expect(check.code == 0, "\(comment): \(check.output)\(check.error)")
    }

    @Test func add_killedAtAnyMoment_isThereAsAWhole_orNotAtAll() throws {
      var chance = Campaign.generator(Work.add.rawValue)
      var office = try SmallDistrict.office()
      var saved: Set<String> = []
      let arguments = { (name: String) in
        ["add", "organization", "name=\(name)", "tier=备案", "community=m1"]
      }
      let length = try length { _ = try office.start(arguments("会0x0")).wait() }
      for round in 1...Work.add.rounds {
        let comment: Comment = "round \(round), \(Campaign.again)"
        if round % 40 == 0 { (office, saved) = (try SmallDistrict.office(), []) }
        let name = "会\(round)x0"
        let program = try office.start(arguments(name))
        pause(length, &chance)
        program.kill(SIGKILL)
        let outcome = program.wait()
        if outcome.code == 128 + SIGKILL { Campaign.count(.kills) }
        if outcome.output.hasSuffix("\n") { saved.insert(name) }
        let found = try names(office)
        expectKept(saved, in: found, comment)
        saved.formUnion(found)
        try expectWhole(office, comment)
      }
      Campaign.count(.saves, saved.count)
    }

    @Test func import_killedAtAnyMoment_isThereAsAWhole_orNotAtAll() throws {
      var chance = Campaign.generator(Work.importing.rawValue)
      var office = try SmallDistrict.office()
      let first = try list(office, 0)
      let length = try length { try office.succeed("import", "organizations", first) }
      for round in 1...Work.importing.rounds {
        let comment: Comment = "round \(round), \(Campaign.again)"
        if round % 10 == 0 { office = try SmallDistrict.office() }
        let before = try names(office)
        let program = try office.start(["import", "organizations", try list(office, round)])
        pause(length, &chance)
        program.kill(SIGKILL)
        let outcome = program.wait()
        if outcome.code == 128 + SIGKILL { Campaign.count(.kills) }
        let found = try names(office)
        expectKept(before, in: found, comment)
        let new = found.subtracting(before).count
        #expect(new == 0 || new == Self.rows, comment)
        if outcome.output.hasSuffix("\n") { expectKept(["会\(round)x0"], in: found, comment) }
        if new == Self.rows { Campaign.count(.saves) }
        try expectWhole(office, comment)
      }
    }

    private func expectKept(_ saved: Set<String>, in found: Set<String>, _ comment: Comment) {
      let lost = saved.subtracting(found)
      if !lost.isEmpty { Campaign.count(.lost, lost.count) }
      #expect(lost.isEmpty, comment)
    }

    /// A list is imported, taken back, brought again, and so on: every undo takes the one before back.
    @Test func undo_killedAtAnyMoment_isThereAsAWhole_orNotAtAll() throws {
      var chance = Campaign.generator(Work.undoing.rawValue)
      // One more organization, so that a list is never empty.
      let filled = { () throws -> Office in
        let office = try SmallDistrict.office()
        try office.add("organization", "name=会1x0", "tier=备案", "community=m1")
        try office.succeed("import", "organizations", try list(office, 0))
        return office
      }
      var office = try filled()
      let newest = try newestSeq(office)
      let length = try length { try office.succeed("undo", "\(newest)") }
      for round in 1...Work.undoing.rounds {
        let comment: Comment = "round \(round), \(Campaign.again)"
        if round % 20 == 1 { office = try filled() }
        let before = try (seq: newestSeq(office), count: names(office).count)
        let program = try office.start(["undo", "\(before.seq)"])
        pause(length, &chance)
        program.kill(SIGKILL)
        let outcome = program.wait()
        if outcome.code == 128 + SIGKILL { Campaign.count(.kills) }
        let isTold = outcome.output.hasSuffix("undone by #\(before.seq + 1)\n")
        let isDone = try newestSeq(office) > before.seq
        if isTold { Campaign.count(isDone ? .saves : .lost) }
        #expect(isDone || !isTold, comment)
        let other = before.count == 1 ? Self.rows + 1 : 1
        #expect(try names(office).count == (isDone ? other : before.count), comment)
        try expectWhole(office, comment)
      }
    }

    private func newestSeq(_ office: Office) throws -> Int {
      let sets = try JSONValue(office.run("history", "--limit", "1", "--json").bytes)
      guard case .number(let seq)? = sets[0]?["seq"] else { throw Failed("no history") }
      return Int(seq)
    }

    /// A sample district: all of it, checkpoint included, or no registry at all.
    @Test func demo_killedAtAnyMoment_isARegistry_orNone() throws {
      var chance = Campaign.generator(Work.making.rawValue)
      let office = try Office(registry: nil)
      let arguments = ["demo", office.registry, "--no-open", "--size", "small"]
      let length = try length { _ = try office.start(arguments).wait() }
      let whole = try office.succeed("list", "organizations")
      for round in 1...Work.making.rounds {
        let comment: Comment = "round \(round), \(Campaign.again)"
        Disk.remove(office.registry)
        let program = try office.start(arguments)
        pause(length, &chance)
        program.kill(SIGKILL)
        let outcome = program.wait()
        if outcome.code == 128 + SIGKILL { Campaign.count(.kills) }
        let list = try office.run("list", "organizations")
        if list.code == 66 {
          #expect(outcome.code != 0, comment)
          continue
        }
        #expect(list.output == whole, "\(comment): \(list.error)")
        try expectWhole(office, comment)
      }
    }

    /// Leaving makes a checkpoint where many changes lie behind the last one.
    @Test func leaving_killedWhileItMakesACheckpoint_losesNothing() throws {
      var chance = Campaign.generator(9)
      let office = try SmallDistrict.office()
      var length = Duration.zero
      for round in 0...(Campaign.isLong ? 60 : 1) {
        let comment: Comment = "round \(round), \(Campaign.again)"
        try office.succeed("import", "organizations", try list(office, round, note: 400))
        let clerk = try Clerk(office)
        if round == 0 {
          length = try self.length { try clerk.leave() }
          #expect(Disk.exists(office.registry + "/checkpoint.json"), "a checkpoint was due")
        } else {
          clerk.terminal.send(Press.leave.rawValue)
          pause(length, &chance)
          clerk.terminal.kill(SIGKILL)
          if try clerk.terminal.waitForEnd(timeout: .seconds(30)) != .exited(0) {
            Campaign.count(.kills)
          }
        }
        #expect(try names(office).count == Self.rows * (round + 1), comment)
        try expectWhole(office, comment)
      }
    }
  }
}
