/// The relationships of a part: which other parts it is about, by their ids.
final class Relationships: XMLReading {
  struct Relationship {
    let type: String
    /// The part's name, or nil where the target is outside the file.
    let target: String?
  }

  static let root = XMLElement.other
  private(set) var byID: [String: Relationship] = [:]
  private let directory: [Substring]

  /// - Parameter part: whose relationships these are; empty for those of the whole file.
  init(of part: String, in archive: ZipArchive) throws(Problem) {
    var names = part.split(separator: "/")
    let name = names.popLast() ?? ""
    directory = names
    let path = (names.map(String.init) + ["_rels", name + ".rels"]).joined(separator: "/")
    guard let part = archive[path] else { return }
    try XMLParser.read(part, of: archive, self)
  }

  func start(_ element: XMLElement, _ attributes: XMLAttributes) throws(Problem) {
    guard element == .relationship, let id = attributes.text("Id"),
      let type = attributes.text("Type"), let target = attributes.text("Target")
    else { return }
    if byID.count >= Limits.relationships { throw .tooManyRelationships }
    let isOutside = attributes.text("TargetMode") == "External"
    byID[id] = Relationship(type: type, target: isOutside ? nil : resolved(target))
  }

  /// A part's name from the beginning; only a name in the archive, whatever it looks like.
  private func resolved(_ target: String) -> String {
    var path = target.hasPrefix("/") ? [] : directory
    for name in target.split(separator: "/") {
      switch name {
      case ".": break
      case "..": _ = path.popLast()
      default: path.append(name)
      }
    }
    return path.joined(separator: "/")
  }

  /// The part of a type, by the last word of the type's name.
  func target(ofType type: String) -> String? {
    byID.values.first { $0.type.hasSuffix("/" + type) && $0.target != nil }?.target
  }
}
