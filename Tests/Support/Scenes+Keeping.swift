import RegistryModel
import RegistryScreens
import TerminalCore

// Backups, and what a check found.
extension Scene {
  static let keepingPlays: KeyValuePairs<String, Play> = [
    "keeping": { try $0.openKeeping() },
    "keeping-damaged": {
      $0.check = CheckOrder.Result(
        lines: [
          .init(
            Words(
              "damage: /srv/registry/workers.json: w12 is not what the journal says",
              "损坏: /srv/registry/workers.json: w12 与日志不符"), .hard),
          .init(Words("? o3 members: unusually many", "? o3 成员数: 异常多"), .soft),
          .init(
            Words(
              "812 change sets, 640 records checked: 1 damaged, 0 to fix, 1 to confirm",
              "已检查 812 次变更, 640 条记录: 损坏 1, 须改正 0, 待核实 1")),
        ], isDamaged: true)
      try $0.openKeeping()
      $0.press(.function(8))
    },
    "keeping-asked": {
      try $0.openKeeping()
      $0.press(.function(2))
    },
  ]
}
