import ArgumentParser
import RegistryModel
import RegistryScreens
import TerminalCore

/// Prints the first screen as text, for where there is no terminal.
struct OverviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "overview", Words("The Overview as text, 80 columns wide.", "以 80 列宽的文本显示总览。"))

  /// Room for all that has something to say.
  private static let (rows, columns) = (40, 80)

  @OptionGroup var options: CommonOptions<Use.Figures>

  func run() throws {
    try reporting {
      let registry = try OpenRegistry(options)
      let session = Session(
        login: registry.engine.account, language: registry.language, asOf: try options.day(),
        isReadOnly: options.readOnly)
      var state = AppState(
        registry: registry.state, plan: try registry.plan(), session: session, clock: .now)
      for case .work(let order as OverviewOrder, let tag) in state.update(
        .resized(rows: Self.rows, columns: Self.columns), clock: .now)
      {
        _ = state.update(.work(tag: tag, .done(WorkResult(of: OverviewOrder.self, order.done))))
      }
      var canvas = Canvas(rows: Self.rows, columns: Self.columns, glyphs: .unicode)
      state.draw(on: &canvas)
      // The last row names keys, which mean nothing here.
      for row in 0..<canvas.rows - 1 {
        let text = canvas.text(inRow: row)
        Output.line(String(text.reversed().drop { $0 == " " }.reversed()))
      }
    }
  }
}
