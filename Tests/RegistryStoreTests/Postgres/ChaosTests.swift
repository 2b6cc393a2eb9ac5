import Glibc
import RegistryModel
import RegistryTestSupport
import Synchronization
import Testing

@testable import RegistryPostgres
@testable import RegistryStore

/// Eight clerks save while sessions are ended, connections are cut at any byte, and the server is stopped at once and
/// killed: what was acknowledged is there, once, in one chain. `SANSHE_CHAOS=N` asks for so many saves, `SEED=n`
/// repeats the cuts.
@Suite(
  .enabled(if: PostgresServer.programs != nil, "PostgreSQL 15 or newer is not installed"),
  .timeLimit(.minutes(60)))
struct ChaosTests {
  private static let clerks = 8
  private static let saves = getenv("SANSHE_CHAOS").flatMap { Int(String(cString: $0)) } ?? 240
  private static let seed = getenv("SEED").flatMap { UInt64(String(cString: $0)) } ?? 17

  /// What the clerks were told, and how often they were in doubt.
  private struct Told {
    /// By batch: the change that an acknowledged save became.
    var acknowledged: [String: Int] = [:]
    var (doubts, settled, away, strange) = (0, 0, 0, [String]())
    /// Clerks who are done.
    var finished = 0
  }

  /// The same, for all of them.
  private final class Ledger: Sendable {
    private let told = Mutex(Told())

    var all: Told { told.withLock(\.self) }
    func acknowledge(_ batch: String, _ seq: Int) { told.withLock { $0.acknowledged[batch] = seq } }
    func count(_ change: @Sendable (inout Told) -> Void) { told.withLock { change(&$0) } }
    func wonder(_ what: String) { told.withLock { $0.strange.append(what) } }
  }

  @Test func acknowledgedSaves_areThereOnce_whateverHappensToServerAndNetwork() async throws {
    let server = try PostgresServer()
    let place = TemporaryDirectory()
    let proxy = try CuttingProxy(in: place.path.string, before: server.directory, seed: Self.seed)
    // Half of them through the proxy.
    let told = try await saves(on: server) { clerk in
      clerk.isMultiple(of: 2) ? proxy.directory : server.directory
    } disturbed: { told in
      try? disturb(server, told)
    }
    proxy.rest()
    let chain = try verify(told, on: server, at: server.directory)
    print("chaos: \(chain); \(proxy.cuts) connections cut")
  }

  /// A server that every save waits for takes the place of one that is gone with its disk.
  @Test func acknowledgedSaves_areThereOnce_onAServerThatWasPromoted() async throws {
    let server = try PostgresServer()
    let second = try server.startStandby()
    let told = try await saves(on: server) { _ in
      "\(server.directory),\(second)"
    } disturbed: { told in
      while told.all.acknowledged.count < Self.saves / 2 { usleep(2000) }
      try? server.failOver()
    }
    print("promotion: \(try verify(told, on: server, at: second))")
  }

  /// Has all clerks save in one registry of a server, each at a socket of its own, and somebody disturb them.
  private func saves(
    on server: PostgresServer, at socket: @escaping @Sendable (Int) -> String,
    disturbed: @escaping @Sendable (Ledger) -> Void
  ) async throws -> Ledger {
    let lina = try PostgresRegistry.create(
      at: server.place("r1", "lina"), office: Sample.office(), supervisor: Sample.supervisor,
      clock: Sample.clock)
    for serial in 1...Self.clerks { _ = try lina.append(Sample.community(serial), from: lina.head) }
    let admin = try server.administrator()
    for role in ["wang", "zhao"] { try admin.run("select sanshe.admit('r1', $1)", [role]) }
    let told = Ledger()
    await withTaskGroup(of: Void.self) { group in
      for clerk in 1...Self.clerks {
        group.addTask {
          await withCheckedContinuation { continuation in
            Threads.start {
              let role = ["lina", "wang", "zhao"][clerk % 3]
              if let address = try? PostgresAddress(server.address("r1", role, at: socket(clerk))) {
                Clerk(address, community: clerk).work(Self.saves / Self.clerks, told)
              }
              told.count { $0.finished += 1 }
              continuation.resume()
            }
          }
        }
      }
      group.addTask { disturbed(told) }
    }
    return told
  }

  /// What was acknowledged is there once; in words.
  private func verify(_ told: Ledger, on server: PostgresServer, at socket: String) throws -> String
  {
    let found = told.all
    #expect(found.strange.isEmpty, "\(found.strange.prefix(3))")
    let reader = try PostgresRegistry(
      PostgresAddress(server.address("r1", "lina", at: socket)), .reading, clock: Sample.clock)
    _ = try reader.load()
    let report = try reader.check()
    #expect(report.damage.isEmpty, "\(report.damage.first?.words.en ?? "")")
    var lines: [String: [Int]] = [:]
    for commit in try reader.changes(after: 0, limit: .max) {
      if let batch = commit.set.batch { lines[batch, default: []].append(commit.seq) }
    }
    let lost = found.acknowledged.filter { lines[$0.key]?.contains($0.value) != true }
    let twice = lines.filter { $0.value.count > 1 }
    #expect(lost.isEmpty && twice.isEmpty, "lost \(lost), twice \(twice)")
    #expect(found.acknowledged.count == Self.saves / Self.clerks * Self.clerks)
    return
      "\(found.acknowledged.count) saves acknowledged, \(lost.count) lost, \(twice.count) twice, "
      + "\(found.doubts) in doubt, \(found.settled) of them made, \(found.away) times away; "
      + "chain of \(report.changes) whole"
  }

  /// Ends sessions all the time, stops the server at a third of the work and kills it at two.
  private func disturb(_ server: PostgresServer, _ told: Ledger) throws {
    var (stops, seen) = (0, 0)
    while told.all.finished < Self.clerks {
      let done = told.all.acknowledged.count
      if done < seen + 5 {
        usleep(2000)
        continue
      }
      seen = done
      if seen > Self.saves * (stops + 1) / 3, stops < 2 {
        if stops == 0 {
          try server.stop()
          try server.start()
        } else {
          try server.crash()
        }
        stops += 1
      }
      _ = try? server.administrator().run(
        """
        select pg_terminate_backend(pid) from pg_stat_activity
        where usename in ('lina', 'wang', 'zhao') order by random() limit 1
        """)
    }
  }

  /// Counts up a community's note, and tries again as a clerk would.
  private struct Clerk {
    let address: PostgresAddress
    let id: RecordID

    init(_ address: PostgresAddress, community: Int) {
      (self.address, id) = (address, RecordID(.community, community))
    }

    func work(_ saves: Int, _ told: Ledger) {
      var engine: PostgresRegistry?
      while engine == nil {
        usleep(1000)
        engine = try? PostgresRegistry(address, .writing, clock: Sample.clock)
        if (try? engine?.load()) == nil { engine = nil }
      }
      guard let engine else { return }
      for number in 1...saves { save(number, engine, told) }
    }

    private func save(
      _ number: Int, _ engine: PostgresRegistry, _ told: Ledger
    ) {
      let batch = "\(id)-\(number)"
      var set = Sample.set(
        id, "note", number == 1 ? .null : .string("\(number - 1)"), .string("\(number)"))
      set.batch = batch
      while true {
        do throws(StoreError) {
          let saved = try engine.append(set, from: engine.head)
          let seq = saved.commit?.seq
          if let seq {
            told.acknowledge(batch, seq)
          } else {
            // It was made before, without anybody knowing.
            told.wonder("\(batch) twice")
          }
          return
        } catch .inDoubt {
          told.count { $0.doubts += 1 }
          if let seq = settled(engine) {
            told.count { $0.settled += 1 }
            told.acknowledge(batch, seq)
            return
          }
        } catch .away {
          told.count { $0.away += 1 }
          usleep(20_000)
        } catch .locked, .putBack {
          continue
        } catch {
          told.wonder("\(batch): \(error.words.en)")
          return
        }
      }
    }

    /// What became of a save in doubt, as soon as the server says.
    private func settled(_ engine: PostgresRegistry) -> Int? {
      while true {
        guard let news = try? engine.news() else {
          if engine.doubt == nil { return nil }
          usleep(20_000)
          continue
        }
        for case .settled(let seq) in news.notices { return seq }
      }
    }
  }
}
