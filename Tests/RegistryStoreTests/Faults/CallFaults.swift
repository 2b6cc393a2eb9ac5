import RegistryModel
import RegistryTestSupport
import SystemPackage
import Testing

@testable import RegistryStore

extension Faults {
  /// The n-th call to the disk fails, or the process ends there, for every n: what was acknowledged is
  /// there, whole, nothing is there by half, one sentence says why, and work goes on.
  @Suite struct Calls {
    private typealias Fault = FaultyFileSystem.Fault

    /// A deed without a fault: where it begins, what it makes, and its calls to the disk.
    private struct Undisturbed {
      let deed: Deed
      let beginning = TemporaryDirectory()
      let before: [String]
      let after: [String]
      let calls: [FaultyFileSystem.Call]

      init(_ deed: Deed) throws {
        self.deed = deed
        let path = beginning.path.appending("registry")
        try deed.prepare(at: path)
        before = deed == .create ? [] : try Sample.open(path, .reading).head.contents
        let copy = try TemporaryDirectory(copyOf: beginning.path)
        let disk = FaultyFileSystem()
        try deed.run(at: copy.path.appending("registry"), files: disk)
        after = try Sample.open(copy.path.appending("registry"), .reading).head.contents
        calls = disk.calls
      }

      var changes: Int { calls.count { $0.change != nil } }
    }

    /// The process ends at the n-th change, that one made by half or as a whole.
    @Test(arguments: Deed.allCases) func process_endingAtEveryChange_losesNothing(_ deed: Deed)
      throws
    {
      let whole = try Undisturbed(deed)
      for change in 1...whole.changes {
        for part in Campaign.isLong ? [.nothing, .half, .all] : [Fault.Part.half] {
          try attempt(
            whole, .dead(from: change, written: part), isDead: true, "\(part) of \(change)")
        }
      }
    }

    /// The n-th call fails once, and the disk is well again.
    @Test(arguments: Deed.allCases) func call_failing_losesNothing_andIsSaid(_ deed: Deed) throws {
      let whole = try Undisturbed(deed)
      let causes: [Errno] = [
        .ioError, .noSpace, .permissionDenied, .readOnlyFileSystem, .interrupted,
      ]
      var chance = Campaign.generator(deed.rawValue.utf8.count)
      for call in whole.calls {
        // Of the calls that only look, a sample.
        if call.change == nil, !Campaign.isLong, Int.random(in: 0..<6, using: &chance) > 0 {
          continue
        }
        let isWrite = call.name == "write"
        var faults = causes.flatMap { cause in
          (isWrite ? [.nothing, .half, .all] : [Fault.Part.half]).map { Fault(cause, written: $0) }
        }
        if !Campaign.isLong { faults = [faults.randomElement(using: &chance) ?? Fault(.ioError)] }
        for fault in faults {
          let disk = FaultyFileSystem { $0.number == call.number ? fault : nil }
          try attempt(whole, disk, isDead: false, "\(fault) at \(call)")
        }
      }
    }

    /// A call fails and nothing can be taken back: everybody is stopped, and nothing is lost.
    @Test(arguments: Deed.allCases) func call_failing_andCuttingToo_losesNothing(_ deed: Deed)
      throws
    {
      let whole = try Undisturbed(deed)
      for call in whole.calls where Campaign.isLong || ["write", "sync"].contains(call.name) {
        guard let change = call.change else { continue }
        let disk = FaultyFileSystem { call in
          call.change == change || call.name == "cut" ? Fault(.ioError, written: .all) : nil
        }
        try attempt(whole, disk, isDead: false, "no way back from \(change)")
      }
    }

    private func attempt(
      _ whole: Undisturbed, _ disk: FaultyFileSystem, isDead: Bool, _ what: String
    ) throws {
      let directory = try TemporaryDirectory(copyOf: whole.beginning.path)
      let path = directory.path.appending("registry")
      let comment = Comment(rawValue: "\(whole.deed), \(what), \(Campaign.again)")
      var failure: StoreError?
      do { try whole.deed.run(at: path, files: disk) } catch { failure = error as? StoreError }
      Campaign.count(.faults)
      if let failure, !isDead { expectSentence(failure, path, comment) }

      let again: RegistryDirectory
      do { again = try Sample.open(path) } catch StoreError.notARegistry {
        #expect(whole.deed == .create && failure != nil, comment)
        return
      }
      let found = again.head.contents
      // What nobody saw the end of may be there: whole, or not at all.
      var isOpen = isDead || whole.deed == .create
      if case .failed? = failure { isOpen = true }
      let allowed =
        failure == nil ? [whole.after] : isOpen ? [whole.before, whole.after] : [whole.before]
      if !allowed.contains(found) {
        Campaign.count(.lost)
        Issue.record("\(comment): \(failure?.words.en ?? "no error")\n\(found)")
      }
      if !isDead {
        let tree = try Bytes.tree(path)
        let left = tree.keys.filter { $0.hasSuffix(".new") }
        for (name, bytes) in tree where name.contains(".torn-") {
          #expect(bytes.suffix(Deed.torn.count).elementsEqual(Deed.torn), "half a copy: \(comment)")
        }
        #expect(left.isEmpty || disk.calls.contains { $0.name.hasPrefix("remove") }, comment)
      }
      // In `make test` now and then.
      if Campaign.isLong || disk.calls.count % 4 == 0 { try goOn(again, comment) }
    }

    /// Saving goes on, after a check where that is asked for.
    private func goOn(_ registry: RegistryDirectory, _ comment: Comment) throws {
      if try registry.failure() != nil {
        let report = try registry.check()
        #expect(report.isFailureCleared, comment)
      }
      try registry.append(Sample.community(99))
      try registry.checkpoint()
      let last = try Sample.open(registry.layout.root, .reading)
      #expect(last.head.contents == registry.head.contents, comment)
      #expect(try last.check().exitCode == 0, comment)
    }

    private func expectSentence(_ error: StoreError, _ path: FilePath, _ comment: Comment) {
      for language in [error.words.en, error.words.chinese] {
        #expect(!language.isEmpty && !language.contains("\n"), comment)
        #expect(language.contains(path.string), "\(comment): \(language)")
      }
      #expect([73, 74, 77, 65].contains(error.exitCode), comment)
    }

    /// Several clerks' work in one process on a disk on which any call may fail, again and again.
    @Test func work_onADiskThatFailsNowAndThen_losesNothing() throws {
      let causes: [Errno] = [.ioError, .noSpace, .interrupted, .permissionDenied]
      for round in 0..<(Campaign.isLong ? 1500 : 12) {
        let comment: Comment = "round \(round), \(Campaign.again)"
        let directory = TemporaryDirectory()
        let path = directory.path.appending("registry")
        _ = try Sample.make(at: path)
        let seed = Campaign.seed &+ UInt64(round)
        let disk = FaultyFileSystem { call in
          var chance = SeededGenerator(seed: seed &* 1_000_003 &+ UInt64(call.number))
          guard Int.random(in: 0..<40, using: &chance) == 0 else { return nil }
          let part: Fault.Part = [.nothing, .half, .all].randomElement(using: &chance) ?? .half
          return Fault(causes.randomElement(using: &chance) ?? .ioError, written: part)
        }
        var chance = SeededGenerator(seed: seed)
        var (tried, saved): (Set<Int>, Set<Int>) = ([], [])
        var registry: RegistryDirectory?
        for serial in 1...14 {
          do {
            if registry == nil || Int.random(in: 0..<5, using: &chance) == 0 {
              registry = try Sample.open(path, files: disk)
            }
            guard let registry else { continue }
            if try registry.failure() != nil { _ = try registry.check() }
            registry.journal.segmentLimit = Int.random(in: 1...4000, using: &chance)
            tried.insert(serial)
            try registry.append(Sample.community(serial))
            saved.insert(serial)
            if Bool.random(using: &chance) { try registry.checkpoint() }
          } catch is StoreError {}
        }
        Campaign.count(.faults, disk.calls.count / 40)
        Campaign.count(.saves, saved.count)
        let last = try Sample.open(path)
        let found = Set(last.head.communities.all.compactMap { $0.record.code.first?.segment })
        if !found.isSuperset(of: saved) { Campaign.count(.lost, saved.subtracting(found).count) }
        #expect(found.isSuperset(of: saved), comment)
        #expect(found.isSubset(of: tried), comment)
        try goOn(last, comment)
      }
    }
  }
}
