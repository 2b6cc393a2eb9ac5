import Glibc
import RegistryTestSupport
import Testing

extension Faults {
  /// No room: on a full disk, and under a limit on the size of files.
  @Suite(.timeLimit(.minutes(30))) struct FullDisk {
    private static let note = "note=" + String(repeating: "长", count: 600)

    @Test(.enabled(if: Isolated.mayMount, "this user may not mount a disk"))
    func fullDisk_refusesInOneSentence_losesNothing_andGoesOnWithRoom() throws {
      let office = try Office(registry: nil)
      try Disk.makeDirectory(office.registry)
      let rounds = Campaign.isLong ? 40 : 2
      let seen = try Isolated.withDisk(at: office.registry, bytes: 96 << 10) { () -> [String] in
        var problems: [String] = []
        let expect = { (isTrue: Bool, what: String) in if !isTrue { problems.append(what) } }
        try office.succeed(
          "init", office.registry, "--district", "110105", "--name", "朝阳区", "--plan", "2016-2020")
        try office.add("community", "code=110105001001", "name=安居社区居委会")
        var saved: Set<String> = []
        var refusal: Program.Outcome?
        var chance = Campaign.generator(5)
        for round in 1...200 where refusal == nil {
          let name = "会\(round)x"
          let program = try office.start([
            "add", "organization", "name=\(name)", "tier=备案", "community=m1", Self.note,
          ])
          // Now and then it is killed as well.
          if round % 4 == 0 {
            usleep(useconds_t.random(in: 0...40_000, using: &chance))
            program.kill(SIGKILL)
          }
          let outcome = program.wait()
          if outcome.output.hasSuffix("\n") { saved.insert(name) }
          if outcome.code == 74 { refusal = outcome }
        }
        guard let refusal else { return ["the disk was never full"] }
        Campaign.count(.full)
        expect(refusal.error.split(separator: "\n").count == 1, refusal.error)
        expect(refusal.error.contains("No space left on device"), refusal.error)
        expect(refusal.error.contains(office.registry), refusal.error)
        expect(!Disk.exists(office.registry + "/FAILED"), "FAILED")
        for _ in 0..<rounds {
          let csv = office.directory + "/list.csv"
          let rows = (0..<40).map { "乙\($0),备案,m1,\(String(repeating: "长", count: 400))\n" }
          try Disk.write(Array(("名称,管理方式,社区,备注\n" + rows.joined()).utf8), to: csv)
          let imported = try office.run("import", "organizations", csv)
          expect(imported.code == 74, "import: \(imported.code) \(imported.error)")
          Campaign.count(.full)
        }
        let check = try office.run("check")
        expect(check.code == 0, check.output + check.error)
        var list = try office.succeed("list", "organizations")
        expect(saved.allSatisfy { list.contains($0) }, "lost: \(saved) \(list)")
        expect(!list.contains("乙"), "half an import")
        _ = Isolated.remount(office.registry, isReadOnly: false, bytes: 8 << 20)
        try office.add("organization", "name=有地方了", "tier=备案", "community=m1")
        list = try office.succeed("list", "organizations")
        expect(saved.allSatisfy { list.contains($0) } && list.contains("有地方了"), list)
        expect(try office.run("check").code == 0, "check")
        Campaign.count(.saves, saved.count)
        return problems
      }
      if !seen.isEmpty { Campaign.count(.lost) }
      #expect(seen.isEmpty, "\(Campaign.again)")
    }

    /// The kernel writes what fits, and stops in the middle of the line.
    @Test func limitOnTheSizeOfFiles_cutsTheLineInTheMiddle_andItIsTakenBack() throws {
      let office = try SmallDistrict.office()
      for round in 0..<6 {
        try office.add("organization", "name=会\(round)x", "tier=备案", "community=m1", Self.note)
      }
      let before = try office.contents()
      let kilobytes = (Disk.read(office.journal)?.count ?? 0) / 1024 + 1
      // dash counts in blocks of 512 bytes.
      let limit = "ulimit -f \(kilobytes * 2)"
      let outcome = try office.start(
        ["add", "organization", "name=多", "tier=备案", "community=m1", Self.note], under: limit
      ).wait()
      #expect(outcome.code == 74, "\(outcome.error)")
      #expect(outcome.error.contains("File too large") && outcome.error.contains(office.journal))
      #expect(outcome.error.split(separator: "\n").count == 1)
      #expect(try office.contents() == before)
      Campaign.count(.full)
      try office.add("organization", "name=多", "tier=备案", "community=m1", Self.note)
      #expect(try office.run("check").code == 0)
    }

    @Test func holderOfTheLock_stoppedInTheMiddle_isNamed() throws {
      let office = try SmallDistrict.office()
      let probe = try Program(
        try builtProductsDirectory() + "/store-probe", [office.registry, "wang", "100", "1", "4"],
        environment: office.environment, directory: office.directory)
      try probe.waitUntilStopped()
      Campaign.count(.stops)
      let said = try office.refuse(75, "add", "worker", "name=王芳")
      #expect(
        said.contains("wang, process \(probe.processID), since 2027-01-15 08:00"), "\(said)")
      #expect(try office.run("list", "communities").code == 0, "readers take no lock")
      probe.kill(SIGCONT)
      #expect(probe.wait().code == 0)
      try office.add("worker", "name=王芳")
      #expect(try office.run("check").code == 0)
    }
  }
}
