import Glibc
import RegistryTestSupport
import Testing

/// What happens to the registry under an open program, as a clerk sees it.
@Suite struct MovedTests {
  @Test func renamed_isSaidAtOnce_andDraftsGoElsewhere() throws {
    let office = try SmallDistrict.office()
    let state = office.directory + "/state"
    let clerk = try Clerk(office, .english, environment: ["XDG_STATE_HOME": state])
    try clerk.press(.three, .insert)
    #expect(rename(office.registry, office.registry + ".moved") == 0)
    try clerk.see("renamed or deleted")
    try clerk.type("合唱团")
    try clerk.wait("the draft") { _ in
      Disk.names(in: state + "/sanshe").contains { name in
        !Disk.names(in: "\(state)/sanshe/\(name)/drafts").filter { $0.hasSuffix(".json") }.isEmpty
      }
    }
    try clerk.fill(["Tier": "2", "Community": "m1"])
    try clerk.press(.save)
    try clerk.see("renamed or deleted")
    #expect(!Disk.exists(office.registry))
    try clerk.leave()
    #expect(!Disk.exists(office.registry), "nothing is made where it was")
    // The draft is offered where the registry is now.
    let again = try Clerk(
      office, .english, arguments: ["--registry", office.registry + ".moved"],
      environment: ["XDG_STATE_HOME": state])
    try again.see("F9, then 3")
    try again.press(.f9, .three, .one)
    #expect(again.screen.contains("合唱团"))
    try again.leave()
  }

  @Test func olderCopyPutOverIt_isSaid() throws {
    let office = try SmallDistrict.office()
    let copy = office.directory + "/copy"
    try Disk.copy(office.registry, to: copy)
    let clerk = try Clerk(office, .english)
    try clerk.press(.three, .insert)
    try clerk.fill(["Name": "合唱团", "Tier": "2", "Community": "m1"])
    try clerk.save()
    try clerk.wait("the backup of the day") { _ in
      Disk.names(in: office.registry + "/backups").contains { $0.hasSuffix(".jsonl.gz") }
    }
    _ = try Program(
      "/bin/cp", ["-r", copy + "/.", office.registry], environment: office.environment,
      directory: office.directory
    ).wait()
    // While the copy is under way the journal may be met empty: that is said first, and the line is longer.
    try clerk.wait("that the save is gone") { _ in clerk.message.contains("saves #5 are gone") }
    try clerk.leave()
    // The save is in the backup of the day.
    let check = try office.run("check", "--language", "en")
    #expect(check.code == 1 && check.output.contains("it has change 5, the journal does not"))
  }

  @Test(arguments: [SIGQUIT, SIGUSR1, SIGALRM, SIGTERM])
  func endedByASignal_keepsTheDraft(_ signal: Int32) throws {
    let office = try SmallDistrict.office()
    let clerk = try Clerk(office)
    try clerk.press(.three, .insert)
    try clerk.type("合唱团")
    clerk.terminal.kill(signal)
    #expect(try clerk.terminal.waitForEnd(timeout: .seconds(30)) == .exited(128 + signal))
    let output = String(decoding: clerk.terminal.output, as: UTF8.self)
    #expect(output.contains("\u{1B}[?1049l"))
    let drafts = Disk.names(in: office.registry + "/drafts")
    #expect(drafts.count == 1)
  }
}
