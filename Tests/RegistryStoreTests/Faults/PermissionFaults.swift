import Glibc
import RegistryModel
import RegistryTestSupport
import SystemPackage
import Testing

@testable import RegistryStore

extension Faults {
  /// Who may read and write what, and what stands where a file should.
  @Suite(.timeLimit(.minutes(60))) struct Permissions {
    private let directory = TemporaryDirectory()
    private var path: FilePath { directory.path.appending("registry") }
    private static let draft = "0F6B1C5E-7C52-4B1A-9C0A-5B4F5E3D2A11"

    /// Every path on which a file is made: LOCK, segments, record files, checkpoint, torn copies,
    /// FAILED, drafts, backups; and a second registry, restored.
    private static func makeEverything(at path: FilePath, group: String?) throws {
      let registry = try Sample.make(at: path, group: group)
      registry.journal.segmentLimit = 1
      try registry.append(Sample.community(1))
      try registry.checkpoint()
      let segment = registry.layout.segment(2)
      try Bytes.write(Bytes.of(segment) + Array("{\"seq\":".utf8), to: segment)
      try registry.append(Sample.community(2))
      let drafts = Drafts(
        PosixFileSystem(), account: "lina",
        places: [registry.layout.drafts])
      try drafts.keep(Draft(id: draft, content: ["安居"]))
      drafts.close()
      let backup = try registry.backupWork.run(named: "backup", at: Sample.at, by: "lina")
      _ = try RegistryDirectory.restore(
        path.pushing(backup.path), to: FilePath(path.string + "-restored"), group: group,
        account: "lina", files: PosixFileSystem()
      ) { _ in }
      let disk = FaultyFileSystem { call in
        ["write", "cut"].contains(call.name) && call.change != 1
          ? FaultyFileSystem.Fault(.ioError) : nil
      }
      _ = try? Sample.open(path, files: disk).append(Sample.community(3))
    }

    @Test(arguments: [0o000, 0o027, 0o077, 0o777] as [mode_t], [false, true])
    func files_madeUnderAnyUmask_areForTheirOwnersAlone(_ mask: mode_t, isShared: Bool) throws {
      let group = isShared ? Self.groupName : nil
      if isShared, group == nil { return }
      let path = path
      try Isolated.withUmask(mask) { try Self.makeEverything(at: path, group: group) }
      var found: [String: mode_t] = [:]
      let restored = FilePath(path.string + "-restored")
      try Self.modes(of: restored, "", into: &found)
      let restoredModes = found
      try Self.modes(of: path, "", into: &found)
      let layout = RegistryLayout(FilePath(""))
      let directories = ["", "/journal", "/plans", "/drafts", "/backups"]
      for (name, mode) in Array(found) + Array(restoredModes) {
        let expected: mode_t =
          if directories.contains(name) {
            isShared ? 0o2770 : 0o700
          } else if name.hasPrefix("/drafts/") {
            0o600
          } else {
            isShared ? 0o660 : 0o600
          }
        #expect(mode == expected, "\(name): \(String(mode, radix: 8))")
      }
      let made = found.keys
      for file in [layout.lock, layout.failed, layout.checkpoint, layout.registry] {
        #expect(made.contains("/\(file)"), "\(made)")
      }
      #expect(made.contains("/journal/000003.jsonl") && made.contains("/backups/backup.jsonl.gz"))
      #expect(made.contains { $0.contains(".torn-") } && made.contains { $0.contains(Self.draft) })
    }

    private static var groupName: String? {
      var buffer = [CChar](repeating: 0, count: 4096)
      var entry = group()
      var found: UnsafeMutablePointer<group>?
      guard getgrgid_r(getgid(), &entry, &buffer, buffer.count, &found) == 0, found != nil else {
        return nil
      }
      return String(cString: entry.gr_name)
    }

    private static func modes(
      of path: FilePath, _ name: String, into found: inout [String: mode_t]
    ) throws {
      var facts = stat()
      lstat(path.string, &facts)
      found[name] = facts.st_mode & 0o7777
      guard facts.st_mode & S_IFMT == S_IFDIR else { return }
      for inner in TemporaryDirectory.names(path) {
        try modes(of: path.appending(inner), "\(name)/\(inner)", into: &found)
      }
    }

    @Test func directoriesEverybodyMayWriteTo_areRefusedForWriting() throws {
      let registry = try Sample.make(in: directory)
      for path in [registry.layout.root, registry.layout.journal, registry.layout.drafts] {
        chmod(path.string, 0o777)
        #expect(throws: StoreError.worldWritable(path)) { try Sample.open(registry.layout.root) }
        #expect(try Sample.open(registry.layout.root, .reading).head.seq == 1)
        chmod(path.string, 0o700)
      }
      _ = try Sample.open(registry.layout.root)
    }

    @Test func directoriesThatLieElsewhere_areRefusedForWriting() throws {
      let registry = try Sample.make(in: directory)
      for path in [registry.layout.journal, registry.layout.drafts] {
        let elsewhere = directory.path.appending("elsewhere")
        rename(path.string, elsewhere.string)
        symlink(elsewhere.string, path.string)
        #expect(throws: StoreError.linked(path)) { try Sample.open(registry.layout.root) }
        #expect(try Sample.open(registry.layout.root, .reading).head.seq == 1)
        unlink(path.string)
        rename(elsewhere.string, path.string)
      }
    }

    /// What may stand where a file should.
    enum Impostor: CaseIterable {
      case link, linkToNothing, pipe, socket, device, directory

      /// Puts it there; false where this user may not.
      func take(_ path: FilePath, victim: FilePath) -> Bool {
        switch self {
        case .link: return symlink(victim.string, path.string) == 0
        case .linkToNothing: return symlink(victim.string + "-not", path.string) == 0
        case .pipe: return mkfifo(path.string, 0o600) == 0
        case .socket: return mknod(path.string, S_IFSOCK | 0o600, 0) == 0
        case .device: return mknod(path.string, S_IFCHR | 0o600, 1 << 8 | 5) == 0  // zeros for ever
        case .directory: return mkdir(path.string, 0o700) == 0
        }
      }
    }

    @Test(arguments: Impostor.allCases)
    func whatIsNoFile_isNeverWrittenThrough_norWaitedFor(_ impostor: Impostor) throws {
      let names = [
        "LOCK", "FAILED", "registry.json", "registry.json.new", "checkpoint.json",
        "checkpoint.json.new", "communities.json", "communities.json.new", "journal/000001.jsonl",
        "journal/000002.jsonl", "journal/000002.jsonl.new", "journal/000001.torn-\(Self.draft)",
        "drafts/lina-\(Self.draft).json", "drafts/lina-\(Self.draft).json.new", "journal", "drafts",
      ]
      for name in names {
        let directory = TemporaryDirectory()
        let path = directory.path.appending("registry")
        let victim = directory.path.appending("victim")
        try Bytes.write("precious", to: victim)
        let registry = try Sample.make(at: path)
        try registry.append(Sample.community(1))
        try registry.checkpoint()
        let file = path.pushing(FilePath(name))
        rename(file.string, directory.path.appending("aside").string)
        guard impostor.take(file, victim: victim) else { continue }
        Campaign.count(.hostile)

        var failures: [StoreError] = []
        let attempt = { (work: () throws -> Void) in
          do { try work() } catch { failures += [error as? StoreError].compactMap(\.self) }
        }
        attempt { _ = try Sample.open(path, .reading).check() }
        attempt {
          let clerk = try Sample.open(path, as: "lina")
          clerk.journal.segmentLimit = 1
          attempt { try clerk.append(Sample.community(2)) }
          attempt { try clerk.checkpoint() }
        }
        attempt {
          let drafts = Drafts(
            PosixFileSystem(), account: "lina", places: [path.appending("drafts")])
          _ = drafts.orphans()
          failures += drafts.damage
          try drafts.keep(Draft(id: Self.draft, content: ["安居"]))
        }
        for failure in failures {
          if case .failed = failure { continue }  // whatever stands there as FAILED is the reason
          let words = failure.words.en
          #expect(
            words.contains(path.string) && !words.contains("\n"), "\(impostor) \(name): \(words)")
        }
        #expect(try Bytes.of(victim) == Array("precious".utf8), "\(impostor) \(name)")
        #expect(TemporaryDirectory.names(directory.path).allSatisfy { $0 != "victim-not" })
      }
    }

    /// What is said against the work; nothing where it was done.
    private static func refusal(_ work: () throws -> Void) -> [String] {
      do { try work() } catch { return [(error as? StoreError)?.words.en ?? "\(error)"] }
      return []
    }

    @Test(.enabled(if: Isolated.mayMount, "this user may not mount a disk"))
    func diskThatBecomesReadOnly_refusesInOneSentence_andKeepsDraftsElsewhere() throws {
      let (disk, spare) = (directory.path, TemporaryDirectory())
      let spared = spare.path.appending("drafts")
      let result = try Isolated.withDisk(at: disk.string, bytes: 4 << 20) { () -> [String] in
        let path = disk.appending("registry")
        let registry = try Sample.make(at: path)
        let drafts = Drafts(
          PosixFileSystem(), account: "lina", places: [registry.layout.drafts, spared])
        var seen: [String] = []
        registry.end = nil  // a file held open for writing keeps a disk from becoming read-only
        guard Isolated.remount(disk.string, isReadOnly: true) else { return ["not remounted"] }
        seen += Self.refusal { try registry.append(Sample.community(1)) }
        seen += Self.refusal { try registry.checkpoint() }
        try drafts.keep(Draft(id: Self.draft, content: ["安居"]))
        seen += TemporaryDirectory.names(spared)
        guard Isolated.remount(disk.string, isReadOnly: false) else { return ["not remounted"] }
        try registry.append(Sample.community(1))
        try drafts.keep(Draft(id: Self.draft, content: ["安居里"]))
        seen += TemporaryDirectory.names(registry.layout.drafts)
        seen += TemporaryDirectory.names(spared)
        seen.append("\(try Sample.open(path).head.communities.count)")
        return seen
      }
      let lock = disk.appending("registry/LOCK")
      #expect(
        result == [
          "cannot open \(lock): Read-only file system",
          "cannot open \(lock): Read-only file system",
          "lina-\(Self.draft).json", "lina-\(Self.draft).json", "1",
        ])
    }

    @Test(.enabled(if: Isolated.mayMount, "this user may not mount a disk"))
    func diskThatIsFull_refusesInOneSentence_keepsDraftsElsewhere_andGoesOnWithRoom() throws {
      let (disk, spare) = (directory.path, TemporaryDirectory())
      let spared = spare.path.appending("drafts")
      let result = try Isolated.withDisk(at: disk.string, bytes: 256 << 10) { () -> [String] in
        let path = disk.appending("registry")
        let registry = try Sample.make(at: path)
        let drafts = Drafts(
          PosixFileSystem(), account: "lina", places: [registry.layout.drafts, spared])
        var seen: [String] = []
        var serial = 0
        // Each line is about a page; sooner or later none is left.
        seen += Self.refusal {
          while serial < 500 {
            let name = String(repeating: "长", count: 900)
            try registry.append(Sample.community(serial + 1, name: name))
            serial += 1
          }
        }
        Campaign.count(.full)
        seen += Self.refusal { try registry.checkpoint() }
        let rest = TemporaryDirectory.names(path).filter { $0.hasSuffix(".new") }
        try drafts.keep(
          Draft(id: Self.draft, content: .string(String(repeating: "长", count: 9000))))
        seen += rest + TemporaryDirectory.names(spared)
        let same = try Sample.open(path).head.communities.count == serial
        guard Isolated.remount(disk.string, isReadOnly: false, bytes: 4 << 20) else {
          return ["small"]
        }
        try registry.append(Sample.community(500))
        try registry.checkpoint()
        try drafts.keep(Draft(id: Self.draft, content: ["安居里"]))
        seen += TemporaryDirectory.names(spared)
        let report = try Sample.open(path).check()
        return seen + ["\(same)", "\(report.exitCode)"]
      }
      let segment = disk.appending("registry/journal/000001.jsonl")
      #expect(result.first == "cannot write \(segment): No space left on device")
      #expect(result.dropFirst().first?.hasSuffix(".json.new: No space left on device") == true)
      #expect(Array(result.dropFirst(2)) == ["lina-\(Self.draft).json", "true", "0"])
    }
  }
}
