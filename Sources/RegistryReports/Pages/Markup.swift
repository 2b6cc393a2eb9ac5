/// HTML and SVG in the making. Names of elements and attributes are of the program; all else is text, which
/// is escaped here and nowhere else: no name in a registry can become markup.
struct Markup {
  private(set) var html = ""

  /// An element with what `body` puts into it.
  mutating func element(
    _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:],
    _ body: (inout Markup) -> Void = { _ in }
  ) {
    open(name, attributes)
    body(&self)
    html += "</\(name)>"
  }

  /// An element that holds text.
  mutating func element(
    _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:], text: String
  ) {
    element(name, attributes) { $0.text(text) }
  }

  /// An element that HTML never closes.
  mutating func single(_ name: StaticString, _ attributes: KeyValuePairs<StaticString, String>) {
    open(name, attributes)
  }

  /// Text, whatever it is.
  mutating func text(_ text: String) { html += Self.escaped(text) }

  /// What is of the program as it is: its style and script.
  mutating func constant(_ text: StaticString) { html += "\(text)" }

  /// A line feed, for those who read the file.
  mutating func line() { html += "\n" }

  private mutating func open(
    _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String>
  ) {
    html += "<\(name)"
    for (name, value) in attributes { html += " \(name)=\"\(Self.escaped(value))\"" }
    html += ">"
  }

  /// Signs of markup as references; without control and direction characters, which would turn what is
  /// around them.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\n", "\t", "\r", "\u{2028}", "\u{2029}": result += " "
      case "\u{200C}", "\u{200D}": result.unicodeScalars.append(scalar)
      default:
        switch scalar.properties.generalCategory {
        case .control, .format: continue
        default: result.unicodeScalars.append(scalar)
        }
      }
    }
    return result
  }
}
