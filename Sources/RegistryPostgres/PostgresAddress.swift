import RegistryModel
import RegistryStore
import SystemPackage

/// Where a registry is in a database: `postgresql://host[,host2]/database?registry=110105`.
///
/// All but `registry` is libpq's and read by it: services, several hosts, TLS. A password stands in PGPASSFILE,
/// never here, where everybody on the machine would read it.
public struct PostgresAddress: Hashable, Sendable {
  /// As it was given, for people.
  public let text: String
  /// What libpq is given.
  let connection: String
  /// The registry's name in the database.
  let registry: String

  /// Whether a location is such an address, well formed or not.
  public static func names(_ location: String) -> Bool {
    schemes.contains { location.lowercased().hasPrefix($0) }
  }

  private static let schemes = ["postgresql://", "postgres://"]

  /// Reads an address; refuses one without a registry, or with a password.
  public init(_ text: String) throws(AddressError) {
    guard let scheme = Self.schemes.first(where: { text.hasPrefix($0) }) else {
      throw AddressError("it begins with postgresql://, in small letters", "须以小写 postgresql:// 开头")
    }
    let rest = text.dropFirst(scheme.count)
    let (path, query) = rest.splitOnce(at: "?")
    let authority = path.prefix { $0 != "/" }
    var (registry, others): (String?, [Substring]) = (nil, [])
    for pair in query.split(separator: "&") {
      let (key, value) = pair.splitOnce(at: "=")
      if key == "password" { throw .password }
      guard key == "registry" else {
        others.append(pair)
        continue
      }
      if registry != nil { throw AddressError("registry= is there twice", "registry= 重复") }
      registry = String(value)
    }
    if let at = authority.lastIndex(of: "@"), authority[..<at].contains(":") { throw .password }
    guard let registry else {
      throw AddressError("it names no registry: add ?registry=NAME", "未指明登记库：请加 ?registry=名称")
    }
    guard Self.isName(registry) else {
      throw AddressError(
        "registry=\(registry) is no name: ASCII letters, digits, . _ and -",
        "registry=\(registry) 不是名称：应由英文字母、数字、. _ - 组成")
    }
    self.text = text
    self.registry = registry
    connection =
      scheme + path + (others.isEmpty ? "" : "?" + others.joined(separator: "&"))
    try ConnectionOptions.check(connection)
  }

  /// Names that need no quoting anywhere.
  private static func isName(_ text: String) -> Bool {
    text.utf8.count <= 63 && text.utf8.first.map { $0.isLetterOrDigit } == true
      && text.utf8.allSatisfy { $0.isLetterOrDigit || ".-_".utf8.contains($0) }
  }

  /// What errors call the server: its hosts as they were given.
  var server: String {
    let rest = text.drop { $0 != "/" }.dropFirst(2)
    let authority = rest.prefix { $0 != "/" && $0 != "?" }
    let hosts = authority.split(separator: "@").last ?? authority
    return hosts.isEmpty ? "PostgreSQL" : String(hosts)
  }

  /// What errors call the registry itself, in place of a path.
  var path: FilePath { FilePath("\(server)/\(registry)") }
}

/// Why a text is no address of a registry.
public struct AddressError: Error {
  /// Half a sentence.
  public let words: Words

  init(_ en: String, _ chinese: String) { words = Words(en, chinese) }

  static var password: AddressError {
    AddressError(
      "it holds a password, which others on this machine could read; keep it in ~/.pgpass",
      "其中有密码，本机其他用户可以看到，请写入 ~/.pgpass")
  }
}

extension Substring {
  /// What is before a sign and what is after it; nothing is where it is missing.
  fileprivate func splitOnce(at sign: Character) -> (Substring, Substring) {
    guard let place = firstIndex(of: sign) else { return (self, "") }
    return (self[..<place], self[index(after: place)...])
  }
}

extension UInt8 {
  fileprivate var isLetterOrDigit: Bool {
    (0x30...0x39).contains(self) || (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self)
  }
}
