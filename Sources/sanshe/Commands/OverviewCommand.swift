import ArgumentParser
import RegistryModel
import RegistryScreens
import TerminalCore

/// Prints the first screen as text, for where there is no terminal.
struct OverviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "overview", Words("The Overview as text, 80 columns wide.", "以 80 列宽的文本显示总览。"))

  @OptionGroup var options: CommonOptions<Use.Figures>

  func run() throws {
    try reporting {
      let registry = try OpenRegistry(options)
      let session = Session(
        login: registry.engine.account, language: registry.language, asOf: try options.day(),
        isReadOnly: options.readOnly)
      let state = AppState(
        registry: registry.state, plan: try registry.plan(), session: session, clock: .now)
      var canvas = Canvas(rows: 24, columns: 80, glyphs: .unicode)
      state.draw(on: &canvas)
      // The last row names keys, which mean nothing here.
      for row in 0..<canvas.rows - 1 {
        let text = canvas.text(inRow: row)
        Output.line(String(text.reversed().drop { $0 == " " }.reversed()))
      }
    }
  }
}
