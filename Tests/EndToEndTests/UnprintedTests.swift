import Testing

/// A writing command whose output cannot be printed has done its work, and says so by its exit code; a
/// reading one has done nothing.
@Suite struct UnprintedTests {
  private func run(_ office: Office, _ command: String) throws -> Program.Outcome {
    try Program(
      "/bin/sh", ["-c", "exec \"$0\" \(command) >/dev/full", try Program.path()],
      environment: office.environment, directory: office.directory
    ).wait()
  }

  @Test func whatIsSaved_isSaidToBeSaved() throws {
    let office = try SmallDistrict.office()
    let csv = office.directory + "/workers.csv"
    try Disk.write(Array("name\n李红\n".utf8), to: csv)
    for command in [
      "add worker name=王芳", "edit w1 name=王方", "assign w1 m1 --role 40 --since 2020-01-01",
      "import workers \(csv)", "import workers \(csv) --json", "edit w2 --bin wrong",
      "edit w2 --bring-back", "undo 7", "undo 6 --json",
      "init \(office.directory)/new --district 110105 --name 朝阳区",
      "demo \(office.directory)/sample --size small --no-open",
      "backup \(office.directory)/a.gz",
      "restore \(office.directory)/a.gz \(office.directory)/copy",
    ] {
      let outcome = try run(office, command)
      #expect(outcome.code == 71, "\(command): \(outcome.error)")
      #expect(outcome.error.contains("saved, but"), "\(command): \(outcome.error)")
    }
    #expect(try office.succeed("history").contains("#13"))
    #expect(try office.run("list", "workers", "--registry", office.directory + "/copy").code == 0)
  }

  @Test func whatOnlyReads_hasFailed() throws {
    let office = try SmallDistrict.office()
    for command in [
      "list communities", "show m1", "progress", "check", "history", "export communities",
      "edit m1 name=安居社区居委会", "undo 2 --dry-run",
    ] {
      let outcome = try run(office, command)
      #expect(outcome.code == 74, "\(command): \(outcome.error)")
    }
  }
}
