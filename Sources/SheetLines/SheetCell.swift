/// A cell as it travels in a line.
///
/// Empty, or an optional mark `<` or `^`, a letter, and the value: `t` text, `n` number, `d` date,
/// `b` 1 or 0, `e` error.
public struct SheetCell: Hashable, Sendable {
  /// Where in a merged range the value stands.
  public enum Origin: Hashable, Sendable {
    /// In this cell.
    case own
    /// In a cell of the same row, to the left: `<`.
    case left
    /// In a row above: `^`.
    case above
  }

  /// What a cell holds.
  public enum Value: Hashable, Sendable {
    /// Nothing.
    case empty
    /// Text.
    case text(String)
    /// A number in decimal digits, and how the sheet shows it where its format has other digits than that:
    /// `2018.1` and `2018.10`. A whole number of 16 digits or more, whose last digits are lost, is
    /// `1.10105E+17`.
    case number(String, shown: String? = nil)
    /// `2018-10-01`, `2018-10-01 12:30:00`, or `2018-10` or `2018` where no more is shown.
    case date(String)
    /// True or false.
    case truth(Bool)
    /// An error of the spreadsheet, such as `#N/A`.
    case error(String)
  }

  /// Where the value stands.
  public var origin: Origin
  /// The value.
  public var value: Value

  /// A cell; its own value unless said otherwise.
  public init(_ value: Value, origin: Origin = .own) {
    self.value = value
    self.origin = origin
  }

  /// A cell that holds nothing.
  public static let empty = SheetCell(.empty)

  /// Whether it holds nothing.
  public var isEmpty: Bool { if case .empty = value { true } else { false } }
}

extension SheetCell {
  /// Writes it into a line.
  func encode(into line: inout LineEncoder) {
    line.nextField()
    if isEmpty { return }
    switch origin {
    case .own: break
    case .left: line.raw(UInt8(ascii: "<"))
    case .above: line.raw(UInt8(ascii: "^"))
    }
    switch value {
    case .empty: break
    case .text(let text): line.value("t", text)
    case .number(let number, nil): line.value("n", number)
    case .number(let number, let shown?):
      line.value("n", number)
      line.raw(UInt8(ascii: "="))
      line.text(shown)
    case .date(let date): line.value("d", date)
    case .truth(let truth): line.value("b", truth ? "1" : "0")
    case .error(let error): line.value("e", error)
    }
  }

  /// The cell of one field, or nil if it is none.
  init?(field: ArraySlice<UInt8>) {
    var rest = field
    var origin = Origin.own
    switch rest.first {
    case nil:
      self = .empty
      return
    case UInt8(ascii: "<"): origin = .left
    case UInt8(ascii: "^"): origin = .above
    default: break
    }
    if origin != .own { rest = rest.dropFirst() }
    guard let letter = rest.popFirst() else { return nil }
    if letter == UInt8(ascii: "n"), let sign = rest.firstIndex(of: UInt8(ascii: "=")) {
      guard let number = LineFields.text(rest[..<sign]), !number.isEmpty,
        let shown = LineFields.text(rest[(sign + 1)...])
      else { return nil }
      self.init(.number(number, shown: shown), origin: origin)
      return
    }
    guard let text = LineFields.text(rest) else { return nil }
    switch (letter, text) {
    case (UInt8(ascii: "t"), _): self.init(.text(text), origin: origin)
    case (UInt8(ascii: "n"), let text) where !text.isEmpty:
      self.init(.number(text), origin: origin)
    case (UInt8(ascii: "d"), let text) where !text.isEmpty: self.init(.date(text), origin: origin)
    case (UInt8(ascii: "b"), "1"): self.init(.truth(true), origin: origin)
    case (UInt8(ascii: "b"), "0"): self.init(.truth(false), origin: origin)
    case (UInt8(ascii: "e"), _): self.init(.error(text), origin: origin)
    default: return nil
    }
  }
}
