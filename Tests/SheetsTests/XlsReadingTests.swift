import SheetLines
import Testing

/// What stands in an .xls, and the lines that say it.
struct XlsReadingTests {
  @Test func everythingInTheSample() throws {
    let run = try SheetsProgram.read(SampleXls.bytes)
    #expect(run.isOrderly)
    #expect(
      String(decoding: run.output, as: UTF8.self).split(separator: "\n") == [
        "F\txls", "S\t1\t社区\tvisible", "C\t4", "R\t1\tt名称\tt编号\tt日期\tt金额",
        "R\t2\tt映门社区\tt0012\td2018-10-01\tn12.5",
        "R\t3\tta\\n换行\tt110105199001011234\td2018-10-01 12:30:00\tn-3",
        "R\t4\tt映门社区\tt2018\tt08:05\tb1",
        // A text, a day, a number and an error that formulas found.
        "R\t5\tt年月\t\td2018-10-05\tn25", "R\t6\tt0012号\t\td2018-10-02\te#DIV/0!",
        "R\t7\t\t\t\tn0.95",
        "R\t8\tt合并\t<t合并", "R\t9\t^t合并\t^t合并\ttx\t\tt藏列", "S\t2\t藏\thidden", "R\t3\t\ttk", "Z",
      ])
  }

  @Test func oneSheet() throws {
    let run = try SheetsProgram.read(SampleXls.bytes, .rows(sheet: 2))
    #expect(
      run.answers == [
        .format(.xls), .sheet(number: 2, name: "藏", isHidden: true),
        .row(number: 3, cells: [.empty, SheetCell(.text("k"))]), .end,
      ])
    #expect(
      try SheetsProgram.read(SampleXls.bytes, .rows(sheet: 3)).problem == "there is no sheet 3")
  }

  @Test func excelOf95() throws {
    var file = SampleXls.bytes
    // The record that begins the workbook: its version is 6.
    let place = try #require(file.place(of: [0x09, 0x08, 0x10, 0x00, 0x00, 0x06, 0x05, 0x00]))
    file[place + 5] = 0x05
    #expect(try SheetsProgram.read(file).problem?.contains("Excel 95") == true)
  }
}
