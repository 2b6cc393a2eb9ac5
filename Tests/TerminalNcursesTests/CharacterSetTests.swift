import Glibc
import RegistryTestSupport
import Testing

/// Terminals of offices that still speak GB18030, with a locale made for the test.
@Suite(.serialized) struct CharacterSetTests {
  /// 安居 in GB18030.
  private let anju: [UInt8] = [0xB0, 0xB2, 0xBE, 0xD3]

  private func withLocale(_ body: (_ path: String) throws -> Void) throws {
    var template = Array("/tmp/terminal-locale-XXXXXX".utf8CString)
    let made = try #require(mkdtemp(&template))
    let directory = String(cString: made)
    defer { _ = try? PseudoTerminal("/bin/rm", arguments: ["-r", directory]).waitForEnd() }
    let compiling = try PseudoTerminal(
      "/usr/bin/localedef",
      arguments: ["-c", "-i", "zh_CN", "-f", "GB18030", "\(directory)/zh_CN.GB18030"])
    try compiling.waitForEnd(timeout: .seconds(60))
    try body(directory)
  }

  @Test(
    .enabled("needs localedef and its sources") {
      access("/usr/bin/localedef", X_OK) == 0
        && access("/usr/share/i18n/charmaps/GB18030.gz", R_OK) == 0
    })
  func gb18030_isWrittenAndRead() throws {
    try withLocale { path in
      let terminal = try startProbe(
        locale: "zh_CN.GB18030", environment: ["LOCPATH": path])
      try terminal.waitUntil { $0.contains("24x80") }
      #expect(holds(terminal.output, bytes: anju), "written in the terminal's character set")
      #expect(!holds(terminal.output, "安居"))
      #expect(holds(terminal.output, "+-"), "borders of ambiguous width are not trusted")
      // The second half of the last character comes in a read of its own.
      terminal.send(bytes: [UInt8](anju.prefix(3)))
      terminal.send(bytes: [UInt8](anju.suffix(1)))
      let event: [UInt8] = Array("character(\"".utf8) + anju.suffix(2) + Array("\")".utf8)
      try terminal.waitUntil("the typed character") { _ in holds(terminal.output, bytes: event) }
    }
  }
}
