/// One text of a record that words are looked for in.
public struct SearchText: Sendable {
  /// Which text of the record it is.
  public let source: TextSource
  /// As people read it.
  public let text: String
  /// The part of it that names the record in lists, where that is not the whole.
  public let core: String?
  /// It is a person's name, whose first characters may be read as surnames are.
  public let isPerson: Bool

  /// A text to be found.
  public init(_ source: TextSource, _ text: String, core: String? = nil, isPerson: Bool = false) {
    (self.source, self.text, self.core, self.isPerson) = (source, text, core, isPerson)
  }
}
