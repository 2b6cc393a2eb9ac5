import ArgumentParser
import RegistryModel
import TerminalCore

extension Language {
  /// That of the machine.
  static let ofLocale: Language = {
    let locale = Environment["LC_ALL"] ?? Environment["LC_MESSAGES"] ?? Environment["LANG"] ?? ""
    return Language(tag: locale) ?? .en
  }()

  /// That of help, which is written before options are read.
  static let ofHelp: Language = {
    let option = CommonOption.language.name
    for (place, argument) in CommandLine.arguments.enumerated() {
      let value =
        argument == option
        ? CommandLine.arguments.dropFirst(place + 1).first
        : argument.hasPrefix(option + "=") ? String(argument.dropFirst(option.count + 1)) : nil
      if let language = value.flatMap(Language.init(tag:)) { return language }
    }
    return .ofLocale
  }()
}

extension ArgumentHelp {
  /// Help in both languages.
  init(_ en: String, _ chinese: String, valueName: String? = nil) {
    self.init(stringLiteral: Words(en, chinese)[.ofHelp])
    self.valueName = valueName
  }
}

extension CommandConfiguration {
  /// A command with its help in both languages.
  init(_ name: String, _ abstract: Words, discussion: Words = Words(same: "")) {
    self.init(
      commandName: name, abstract: abstract[.ofHelp], discussion: discussion[.ofHelp])
  }
}

extension ValidationError {
  /// What is wrong with the options of a command.
  init(_ words: Words) { self.init(words[.ofHelp]) }
}

/// Help and complaints of the parser of arguments for the reader: its own words in their language if they
/// are whole sentences, and lines that fit the window.
struct HelpText {
  /// No line is broken by the parser, which counts characters instead of columns.
  static let unbroken = 1 << 20
  /// Where the help of an argument begins.
  private static let indent = 26

  /// What the parser says by itself, where it begins a line, and where it ends one.
  private static let overview = Words("OVERVIEW: ", "")
  private static let usages = [Words("USAGE: ", "用法: "), Words("Usage: ", "用法: ")]
  private static let beginnings =
    [overview] + usages + [
      Words("ARGUMENTS:", "参数:"), Words("OPTIONS:", "选项:"), Words("SUBCOMMANDS:", "命令:"),
      Words("Error: ", "错误: "), Words("Help:  ", "说明: "), Words("  See '", "  详见 '"),
    ]
  private static let endings: [Words] = [
    Words("Show the version.", "显示版本。"), Words("Show help information.", "显示说明。"),
    Words("' for more information.", "'"), Words("' for detailed help.", "'"),
  ]

  let text: String
  let language: Language
  let columns: Int

  /// It is help; a completion script is not.
  private var isHelp: Bool { text.hasPrefix(Self.overview.en) }

  /// Whole lines for a terminal; a script is left as it is.
  func lines(isComplaint: Bool) -> [String] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return isHelp || isComplaint ? lines.flatMap { broken(spoken($0)) } : lines
  }

  private func spoken(_ line: String) -> String {
    var line = line
    if let own = Self.beginnings.first(where: { line.hasPrefix($0.en) }) {
      line = own[language] + line.dropFirst(own.en.count)
    }
    if let own = Self.endings.first(where: { line.hasSuffix($0.en) }) {
      line = line.dropLast(own.en.count) + own[language]
    }
    return line.replacing(" (default: ", with: Words(" (default: ", " (默认: ")[language])
      .replacing(" (default) ", with: Words(" (default) ", " (默认) ")[language])
  }

  /// One line in as many as fit, those of an argument below the beginning of its help.
  private func broken(_ line: String) -> [String] {
    let metrics = TextMetrics()
    guard metrics.columns(of: line) > columns else { return [line] }
    if let usage = Self.usages.map({ $0[language] }).first(where: line.hasPrefix) {
      let margin = String(repeating: " ", count: metrics.columns(of: usage))
      return metrics.wrapped(String(line.dropFirst(usage.count)), to: columns - margin.count)
        .enumerated().map { ($0 == 0 ? usage : margin) + $1 }
    }
    let head = line.prefix(Self.indent)
    let isArgument = line.hasPrefix("  ") && line.dropFirst(Self.indent).first != " "
    guard isArgument, head.last == " " else {
      let indent = String(line.prefix { $0 == " " })
      return metrics.wrapped(String(line.dropFirst(indent.count)), to: columns - indent.count)
        .map { indent + $0 }
    }
    let rest = metrics.wrapped(
      String(line.dropFirst(Self.indent)), to: max(20, columns - Self.indent))
    let margin = String(repeating: " ", count: Self.indent)
    return rest.enumerated().map { ($0 == 0 ? String(head) : margin) + $1 }
  }
}

// What several commands say alike.
extension ArgumentHelp {
  static let kind = ArgumentHelp(
    "communities, organizations, workers, assignments ..",
    "社区、社会组织、社区工作者、任职等，也可用英文。")
  static let query = ArgumentHelp(
    "Words and field:value, as in the lists on the screen.", "词和 字段:值，与界面列表中相同。")
  static let columns = ArgumentHelp(
    "Keys or labels of fields or computed columns such as orgs, separated by commas; a leading + adds "
      + "them to the default columns.",
    "字段的英文名或标签，也可为推算的列（如 orgs），用逗号分隔；前加 + 则加在默认列之后。")
  static let record = ArgumentHelp(
    "An id, a code, a credit code, a filing number or a name that is unique.",
    "编号、区划代码、信用代码、备案编号或不重复的名称。")
  static let json = ArgumentHelp("As JSON.", "JSON 格式。")
  static let dryRun = ArgumentHelp("Say what would happen; write nothing.", "只说明结果，不写入任何内容。")
  static let from = ArgumentHelp(
    "The first day of the change; without it, the values were always these.",
    "变更的第一日，不填则按原来就应如此更正。")
  static let group = ArgumentHelp(
    "The Unix group of the clerks who share the registry.", "共用登记库的人员所在的 Unix 组。")
  static let newDirectory = ArgumentHelp(
    "The directory to create, or an address in a database.", "要建立的目录，或数据库中的地址。")
}

extension CompletionKind {
  /// Kinds of records.
  static let kinds = CompletionKind.list(Kind.allCases.map { $0.schema.plural.en.lowercased() })
}
