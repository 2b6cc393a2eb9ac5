import RegistryModel
import SystemPackage

/// What a clerk is told without being stopped.
public enum StoreNotice: Hashable, Sendable {
  /// The last line of this file of the journal is unfinished: a save that was never confirmed.
  case unfinishedLine(FilePath, bytes: Int)
  /// Such a line was cut; its bytes are kept in the second file.
  case cutLine(FilePath, kept: FilePath)
  /// A record file was missing; its records were taken from the journal.
  case rebuilt(FilePath)
  /// What the daily backup does not hold, and why.
  case leftOut(Words)
  /// What was to be done beside the clerk's work and failed.
  case undone(Chore, StoreError)
  /// An earlier state of the registry was put in its place: it ended with one change, now ends with
  /// another, and does not hold these saves of this program.
  case putBack(String, from: Int, to: Int, own: [Int])
  /// What became of a save whose connection broke: the change it was saved as, or nothing.
  case settled(seq: Int?)
  /// No second server waits for each save: what the one lost would be lost.
  case noStandby(server: String)
  /// Nothing can be saved, and why.
  case readOnly(StoreError)

  /// One sentence.
  public var words: Words {
    switch self {
    case .unfinishedLine(let path, let bytes):
      Words(
        "\(path) ends with \(bytes) bytes of a save that was never confirmed",
        "\(path) 末尾有 \(bytes) 字节未确认的保存")
    case .cutLine(let path, let kept):
      Words(
        "an unconfirmed save was cut from \(path); its bytes are in \(kept)",
        "已从 \(path) 截去一次未确认的保存，原字节在 \(kept)")
    case .rebuilt(let path):
      Words("\(path) was missing and is read from the journal", "\(path) 缺失，已由日志读回")
    case .leftOut(let words): words
    case .undone(.backup, let error):
      Words("no backup was made today: ", "今日未能备份: ") + error.words
    case .undone(.checkpoint, let error):
      Words("the record files were not written: ", "记录文件未能写出: ") + error.words
    case .putBack(let registry, let from, let to, let own):
      Self.putBack(registry, from, to, own)
    case .settled(let seq?):
      Words(
        "the save whose connection broke was made: change #\(seq)", "连接中断的那次保存已生效，为第 \(seq) 次变更")
    case .settled(nil):
      Words(
        "the save whose connection broke was not made; save it again", "连接中断的那次保存未生效，请再次保存")
    case .noStandby(let server):
      Words(
        "\(server) has no synchronous standby: if its disk is lost, so is what was saved since the last backup",
        "\(server) 没有同步备机：磁盘损坏时，上次备份后的保存会丢失")
    case .readOnly(let error): error.words
    }
  }
}

extension StoreNotice {
  private static func putBack(_ registry: String, _ from: Int, _ to: Int, _ own: [Int]) -> Words {
    let list = own.map { "#\($0)" }.firstFew
    let yours =
      own.isEmpty
      ? Words(same: "")
      : Words("your saves \(list) are gone; ", "本人保存的 \(list) 已不在其中；")
    let ends =
      to < from
      ? Words("it ended with #\(from), now with #\(to): ", "原至第 \(from) 次变更，现至第 \(to) 次：")
      : Words(same: "")
    // What the clerk has lost comes first: a line may have no room for the rest.
    return yours
      + Words(
        "the registry is missing changes that were read before: an older copy replaced it, or it was "
          + "repaired; ",
        "登记库缺少此前读到的变更 (被旧副本替换，或经过修复)；") + ends + Words(same: registry)
  }
}
