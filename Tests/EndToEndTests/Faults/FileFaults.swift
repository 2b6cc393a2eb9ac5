import Glibc
import RegistryTestSupport
import Testing

extension Faults {
  /// Files that are not what the program wrote: its exit codes, its sentences, its memory.
  @Suite(.timeLimit(.minutes(30))) struct Files {
    private static let template = Office.template { office in
      Disk.remove(office.registry)
      try office.succeed("demo", office.registry, "--no-open", "--size", "small")
      try office.add("worker", "name=王芳")
    }

    /// A small district with a checkpoint and changes behind it.
    private func office() throws -> Office {
      try Office(registry: Self.template.get().registry)
    }

    @Test func bitTurnedAnywhere_isRefusedWith65_andCheckEndsWith1() throws {
      let office = try office()
      var chance = Campaign.generator(3)
      let names = Disk.names(in: office.registry).filter { $0.hasSuffix(".json") }
      for round in 0..<(Campaign.isLong ? 300 : 6) {
        let name = names[round % names.count]
        let path = "\(office.registry)/\(name)"
        let whole = try #require(Disk.read(path))
        var bytes = whole
        let place = Int.random(in: 0..<bytes.count, using: &chance)
        bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &chance)
        try Disk.write(bytes, to: path)
        Campaign.count(.bits)
        let comment: Comment = "byte \(place) of \(name), \(Campaign.again)"
        let list = try office.run("list", "communities")
        #expect(list.code == 65 && list.output.isEmpty, "\(comment): \(list.error)")
        #expect(list.error.contains(path), comment)
        let check = try office.run("check")
        // Without registry.json there is nothing to look at.
        #expect(check.code == (name == "registry.json" ? 65 : 1), comment)
        #expect((check.output + check.error).contains(path), comment)
        #expect(Disk.read(path) == bytes, "damage is never overwritten")
        try Disk.write(whole, to: path)
      }
      #expect(try office.run("check").code == 0)
    }

    /// A line of a gigabyte, of which the disk holds nothing, with 256 MB for the whole program.
    @Test(arguments: [
      "registry.json", "checkpoint.json", "communities.json", "journal/000001.jsonl",
      "plans/mine.json",
    ])
    func endlessLine_isRefused_inLittleMemory(_ name: String) throws {
      let office = try office()
      let path = "\(office.registry)/\(name)"
      if !Disk.exists(path) { try Disk.write([], to: path) }
      truncate(path, 1 << 30)
      Campaign.count(.hostile)
      let isPlan = name.hasPrefix("plans/")
      let command = isPlan ? ["progress", "--plan", "mine"] : ["list", "communities"]
      let outcome = try office.start(command, under: "ulimit -v 262144").wait()
      #expect(outcome.code == 65, "\(outcome.error)")
      #expect(outcome.error.contains(isPlan ? path : "\(path), line "), "\(outcome.error)")
      #expect(outcome.error.split(separator: "\n").count == 1, "\(outcome.error)")
    }

    @Test func endlessCSV_isRefused_inLittleMemory() throws {
      let office = try office()
      let path = office.directory + "/list.csv"
      try Disk.write(Array("名称\n".utf8), to: path)
      truncate(path, 1 << 30)
      let outcome = try office.start(
        ["import", "organizations", path], under: "ulimit -v 262144"
      ).wait()
      #expect(outcome.code == 66, "\(outcome.error)")
      #expect(outcome.error.contains(path) && outcome.error.contains("too large"))
    }

    @Test func hostilePlans_areNamed_withTheirLine() throws {
      let office = try office()
      let path = office.registry + "/plans/mine.json"
      let deep = "{\n\"id\":\n" + String(repeating: "[", count: 100_000)
      for (text, line) in [
        (Array(deep.utf8), ":"), (Array("{\n\"id\": \"".utf8) + [0xFF], ":"),
        (Array("{\n\"id\": 1e999}".utf8), ":2"), (Array("{\n\"id\": 1,\n\"id\": 2}".utf8), ":"),
        (Array("{\n\"id\": \"a\\u0000\"}".utf8), ":"), (Array("{\n\n\"id\" 1}".utf8), ":3"),
      ] {
        try Disk.write(text, to: path)
        Campaign.count(.hostile)
        let outcome = try office.start(
          ["progress", "--plan", "mine"], under: "ulimit -v 262144"
        ).wait()
        #expect(outcome.code == 65, "\(outcome.error)")
        #expect(outcome.error.contains(path + line), "\(outcome.error)")
      }
    }

    @Test func failedWrite_isClearedByCheck_andADirectoryOfThatNameIsSaid() throws {
      let office = try office()
      let mark = office.registry + "/FAILED"
      try Disk.write(Array("cannot sync x: Input/output error\n".utf8), to: mark)
      #expect(try office.refuse(74, "add", "worker", "name=王芳").contains("run sanshe check"))
      #expect(try office.run("check", "--read-only").code == 1)
      #expect(Disk.exists(mark))
      let check = try office.run("check")
      #expect(check.code == 0 && check.output.contains("saving is possible again"), "\(check)")
      try office.add("worker", "name=李红")

      try Disk.makeDirectory(mark)
      #expect(try office.run("add", "worker", "name=王芳").code == 74)
      let said = try office.run("check")
      #expect(said.code == 74 && said.error.contains("cannot remove \(mark)"), "\(said)")
    }
  }
}
