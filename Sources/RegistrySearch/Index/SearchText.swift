import RegistryModel

/// One text of a record that words are looked for in.
public struct SearchText: Sendable {
  /// Which text of the record it is.
  public let source: TextSource
  /// As people read it.
  public let text: String
  /// The part of it that names the record, where that is not the whole.
  public let core: String?
  /// How the core begins, where that much of it is a name of its own.
  public let stem: String?
  /// It is a person's name, whose first characters may be read as surnames are.
  public let isPerson: Bool
  /// The number is masked: found only whole, or by as much of its end as is shown.
  public let mask: Mask?

  /// A text to be found.
  public init(
    _ source: TextSource, _ text: String, core: String? = nil, stem: String? = nil,
    isPerson: Bool = false, mask: Mask? = nil
  ) {
    (self.source, self.text, self.core, self.stem) = (source, text, core, stem)
    (self.isPerson, self.mask) = (isPerson, mask)
  }
}
