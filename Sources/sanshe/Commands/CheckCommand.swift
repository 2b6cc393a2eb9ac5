import ArgumentParser
import RegistryModel
import RegistryStore

/// Verifies everything a registry holds.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "check",
    Words(
      "Verify checksums, chain, references and rules; exit 1 if anything is wrong.",
      "检查校验和、变更链、引用和规则，有问题时以 1 退出。"))

  @OptionGroup var options: CommonOptions<Use.Check>

  @Flag(
    help: ArgumentHelp(
      "Repair damaged files; their exact bytes are kept beside them.",
      "修复损坏的文件，原字节另存在旁。"))
  var repair = false

  @Flag(
    help: ArgumentHelp(
      "Repair even if less can be read afterwards than now.", "即使修复后可读的内容少于现在，也予修复。"))
  var acceptLoss = false

  @Flag(
    help: ArgumentHelp(
      "Print every finding; otherwise a rule's findings beyond the first few share one line.",
      "逐条列出全部问题；否则同类问题超过几个时合为一行。"))
  var all = false

  func validate() throws {
    if acceptLoss, !repair {
      throw ValidationError(Words("--accept-loss needs --repair", "--accept-loss 须与 --repair 同用"))
    }
  }

  func run() throws {
    try reporting {
      let language = try options.spoken()
      let place = try options.place()
      if repair, options.readOnly { throw Failure.store(.readOnly, language) }
      let report: CheckReport
      do throws(StoreError) {
        if repair {
          let repaired = try place.repair(acceptsLoss: acceptLoss)
          for line in repaired.lines {
            Output.line(line[language], repaired.isEmpty ? .answer : .deed(language))
          }
        }
        report = try place.openForCheck(readOnly: options.readOnly).check()
      } catch {
        throw Failure.opening(error, language)
      }
      let plans = PlanFiles(of: place).library.problems
      for line in plans + report.lines(all: all).map(\.words) { Output.line(line[language]) }
      if report.exitCode != 0 || !plans.isEmpty { throw ExitCode(1) }
    }
  }
}

extension RepairReport {
  /// A line for every file and every loss.
  fileprivate var lines: [Words] {
    if isEmpty { return [Words("nothing to repair", "无须修复")] }
    let gone = loss.map { Words("lost, though it could be read: ", "已丢失 (原可读): ") + $0.words }
    return (gone.map { [$0] } ?? []) + textLines + fileLines + identityLines + changeLines
  }

  /// What editors, transfers and people did to the text of files.
  private var textLines: [Words] {
    turned.map {
      Words(
        "\($0): the line ends had been changed to CRLF, as a transfer in text mode does; they are "
          + "restored",
        "\($0): 换行符曾被改成 CRLF (以文本方式传输所致)，已改回")
    }
      + marked.map {
        Words(
          "\($0): a byte order mark (BOM) was before the first line, as some editors write it; it "
            + "was removed",
          "\($0): 第一行之前曾有 UTF-8 标记 (BOM, 由某些编辑器写入)，已去除")
      }
      + unended.map {
        Words(
          "\($0): the last line had another byte in place of its line feed; restored",
          "\($0): 末行的换行符曾被改成其他字节，已复原")
      }
      + foreign.map {
        Words(
          $0.lines == 1
            ? "\($0.file): 1 line was no change set; it was removed"
            : "\($0.file): \($0.lines) lines were no change sets; they were removed",
          "\($0.file): 有 \($0.lines) 行不是变更记录，已移出")
      }
      + reordered.map {
        Words("\($0): lines were out of order; restored", "\($0): 各行顺序有误，已复原")
      }
  }

  private var fileLines: [Words] {
    kept.map {
      Words(
        "\($0.file) was damaged; its bytes are in \($0.copy)", "\($0.file) 已损坏，原字节在 \($0.copy)")
    }
      + strays.map { stray in
        let what =
          stray.found.map { Words(same: ": ") + $0.words }
          ?? Words(" is no part of the journal", " 不属于日志")
        return Words(same: stray.file.string) + what
          + Words("; it is kept as \(stray.copy)", "，已保留为 \(stray.copy)")
      }
      + rebuilt.map { Words("\($0) was rebuilt", "\($0) 已重建") }
  }

  private var changeLines: [Words] {
    restored.map {
      Words(
        "change sets \(Self.text($0)) are taken from a backup or from what an earlier repair kept, as they were",
        "第 \(Self.text($0)) 次变更已由备份或先前修复时留存的原字节原样取回")
    }
      + lost.map {
        Words(
          "change sets \(Self.text($0)) were lost: authors, times and values not shown by "
            + "later changes are unknown",
          "第 \(Self.text($0)) 次变更已丢失：无法得知何人何时所改，内容按其后变更补全")
      }
      + unreadable.map { $0 + Words("; it was taken out", "；已取出") }
      + incomplete.map {
        Words(
          "\($0) was created in a lost change set; enter the missing values again",
          "\($0) 新建时的变更已丢失，请补录缺失内容")
      }
  }

  private static func text(_ range: ClosedRange<Int>) -> String {
    range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
  }

  private var identityLines: [Words] {
    switch identity {
    case nil: []
    case .of(let backup): [Words("the registry's id is that of \(backup)", "登记库编号取自 \(backup)")]
    case .new:
      [
        Words(
          "the registry has a new id, since nothing holds the old one: drafts and figures kept "
            + "outside it are no longer found",
          "未找到原登记库编号，已给新编号：登记库以外的草稿和数据不再沿用")
      ]
    }
  }
}
