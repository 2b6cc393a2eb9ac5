import Glibc
import RegistryDemo
import RegistryModel
import RegistryTestSupport
import SystemPackage

/// A long file imported by the command, beside Python's csv and sqlite3 doing the same reading and
/// writing without any rule.
struct ImportBench {
  let district: DemoDistrict
  /// Where registry and file are made.
  let place: FilePath
  let rows = 200_000

  var registry: FilePath { place.appending("imported") }
  private var file: FilePath { place.appending("import.csv") }

  func lines() throws -> [Line] {
    guard system("rm -rf '\(registry.string)'") == 0 else { throw Errno.ioError }
    try makeRegistry(district, at: registry)
    let bytes = try writeFile()
    let sanshe = try builtProductsDirectory() + "/sanshe"
    let done = try Measured.run([
      sanshe, "import", "organizations", file.string, "--registry", registry.string,
    ])
    let after = try Measured.run([sanshe, "progress", "--registry", registry.string])
    let again = try Measured.run([sanshe, "progress", "--registry", registry.string])
    let python = try? Measured.run(["/usr/bin/env", "python3", "-c", Self.script, file.string])
    let speed = { (seconds: Double) in Double(rows) / seconds }
    let yardstick = python.map { speed($0.seconds) } ?? .nan
    let figure = speed(done.seconds)
    let memory = Double(done.kilobytes - after.kilobytes) / 1e3
    let megabytes = Double(bytes) / 1e6
    return [
      Line(
        name: "import of \(rows) rows", figure: figure, unit: "rows/s",
        yardstick: ("Python's csv and sqlite3", yardstick),
        goal: (">= 30000, >= 1/4 x", figure >= 30_000 && !(figure < yardstick / 4))),
      Line(
        name: "its memory beside the registry, most", figure: memory, unit: "MB",
        yardstick: ("the file", megabytes), goal: ("<= 4 x", memory <= 4 * megabytes)),
      Line(
        name: "the first command after it", figure: after.seconds * 1e3, unit: "ms",
        yardstick: ("the second", again.seconds * 1e3),
        goal: ("<= 1.5 x", after.seconds <= 1.5 * again.seconds)),
    ]
  }

  /// Writes what an office's ledger of so many organizations would look like.
  private func writeFile() throws -> Int {
    var codes: [String] = []
    for entry in district.entries {
      for change in entry.set.changes where change.id.kind == .community && change.isNew {
        codes += change.settings.filter { $0.key == "code" }.compactMap(\.after.string)
      }
    }
    let kinds = ["合唱团", "书画社", "舞蹈队", "棋社", "读书会", "志愿服务队", "邻里互助会", "乒乓球队"]
    let families = Array("王李张刘陈杨赵黄周吴")
    var text = "名称,管理方式,备案编号,社区代码,登记日期,活动类别,负责人,联系电话,成员数,备注\r\n"
    for row in 0..<rows {
      let head = [row, row / 10, row / 100].map { String(families[$0 % 10]) }.joined()
      let day = "\(2010 + row % 15)-\(1 + row % 12)-\(1 + row % 28)"
      let note = row % 3 == 0 ? "每周二活动; 由居委会提供场地" : ""
      text +=
        "第\(row)号\(kinds[row % 8]),备案,云备\(10_000_000 + row),\(codes[row % codes.count]),\(day),"
        + "\(1 + row % 5),\(head),\(13_000_000_000 + row),\(row % 90 + 3),\(note)\r\n"
    }
    let descriptor = try FileDescriptor.open(
      file, .writeOnly, options: [.create, .truncate], permissions: .ownerReadWrite)
    return try descriptor.closeAfter { try descriptor.writeAll(text.utf8) }
  }

  private static let script = """
    import csv, sqlite3, sys
    rows = csv.reader(open(sys.argv[1], encoding='utf-8', newline=''))
    names = ','.join('c%d' % n for n in range(len(next(rows))))
    base = sqlite3.connect(sys.argv[1] + '.sqlite')
    base.execute('drop table if exists t')
    base.execute('create table t (%s)' % names)
    base.execute('create index i on t (c2)')
    marks = ','.join('?' * (names.count(',') + 1))
    base.executemany('insert into t values (%s)' % marks, rows)
    base.commit()
    """
}
