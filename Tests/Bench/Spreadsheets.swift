import Glibc
import RegistryTestSupport
import SystemPackage

/// The records of a long import out as a workbook and in again, beside Python's openpyxl with the same cells.
struct SpreadsheetBench {
  /// Where `ImportBench` has left its registry.
  let registry: FilePath
  let place: FilePath
  let rows: Int

  private var book: FilePath { place.appending("export.xlsx") }
  private var text: FilePath { place.appending("export.csv") }

  func lines() throws -> [Line] {
    let products = try builtProductsDirectory()
    let sanshe = products + "/sanshe"
    let columns =
      "name,tier,filingNumber,community,registeredOn,activityClass,head,phone,members,note"
    let here = ["--registry", registry.string]
    for file in [book, text] { unlink(file.string) }
    let export = ["export", "organizations", "--columns", columns] + here
    _ = try Measured.run([sanshe] + export + ["--output", text.string])
    let out = try Measured.run([sanshe] + export + ["--xlsx", "--output", book.string])
    let read = try Measured.run([
      "/bin/sh", "-c", "exec \"$0\" rows 1 < \"$1\" > /dev/null", products + "/sanshe-sheets",
      book.string,
    ])
    let back = try Measured.run(
      [sanshe, "import", "organizations", book.string, "--dry-run"] + here)
    let idle = try Measured.run([sanshe, "progress"] + here)
    let python = { (script: String) in
      try? Measured.run([
        "/usr/bin/env", "python3", "-c", script, text.string,
        place.appending("openpyxl.xlsx").string,
      ])
    }
    let (writes, reads) = (python(Self.writing), python(Self.reading))
    return [
      line("export of \(rows) rows as .xlsx", out, writes, but: idle.seconds, atLeast: 5),
      line("reading of \(rows) rows of .xlsx", read, reads, atLeast: 5),
      // It asks every rule of every row, which openpyxl has nothing like.
      line("import of \(rows) rows of .xlsx", back, reads, but: idle.seconds, atLeast: 1),
    ].flatMap { $0 }
  }

  /// - Parameter but: the seconds in which the registry is opened, which openpyxl has nothing like either.
  private func line(
    _ name: String, _ own: Measured, _ other: Measured?, but idle: Double = 0, atLeast times: Double
  ) -> [Line] {
    let figure = Double(rows) / max(0.001, own.seconds - idle)
    let yardstick = other.map { Double(rows) / $0.seconds } ?? .nan
    return [
      Line(
        name: name, figure: figure, unit: "rows/s", yardstick: ("openpyxl", yardstick),
        goal: (">= \(times.short) x", !(figure < times * yardstick))),
      Line(
        name: "  its memory, most", figure: Double(own.kilobytes) / 1e3, unit: "MB",
        yardstick: ("openpyxl", other.map { Double($0.kilobytes) / 1e3 } ?? .nan),
        goal: ("beside the registry", true)),
    ]
  }

  private static let writing = """
    import csv, sys
    from openpyxl import Workbook
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in csv.reader(open(sys.argv[1], encoding='utf-8-sig', newline='')): sheet.append(row)
    book.save(sys.argv[2])
    """
  private static let reading = """
    import sys
    from openpyxl import load_workbook
    book = load_workbook(sys.argv[2], read_only=True)
    print(sum(1 for row in book.worksheets[0].iter_rows(values_only=True)))
    """
}
