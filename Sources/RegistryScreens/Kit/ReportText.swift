import RegistryModel
import RegistryReports
import TerminalCore

/// A report as text for paper: pages with heads, the table aligned, a form's foot below.
public struct ReportText: Sendable {
  private let table: ReportTable
  private let language: Language
  private let columns: Int
  private let metrics = TextMetrics()
  private static let gap = 2

  /// A report's text.
  ///
  /// - Parameter columns: how wide the paper is.
  public init(_ table: ReportTable, _ language: Language, columns: Int) {
    (self.table, self.language, self.columns) = (table, language, columns)
  }

  /// Pages of at most so many lines; nil: one, however long.
  public func pages(of length: Int?) -> [[String]] {
    let head = head
    let foot = foot
    var pages: [[String]] = []
    var page: [String] = []
    func end() {
      if !page.isEmpty { pages.append(page) }
      page = []
    }
    let room = head.room(of: length)
    for panel in panels {
      let top = panel.top
      if page.count + top.count + 2 > room { end() }
      page += page.isEmpty ? top : [""] + top
      for row in panel.rows {
        if page.count + row.count > room {
          end()
          page = top
        }
        page += row
      }
    }
    if page.count + foot.count > room { end() }
    page += foot
    end()
    return head.pages(pages)
  }

  private var head: PageHead {
    PageHead(
      table.title, office: table.head.office, time: table.head.time, plan: table.head.plan?.title,
      language, columns: columns)
  }

  /// Notes, and what people sign.
  private var foot: [String] {
    let notes = table.notes.flatMap { metrics.wrapped(clean($0[language]), to: columns) }
    let fields = table.head.foot.map { label, value in
      label[language] + Words(": ", "：")[language]
        + (value.isEmpty ? String(repeating: "_", count: 12) : clean(value))
    }
    var lines = [""]
    for field in fields {
      let line = lines[lines.count - 1]
      let joined = line.isEmpty ? field : line + "   " + field
      if metrics.columns(of: joined) <= columns {
        lines[lines.count - 1] = joined
      } else {
        lines += metrics.wrapped(field, to: columns)
      }
    }
    return (notes.isEmpty ? [] : [""] + notes) + (fields.isEmpty ? [] : [""] + lines)
  }

  private func clean(_ text: String) -> String { TerminalText.sanitized(text) }
}

// The table, in as many parts beside each other as the paper needs.
extension ReportText {
  /// As many columns of the table as there is room for, with the columns that say what a row is of.
  private struct Panel {
    let top: [String]
    let rows: [[String]]
  }

  /// A column on its way to text.
  private struct Column {
    let isRight: Bool
    let title: String
    let cells: [String]
    /// No less: numbers are never broken, nor words of names as far as there is room.
    let least: Int
    /// With this no cell is broken.
    let cellColumns: Int
    /// With this nothing is.
    let whole: Int
  }

  private var panels: [Panel] {
    let lines = table.rows + table.totals
    let all = table.columns.enumerated().map { place, column in
      self.column(column, lines.map { clean($0[place].text[language]) })
    }
    let keys = Array(all.prefix(table.keys))
    var parts: [[Column]] = []
    var part = keys
    for column in all.dropFirst(table.keys) {
      if width(part + [column]) > columns, part.count > keys.count {
        parts.append(part)
        part = keys
      }
      part.append(column)
    }
    parts.append(part)
    return parts.map(panel)
  }

  private func width(_ columns: [Column]) -> Int {
    columns.reduce(0) { $0 + $1.least } + Self.gap * (columns.count - 1)
  }

  private func column(_ column: ReportTable.Column, _ cells: [String]) -> Column {
    let title = column.title[language]
    let isRight = column.alignment == .right
    let widest = cells.lazy.map { metrics.columns(of: $0) }.max() ?? 0
    let word = min(18, isRight ? widest : cells.lazy.map(longestWord).max() ?? 0)
    let cell = isRight ? widest : max(word, min(widest, column.width, 8))
    let least = max(cell, heading(title))
    return Column(
      isRight: isRight, title: title, cells: cells, least: least,
      cellColumns: max(least, widest), whole: max(least, widest, metrics.columns(of: title)))
  }

  /// Text breaks at spaces and between Chinese characters.
  private func longestWord(_ text: String) -> Int {
    text.split { $0 == " " || !$0.isASCII }.map { metrics.columns(of: String($0)) }.max() ?? 0
  }

  /// As many columns as a heading needs in at most three lines; a short one is not broken, and a broken one has
  /// at least three Chinese characters in a line.
  private func heading(_ title: String) -> Int {
    let whole = metrics.columns(of: title)
    let least = whole <= 8 ? whole : max(longestWord(title), 6)
    return (least...max(least, whole)).first { metrics.wrapped(title, to: $0).count <= 3 } ?? whole
  }

  private func panel(_ part: [Column]) -> Panel {
    var widths = part.map(\.least)
    // Spare room first keeps cells whole, then headings.
    for wanted in [part.map(\.cellColumns), part.map(\.whole)] {
      var spare = columns - widths.reduce(0, +) - Self.gap * (part.count - 1)
      while spare > 0 {
        let lacking = widths.indices.max { wanted[$0] - widths[$0] < wanted[$1] - widths[$1] }
        guard let place = lacking, wanted[place] > widths[place] else { break }
        widths[place] += 1
        spare -= 1
      }
    }
    let rule = String(
      repeating: "-", count: min(columns, widths.reduce(0, +) + Self.gap * (part.count - 1)))
    let rows = (0..<table.rows.count + table.totals.count).map { row in
      lines(part.map { $0.cells[row] }, part, widths)
    }
    let body = Array(rows.prefix(table.rows.count))
    let totals = Array(rows.dropFirst(table.rows.count))
    return Panel(
      top: [rule] + lines(part.map(\.title), part, widths, fromBelow: true) + [rule],
      rows: body + (totals.isEmpty ? [] : [[rule]] + totals) + [[rule]])
  }

  /// A row in as many lines as its longest cell needs.
  private func lines(
    _ cells: [String], _ part: [Column], _ widths: [Int], fromBelow: Bool = false
  ) -> [String] {
    let wrapped = zip(cells, widths).map { metrics.wrapped($0, to: max(1, $1)) }
    let height = wrapped.map(\.count).max() ?? 1
    return (0..<height).map { line in
      let texts = zip(zip(wrapped, part), widths).map { pair, width in
        let (lines, column) = pair
        let place = fromBelow ? line - (height - lines.count) : line
        return metrics.padded(
          lines.indices.contains(place) ? lines[place] : "", to: width,
          alignment: column.isRight ? .right : .left)
      }
      return texts.joined(separator: String(repeating: " ", count: Self.gap)).withoutTrailingSpaces
    }
  }
}
