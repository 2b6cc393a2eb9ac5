import ArgumentParser
import RegistryModel
import RegistryStore

/// Verifies everything a registry holds.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Verify checksums, chain, references and rules; exit 1 for what is wrong.")

  @OptionGroup var options: CommonOptions

  func run() throws {
    try reporting {
      let language = try options.spoken()
      let report: CheckReport
      do throws(StoreError) {
        let found = try check(.reading)
        // A failed write forbids all others until somebody has seen that nothing else is wrong.
        report = found.isOnlyFailed && !options.readOnly ? try check(.writing) : found
      } catch {
        throw Failure.store(error, language)
      }
      for line in report.lines { Output.line(line[language]) }
      if report.exitCode != 0 { throw ExitCode(report.exitCode) }
    }
  }

  private func check(_ access: RegistryDirectory.Access) throws(StoreError) -> CheckReport {
    try RegistryDirectory(options.place(), access, account: Environment.login)
      .check(today: SystemClock.today)
  }
}

extension CheckReport {
  private var hard: Int { findings.count { $0.severity == .hard } }

  /// A line a finding, then how much was looked at.
  fileprivate var lines: [Words] {
    damage.map { Words("damage: ", "损坏: ") + $0.words }
      + notices.map(\.words)
      + findings.map { finding in
        let mark = finding.severity == .hard ? "!" : "?"
        let words = finding.id.kind.schema[finding.field]?.naming(finding.words) ?? finding.words
        return Words(same: "\(mark) \(finding.id) ") + words
      }
      + unknownKeys.map {
        Words(
          "\($0.id): key \($0.key) is unknown to this version and kept",
          "\($0.id): 本版本不认识 \($0.key), 已保留")
      }
      + (isFailureCleared
        ? [
          Words(
            "a failed write is cleared: saving is possible again",
            "一次失败的写入已清理, 可以继续保存")
        ] : [])
      + [
        Words(
          "\(changes) change sets, \(records) records checked: \(damage.count) damaged, "
            + "\(hard) to fix, \(findings.count - hard) to confirm",
          "已检查 \(changes) 次变更, \(records) 条记录: 损坏 \(damage.count), 须改正 \(hard), "
            + "待核实 \(findings.count - hard)")
      ]
  }
}
