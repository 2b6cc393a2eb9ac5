import CNcurses
import TerminalCore

/// What the terminal's description says beyond what ncurses does by itself.
enum Terminfo {
  /// A control string without its padding, which no terminal of today needs.
  static func string(_ name: String) -> [UInt8] {
    guard let value = cn_capability(name) else { return [] }
    var result: [UInt8] = []
    var rest = ArraySlice(String(cString: value).utf8)
    while let byte = rest.first {
      if byte == UInt8(ascii: "$"), rest.dropFirst().first == UInt8(ascii: "<"),
        let end = rest.firstIndex(of: UInt8(ascii: ">"))
      {
        rest = rest[(end + 1)...]
      } else {
        result.append(byte)
        rest = rest.dropFirst()
      }
    }
    return result
  }

  /// The key sequences of the description, for terminals that send unusual ones.
  static func keys() -> [[UInt8]: Key] {
    var names: [(String, Key)] = [
      ("kcuu1", .up), ("kcud1", .down), ("kcuf1", .right), ("kcub1", .left), ("khome", .home),
      ("kend", .end), ("kpp", .pageUp), ("knp", .pageDown), ("kich1", .insert),
      ("kdch1", .delete), ("kcbt", .backTab), ("kent", .enter),
    ]
    names += (1...12).map { ("kf\($0)", .function($0)) }
    var keys: [[UInt8]: Key] = [:]
    for (name, key) in names {
      let sequence = string(name)
      if sequence.count > 1, sequence[0] == 0x1B { keys[sequence] = key }
    }
    return keys
  }
}
