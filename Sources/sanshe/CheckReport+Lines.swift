import RegistryModel
import RegistryScreens
import RegistryStore

extension CheckReport {
  /// Problems to fix first, then how much was looked at.
  ///
  /// - Parameter all: every finding has a line; else those of a rule beyond the first few share one.
  func lines(all: Bool) -> [CheckOrder.Line] {
    let failure = Words(
      "a failed write is cleared: saving is possible again", "一次失败的写入已清理，可以继续保存")
    return damage.map { .init(Words("damage: ", "损坏: ") + $0.words, .hard) }
      + lines(.hard, all: all)
      + notices.map { .init($0.words) }
      + lines(.soft, all: all)
      + unknownKeys.map {
        .init(
          Words(
            "\($0.id): key \($0.key) is unknown to this version and kept",
            "\($0.id): 本版本不认识 \($0.key)，已保留"))
      }
      + (isFailureCleared ? [.init(failure)] : [])
      + [
        .init(
          Words(
            "\(changes) change sets, \(records) records checked: \(damage.count) damaged, "
              + "\(hard) to fix, \(findings.count - hard) to confirm",
            "已检查 \(changes) 次变更, \(records) 条记录: 损坏 \(damage.count), 须改正 \(hard), "
              + "待核实 \(findings.count - hard)"))
      ]
  }

  private var hard: Int { findings.count { $0.severity == .hard } }

  private func lines(_ severity: Severity, all: Bool) -> [CheckOrder.Line] {
    findings.filter { $0.severity == severity }.lines(all: all).map { .init($0, severity) }
  }
}
