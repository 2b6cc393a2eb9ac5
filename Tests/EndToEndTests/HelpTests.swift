import TerminalCore
import Testing

/// What the program says of itself: help in both languages, suggestions, completion.
@Suite struct HelpTests {
  private static func help(_ arguments: String...) throws -> [String] {
    let office = try Office(registry: nil)
    let outcome = try office.start(arguments + ["--help"]).wait()
    guard outcome.code == 0, outcome.error.isEmpty else { throw Failed("\(outcome)") }
    return outcome.lines
  }

  private static let commands = [
    "open", "init", "demo", "list", "search", "show", "add", "edit", "assign", "progress",
    "overview", "import", "export", "history", "undo", "check", "backup", "restore", "upgrade",
    "keys", "plans", "linkage", "propose", "report", "database",
  ]

  @Test func everyCommand_isListed() throws {
    let listed = try Self.help().drop { $0 != "SUBCOMMANDS:" }.dropFirst()
      .compactMap { $0.split(separator: " ").first.map(String.init) }
    for command in Self.commands { #expect(listed.contains(command)) }
    let office = try Office(registry: nil)
    for arguments in [["--help", "--language", "zh-Hans"], ["--language", "zh-Hans", "-h"]] {
      let help = try office.start(arguments).wait().output
      #expect(help.contains("\n命令:\n") && help.contains("  search "), "\(help)")
    }
    #expect(try office.run("--language", "en", "--version").lines == office.run("--version").lines)
  }

  @Test(arguments: commands)
  func help_isInBothLanguages_andFitsTheWindow(_ command: String) throws {
    let metrics = TextMetrics()
    let english = try Self.help(command)
    let chinese = try Self.help(command, "--language", "zh-Hans")
    for line in english + chinese { #expect(metrics.columns(of: line) <= 80, "\(line)") }
    let isHan = { (text: String) in
      text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
    }
    #expect(!english.contains(where: isHan), "\(english)")
    // What an option or argument is for begins at one place, or on the line below.
    let starts = chinese.indices.filter {
      chinese[$0].hasPrefix("  -") || chinese[$0].hasPrefix("  <")
    }
    #expect(starts.count >= 2)
    for start in starts {
      #expect(chinese[start...].prefix(2).contains(where: isHan), "\(chinese[start])")
    }
    #expect(isHan(try #require(chinese.first)))
    let own = ["OVERVIEW", "USAGE", "ARGUMENTS", "OPTIONS:", "Show ", "(default", "See "]
    for line in chinese { #expect(!own.contains(where: line.contains), "\(line)") }
  }

  @Test func theLanguageOfHelp_isThatOfTheMachine() throws {
    let office = try Office(registry: nil)
    var environment = office.environment
    environment["LC_ALL"] = "zh_CN.UTF-8"
    let help = { (arguments: [String]) in
      try Program(
        try Program.path(), arguments, environment: environment, directory: office.directory
      ).wait()
    }
    #expect(try help(["list", "--help"]).output.contains("列出一类记录"))
    #expect(try help(["--language", "en", "list", "--help"]).output.contains("List records"))
    #expect(try help(["list", "--bogus"]).error.contains("错误: "))
    #expect(try help(["lsit"]).error.contains("是否指 list?"))
  }

  @Test func optionsThatMeanNothingToACommand_areTakenButNotListed() throws {
    let options = [
      "--registry", "--plan", "--as-of", "--language", "--read-only", "--color", "--ambiguous",
    ]
    let listed = { (command: String) in
      let help = try Self.help(command)
      return options.filter { option in help.contains { $0.hasPrefix("  \(option)") } }
    }
    #expect(try listed("open") == options)
    #expect(try listed("init") == ["--plan", "--language"])
    #expect(try listed("keys") == ["--language"])
    #expect(try listed("list") == ["--registry", "--plan", "--as-of", "--language"])
    #expect(try listed("backup") == ["--registry", "--language"])
    let office = try SmallDistrict.office()
    let all = ["--read-only", "--as-of", "2020-01-01", "--plan", "2016-2020", "--color", "never"]
    for command in [["keys"], ["plans"], ["list", "communities"], ["check"]] {
      #expect(try office.start(all + command).wait().code == 0, "\(command)")
      #expect(try office.start(command + all).wait().code == 0, "\(command)")
    }
  }

  @Test func whatIsMeant_isSuggested() throws {
    let office = try SmallDistrict.office()
    let cases: [([String], String)] = [
      (["list", "organisations"], "did you mean organizations?"),
      (["list", "comunity"], "did you mean communities?"),
      (["list", "社会组织们", "--language", "zh-Hans"], "是否指 社会组织?"),
      (["export", "work"], "did you mean workers?"),
      (["edit", "m1", "adress=x"], "did you mean address?"),
      (["add", "organization", "teir=filed"], "did you mean tier?"),
      (["list", "communities", "housholds:>10"], "did you mean households?"),
      (["serach", "x"], "did you mean search?"), (["exprt", "x"], "did you mean export?"),
      (["progress", "--plan", "2016-2021"], "did you mean 2016-2020?"),
      (["list", "communities", "--columns", "ogrs"], "did you mean orgs?"),
    ]
    for (arguments, suggestion) in cases {
      let outcome = try office.start(arguments).wait()
      #expect(outcome.code == 64 && outcome.output.isEmpty, "\(arguments)")
      #expect(outcome.error.contains(suggestion), "\(outcome.error)")
    }
    let far = try office.run("list", "nothing").error
    #expect(!far.contains("did you mean"), "\(far)")
    #expect(!(try office.run("edit", "m1", "colour=red").error.contains("did you mean")))
  }

  @Test func completionScripts_areWhole() throws {
    let office = try Office(registry: nil)
    let script = try office.succeed("--generate-completion-script", "bash")
    let path = office.directory + "/sanshe.bash"
    try Disk.write(Array(script.utf8), to: path)
    let bash = try Program(
      "/bin/bash", ["-n", path], environment: office.environment, directory: office.directory
    ).wait()
    #expect(bash.code == 0, "\(bash.error)")
    #expect(script.contains("organizations") && script.contains("progress"))
    let chinese = try office.succeed(
      "--language", "zh-Hans", "--generate-completion-script", "bash")
    #expect(chinese == script)
    for shell in ["zsh", "fish"] {
      #expect(try office.succeed("--generate-completion-script", shell).contains("progress"))
    }
  }
}
