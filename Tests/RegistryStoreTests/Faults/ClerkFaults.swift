import Glibc
import RegistryModel
import RegistryTestSupport
import SystemPackage
import Testing

@testable import RegistryStore

extension Faults {
  /// Several real processes on one registry: at once, killed, stopped.
  @Suite(.serialized, .timeLimit(.minutes(60)))
  struct Clerks {
    private let directory = TemporaryDirectory()
    private var path: FilePath { directory.path.appending("registry") }

    @Test func clerks_savingAtOnce_allGetTheirSavesIn_inOneOrder() throws {
      let (clerks, saves) = Campaign.isLong ? (8, 1000) : (4, 25)
      _ = try Sample.make(in: directory)
      let running = try (0..<clerks).map {
        try ProbeClerk(path, "clerk\($0)", first: 1 + saves * $0, count: saves)
      }
      for (number, clerk) in running.enumerated() {
        let saved = clerk.saved()
        #expect(saved == Set((1 + saves * number)...(saves * (number + 1))))
        #expect(clerk.end() == 0)
        Campaign.count(.saves, saved.count)
      }
      let registry = try Sample.open(path)
      let total = clerks * saves
      let found = Set(registry.head.communities.all.compactMap(\.serial))
      if found != Set(1...total) { Campaign.count(.lost, total - found.count) }
      #expect(found == Set(1...total))
      #expect(registry.head.communities.all.map(\.id.number) == Array(1...total), "no id twice")
      // One order for all, in which each clerk's saves stand in the order they were made.
      let commits = try registry.changes(after: 1)
      #expect(commits.map(\.seq) == Array(2...(total + 1)))
      for number in 0..<clerks {
        let ids = commits.filter { $0.by == "clerk\(number)" }.flatMap { $0.set.changes.map(\.id) }
        let serials = ids.compactMap { registry.head.communities[$0.number]?.serial }
        #expect(serials == Array((1 + saves * number)...(saves * (number + 1))))
      }
      #expect(try registry.check().exitCode == 0)
    }

    /// One of two clerks is killed at any moment: the other never notices.
    @Test func clerk_killedAtAnyMoment_keepsWhatWasAcknowledged_andDisturbsNobody() throws {
      let (rounds, saves) = (Campaign.isLong ? 600 : 4, 20)
      var chance = Campaign.generator(7)
      var length: Duration = .zero
      for round in 0..<rounds {
        let comment: Comment = "round \(round), \(Campaign.again)"
        // A registry of a size; a new one now and then.
        if round % 20 == 0 {
          TemporaryDirectory.remove(path)
          _ = try Sample.make(in: directory)
          let start = ContinuousClock.now
          let alone = try ProbeClerk(path, "alone", first: 100_000, count: saves)
          #expect(alone.saved().count == saves && alone.end() == 0)
          length = ContinuousClock.now - start
        }
        let first = 1 + round % 20 * 2 * saves
        let victim = try ProbeClerk(path, "victim", first: first, count: saves)
        let other = try ProbeClerk(path, "other", first: first + saves, count: saves)
        usleep(useconds_t(Double.random(in: 0...1.2, using: &chance) * length.microseconds))
        victim.send(SIGKILL)
        let kept = victim.saved()
        if victim.end() != 0 { Campaign.count(.kills) }
        let others = other.saved()
        #expect(others.count == saves && other.end() == 0, comment)
        Campaign.count(.saves, kept.count + others.count)

        let registry = try Sample.open(path)
        let found = Set(registry.head.communities.all.compactMap(\.serial))
        let lost = kept.union(others).subtracting(found)
        if !lost.isEmpty { Campaign.count(.lost, lost.count) }
        #expect(lost.isEmpty, comment)
        // What was saved when it was killed, and not told yet, is one at most.
        let untold = found.filter { (first..<(first + saves)).contains($0) }.count - kept.count
        #expect((0...1).contains(untold), comment)
        #expect(try registry.check().exitCode == 0, comment)
      }
    }

    /// The holder of the lock stops in the middle of an append, before each of its calls to the disk:
    /// the others are told who it is; it goes on as if nothing had been, or is killed and is no more.
    @Test(arguments: [SIGCONT, SIGKILL])
    func holder_stoppedAnywhere_keepsOthersOut_untilItGoesOnOrIsKilled(_ signal: Int32) throws {
      let template = TemporaryDirectory()
      _ = try Sample.make(in: template)
      let dry = try TemporaryDirectory(copyOf: template.path)
      let disk = FaultyFileSystem()
      let registry = try Sample.open(dry.path.appending("registry"), files: disk)
      let before = disk.calls.count
      try registry.append(Sample.community(1))
      let append = disk.calls[before...]
      let locked = try #require(append.firstIndex { $0.name == "lock" })
      // The lock is taken, its holder's name is written, and then:
      var stops = Array(2..<(append.endIndex - locked))
      var chance = Campaign.generator(Int(signal))
      if !Campaign.isLong { stops = Array(stops.shuffled(using: &chance).prefix(3)) }
      for stop in stops {
        let call = disk.calls[locked + stop]
        let directory = try TemporaryDirectory(copyOf: template.path)
        let path = directory.path.appending("registry")
        let clerk = try ProbeClerk(path, "clerk", first: 1, count: 1, stop: stop)
        try #require(clerk.waitUntilStopped(), "\(call)")
        Campaign.count(.stops)
        let other = try Sample.open(path, as: "wang", patience: .milliseconds(20))
        do {
          try other.append(Sample.community(2))
          Issue.record("two had the lock at \(call)")
        } catch StoreError.locked(let holder) {
          #expect(holder?.account == "clerk" && holder?.process == Int(clerk.process))
          #expect(holder?.since == Instant(seconds: 1_800_000_000))
          #expect(StoreError.locked(holder).exitCode == 75)
        }
        clerk.send(signal)
        let saved = clerk.saved()
        #expect((clerk.end() == 0) == (signal == SIGCONT))
        try other.append(Sample.community(2))  // at once: nobody holds the lock any more
        let again = try Sample.open(path)
        let found = Set(again.head.communities.all.compactMap(\.serial))
        #expect(found.isSuperset(of: saved.union([2])) && found.isSubset(of: [1, 2]))
        #expect(saved == (signal == SIGCONT ? [1] : []))
        #expect(try again.check().exitCode == 0)
      }
    }
  }
}

extension Stored<Community> {
  /// The serial number in the name of a community that tests made.
  var serial: Int? { (record.name.first?.dropFirst().prefix { $0.isNumber }).flatMap { Int($0) } }
}

extension Duration {
  var microseconds: Double {
    Double(components.seconds) * 1e6 + Double(components.attoseconds) / 1e12
  }
}
