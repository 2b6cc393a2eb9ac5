import RegistryModel
import RegistryReports
import RegistrySearch
import TerminalCore

/// Something that can be printed. Its pages are made where they are printed, off the loop.
public struct Paper: Sendable {
  /// Characters beside each other on A4.
  public static let columns = 80
  /// Lines of a page of A4.
  public static let lines = 60

  /// What is on it.
  public let title: Words
  /// What a file of it is called, without its ending.
  let name: String
  private let pages: @Sendable (_ parse: (String) -> JSON?) -> [[String]]?

  private init(
    _ title: Words, name: String,
    _ pages: @escaping @Sendable (_ parse: (String) -> JSON?) -> [[String]]?
  ) {
    (self.title, self.name, self.pages) = (title, name, pages)
  }

  /// All of it; nil where it is kept and cannot be read.
  ///
  /// - Parameter parse: reads JSON; nil if it is none.
  public func text(_ parse: (String) -> JSON?) -> String? { pages(parse).map(Self.text) }

  /// Pages as printers take them: a form feed begins a new sheet.
  public static func text(of pages: [[String]]) -> String {
    pages.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\u{0C}")
  }
}

extension Paper {
  /// A report.
  init(_ order: ReportOrder) {
    let time = order.source.period?.text(.en) ?? order.source.day.text(.en)
    self.init(order.report.title, name: "\(order.report.name)-\(time)") { parse in
      order.table(parse).map {
        ReportText($0, order.language, columns: Self.columns).pages(of: Self.lines)
      }
    }
  }

  /// A list with some of its columns.
  ///
  /// - Parameters:
  ///   - shown: the keys of the columns.
  ///   - asked: what it was found by, as people read it.
  static func list(
    _ kind: Kind, _ ids: [RecordID], shown: [String], asked: String, _ context: Context
  ) -> Paper {
    let title = kind.schema.plural
    return Paper(title, name: name(title, context)) { _ in
      let fields = QueryField.shown(shown, of: kind)
      let listing = Listing(kind, ids, fields, from: context.viewpoint)
      let table = ReportTable(
        listing, title: title, made: context.clock.today,
        notes: asked.isEmpty ? [] : [Words("Found by: \(asked)", "查询: \(asked)")])
      return ReportText(table, context.language, columns: columns).pages(of: lines)
    }
  }

  /// All that is known of a record; nil where there is none.
  static func record(_ id: RecordID, _ context: Context) -> Paper? {
    guard let stored = context.registry[id] else { return nil }
    return Paper(Words(same: context.name(of: id)), name: name(id.kind.label, context), context) {
      DetailPane.lines(of: stored, columns: columns, context)
    }
  }

  /// Lines as a screen has them, all of them.
  init(
    _ title: Words, name: String, _ context: Context,
    _ made: @escaping @Sendable () -> [StyledLine]
  ) {
    self.init(title, name: name) { _ in
      let head = PageHead(
        title, office: context.registry.office.name ?? "",
        time: Words(
          "as of \(context.day.text(.en))", "截至 \(context.day.text(.chinese))"),
        context.language, columns: Self.columns)
      let lines = [""] + made().map { TerminalText.sanitized($0.text).withoutTrailingSpaces }
      let room = head.room(of: Self.lines)
      return head.pages(
        stride(from: 0, to: lines.count, by: room).map {
          Array(lines[$0..<min(lines.count, $0 + room)])
        })
    }
  }

  static func name(_ title: Words, _ context: Context) -> String {
    let words = title[context.language].split(separator: " ").joined(separator: "-")
    return "\(words)-\(context.day.text(.en))"
  }
}
