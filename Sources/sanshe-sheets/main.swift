import Glibc
import SheetLines

guard let command = SheetCommand(arguments: Array(CommandLine.arguments.dropFirst())) else {
  ErrorLine.say(
    Problem("use: sanshe-sheets sheets|rows N|write", "用法：sanshe-sheets sheets|rows N|write"))
  _exit(EX_USAGE)
}
Confinement.enter(for: command)
switch command {
case .sheets: _exit(SpreadsheetReader.answer(wanted: .head))
case .rows(let sheet): _exit(SpreadsheetReader.answer(wanted: .sheet(sheet)))
case .write: _exit(WorkbookWriter.run())
}
