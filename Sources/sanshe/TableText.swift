import RegistryModel
import TerminalCore

/// A listing as lines of text: the id, then its columns, aligned.
struct TableText {
  /// One column on its way to text.
  private struct Column {
    let isRight: Bool
    /// It is cut to this many terminal columns before any other loses something.
    let usual: Int
    var columns: Int
    var cells: [String]
  }

  private let header: [String]
  private let body: [Column]
  private let totals: [[String]]
  private static let gap = 2

  /// - Parameters:
  ///   - hasHeader: what the columns are called is above them.
  ///   - hasTotals: what amounts add up to is below, and of how many rows where some have none.
  init(_ listing: Listing, _ language: Language, hasHeader: Bool = false, hasTotals: Bool = false) {
    let metrics = TextMetrics()
    header = hasHeader ? ["id"] + listing.columns.map { $0.title[language] } : []
    totals = hasTotals ? Self.totals(of: listing, language) : []
    let edges = [header] + totals
    var body = [
      Column(isRight: false, usual: .max, columns: 0, cells: listing.rows.map(\.id.description))
    ]
    body += listing.columns.map { column in
      Column(
        isRight: column.alignment == .right, usual: column.width, columns: 0,
        cells: listing.rows.map { TerminalText.sanitized(column.text(of: $0, language)) })
    }
    for place in body.indices {
      let edge = edges.compactMap { $0.isEmpty ? nil : $0[place] }
      let widest = (body[place].cells + edge).lazy.map { metrics.columns(of: $0) }.max() ?? 0
      body[place].columns = widest
    }
    self.body = body
  }

  /// The sums, and where some rows have no value how many have one.
  private static func totals(of listing: Listing, _ language: Language) -> [[String]] {
    let totals = listing.columns.map(listing.total)
    let sums = totals.map { total in
      total?.value.map { $0.int.map(String.init) ?? $0.string ?? "" } ?? ""
    }
    let isPartial = totals.contains { $0.map { $0.count < listing.rows.count } ?? false }
    let counts = totals.map { $0.map { String($0.count) } ?? "" }
    return [[Words("total", "合计")[language]] + sums]
      + (isPartial ? [[Words("known", "已填")[language]] + counts] : [])
  }

  /// One line a row, whole where there is no limit.
  ///
  /// - Parameters:
  ///   - limit: as many terminal columns as there are; what is wider than usual is cut for it.
  ///   - isWhole: every column was asked for: where they have no room, lines are longer. Else the last
  ///     ones are left out.
  func lines(_ limit: Int?, isWhole: Bool) -> [String] {
    let widths = limit.map { fitted($0, isWhole: isWhole) } ?? body.map(\.columns)
    let rows = (body.first?.cells.indices).map(Array.init) ?? []
    return (header.isEmpty ? [] : [line(header, widths)])
      + rows.map { row in line(body.map { $0.cells[row] }, widths) }
      + totals.map { line($0, widths) }
  }

  /// Widths of the columns that are shown in so many terminal columns: those wider than usual give way, the
  /// widest first.
  private func fitted(_ limit: Int, isWhole: Bool) -> [Int] {
    let least = body.map { min($0.usual, $0.columns) }
    var (count, used) = (0, -Self.gap)
    while count < body.count, isWhole || used + Self.gap + least[count] <= limit || count < 2 {
      used += Self.gap + least[count]
      count += 1
    }
    var widths = body.prefix(count).map(\.columns)
    let room = limit - Self.gap * (count - 1)
    while widths.reduce(0, +) > room {
      let spare = widths.indices.map { widths[$0] - least[$0] }
      guard let most = spare.max(), most > 0, let place = spare.firstIndex(of: most) else { break }
      widths[place] -= 1
    }
    return widths
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    let metrics = TextMetrics()
    let parts = zip(zip(cells, body), widths).map { pair, width in
      let (cell, column) = pair
      return metrics.padded(
        metrics.truncated(cell, to: width), to: width, alignment: column.isRight ? .right : .left)
    }
    var line = parts.joined(separator: String(repeating: " ", count: Self.gap))
    while line.last == " " { line.removeLast() }
    return line
  }
}
