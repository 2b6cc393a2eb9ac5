import RegistryModel
import SystemPackage

/// What is wrong with a line or file that must be right.
public enum Damage: Error, Hashable, Sendable {
  case json(JSONError)
  /// The bytes are not those that were written.
  case checksum
  /// The bytes are those that were written but for their line ends.
  case lineEnds
  /// The bytes are those that were written but for a byte order mark before them.
  case mark
  /// A blank line, or somebody else's text: nothing is left of a change set in it.
  case foreign
  /// A key is missing or holds the wrong kind of value.
  case shape(key: String)
  /// The line does not follow the one before.
  case chain
  case outOfOrder(expected: Int, found: Int)
  /// The change does not fit the records it changes.
  case apply(ApplyError)
  /// A record has been given a value under this key that its field cannot hold, and why.
  case unreadable(RecordID, String, JSON, Words)
  case record(FieldError)
  /// Records are not sorted, or not as many as the file says.
  case order, count
  /// A file holds changes the journal does not.
  case beyondJournal(seq: Int)
  /// The record does not say what the journal made of it.
  case differs(RecordID)
  /// A line without end that is not the journal's last.
  case unfinished
  /// The file itself is missing.
  case missing
  /// The journal holds not even the change set that every registry begins with.
  case empty
  /// The file is another registry's.
  case otherRegistry
  /// The file was put in place of one that went further.
  case older(seq: Int, than: Int)
  /// The file is missing, though there is one that is after it or does not belong there.
  case missingBefore(FilePath)
  /// More bytes than a file of its sort can have.
  case oversized
  /// A file that is to be restored is no backup, or its compressed bytes are damaged.
  case notABackup, compression
  /// A backup ends with another change than it says.
  case otherEnd(expected: Int, found: Int)

  /// Half a sentence: what is wrong.
  public var words: Words {
    switch self {
    case .json(let error): error.words
    case .checksum: Words("the checksum does not match", "校验和不符")
    case .lineEnds:
      Words(
        "the line ends were changed to CRLF, as a transfer in text mode does",
        "换行符被改成了 CRLF (以文本方式传输所致)")
    case .mark:
      Words(
        "a byte order mark (BOM) stands before the first line, as some editors write it",
        "第一行之前有 UTF-8 标记 (BOM, 由某些编辑器写入)")
    case .foreign: Words("the line is no change set", "此行不是变更记录")
    case .shape(let key): Words("\(key) is missing or malformed", "\(key) 缺失或有误")
    case .chain: Words("it does not continue the previous line", "与前一行不相接")
    case .outOfOrder(let expected, let found):
      ApplyError.outOfOrder(expected: expected, found: found).words
    case .apply(let error): error.words
    case .unreadable(let id, let key, let value, let why):
      Words(
        "\(id) cannot hold \(key) = \(value.text.prefix(100)): ",
        "\(id) 的 \(key) 不能为 \(value.text.prefix(100)): ") + why
    case .record(let error): error.words
    case .order: Words("the records are not sorted", "记录未按编号排列")
    case .count: Words("records are missing or added", "记录数与文件所载不符")
    case .beyondJournal(let seq):
      Words("it has change \(seq), the journal does not", "含有第 \(seq) 次变更，日志中没有")
    case .differs(let id): Words("\(id) is not what the journal says", "\(id) 与日志不符")
    case .unfinished: Words("the line has no end", "此行不完整")
    case .missing: Words("the file is missing", "文件缺失")
    case .empty:
      Words(
        "the journal is empty: it has lost even the change set that every registry begins with",
        "日志为空，缺少建库时的第一次变更")
    case .otherRegistry: Words("the file belongs to another registry", "此文件属于另一个登记库")
    case .older(let seq, let than):
      Words(
        "the file is an older copy: it ends with change \(seq), not with change \(than)",
        "此文件是旧副本，末尾为第 \(seq) 次变更，应为第 \(than) 次")
    case .missingBefore(let next):
      Words("the file is missing, but there is \(next)", "文件缺失，但有 \(next)")
    case .oversized: Words("the file is far too large", "文件大得不合理")
    case .notABackup: Words("this is not a backup", "这不是备份文件")
    case .compression:
      Words("the compressed bytes are damaged or cut short", "压缩数据损坏或不完整")
    case .otherEnd(let expected, let found):
      Words(
        "it ends with change \(found), not with change \(expected)",
        "末尾为第 \(found) 次变更，应为第 \(expected) 次")
    }
  }
}
