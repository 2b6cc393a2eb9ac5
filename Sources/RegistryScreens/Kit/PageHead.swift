import RegistryModel
import TerminalCore

/// What is above every page of paper: a title, below it whose the page is and of when, and the plan. Below is its
/// number.
struct PageHead {
  let lines: [String]
  private let columns: Int
  private let language: Language
  private let metrics = TextMetrics()
  private static let gap = 2

  init(
    _ title: Words, office: String, time: Words, plan: Words? = nil, _ language: Language,
    columns: Int
  ) {
    (self.columns, self.language) = (columns, language)
    let metrics = metrics
    let (office, time) = (TerminalText.sanitized(office), time[language])
    let room = columns - metrics.columns(of: time)
    let line =
      metrics.columns(of: office) + Self.gap <= room
      ? [metrics.padded(office, to: room) + time]
      : metrics.wrapped(office, to: columns) + metrics.wrapped(time, to: columns)
    lines =
      metrics.wrapped(TerminalText.sanitized(title[language]), to: columns).map {
        Self.centered($0, columns, metrics)
      }
      + line
      + (plan.map { metrics.wrapped(TerminalText.sanitized($0[language]), to: columns) } ?? [])
  }

  /// As many lines as a page of `length` has room for below it; nil: it is as long as it has to be.
  func room(of length: Int?) -> Int { length.map { max(10, $0 - lines.count - 1) } ?? .max }

  /// Pages of these lines, numbered where there are several.
  func pages(_ bodies: [[String]]) -> [[String]] {
    bodies.enumerated().map { place, body in
      let number = Words(
        "page \(place + 1) of \(bodies.count)", "第 \(place + 1) 页，共 \(bodies.count) 页")
      return lines + body
        + (bodies.count == 1 ? [] : [Self.centered(number[language], columns, metrics)])
    }
  }

  private static func centered(_ text: String, _ columns: Int, _ metrics: TextMetrics) -> String {
    metrics.padded(text, to: columns, alignment: .center).withoutTrailingSpaces
  }
}

extension String {
  /// Spaces at the end are no text.
  var withoutTrailingSpaces: String { String(reversed().drop { $0 == " " }.reversed()) }
}
