import CPostgres

/// What a connection is asked for, as libpq reads it from an address, a service file and the environment.
struct ConnectionOptions {
  private let values: [String: String]

  /// Those of a connection that was begun.
  init(of link: OpaquePointer, _ calls: postgres_calls) {
    let options = calls.PQconninfo(link)
    defer { calls.PQconninfoFree(options) }
    values = Self.values(options)
  }

  /// Those that an address says itself.
  private init(_ connection: String, _ calls: postgres_calls) throws(AddressError) {
    var message: UnsafeMutablePointer<CChar>?
    let options = calls.PQconninfoParse(connection, &message)
    defer { calls.PQconninfoFree(options) }
    guard options != nil else {
      defer { calls.PQfreemem(message) }
      throw .refused(by: message)
    }
    values = Self.values(options)
  }

  private static func values(_ options: UnsafeMutablePointer<PQconninfoOption>?) -> [String: String]
  {
    var (values, next) = ([String: String](), options)
    while let option = next?.pointee, let keyword = option.keyword {
      if let value = option.val { values[String(cString: keyword)] = String(cString: value) }
      next = next?.advanced(by: 1)
    }
    return values
  }

  subscript(key: String) -> String? { values[key] }

  /// What each of its hosts asks for; none where there is one at most.
  var hosts: [[(String, String)]] {
    let lists = ["host", "hostaddr", "port"].map { key in
      (key, (values[key] ?? "").split(separator: ",", omittingEmptySubsequences: false))
    }
    let count = max(lists[0].1.count, lists[1].1.count)
    if count < 2 { return [] }
    return (0..<count).map { place in
      lists.compactMap { key, list in
        // One port is that of all.
        let value = list.count == 1 ? list[0] : place < list.count ? list[place] : ""
        return value.isEmpty ? nil : (key, String(value))
      }
    }
  }

  /// How long to try each: what the address says, and never longer than clerks wait.
  var patience: Duration {
    guard let seconds = values["connect_timeout"].flatMap({ Int($0) }), seconds > 0 else {
      return Patience.connecting
    }
    return min(.seconds(seconds), Patience.connecting)
  }

  /// Refuses what libpq would refuse whatever the server says; nothing where it is not installed.
  static func check(_ connection: String) throws(AddressError) {
    var calls = postgres_calls()
    guard postgres_open(&calls) else { return }
    let said = try ConnectionOptions(connection, calls)
    if said["password"] != nil { throw .password }
    for port in said["port"]?.split(separator: ",") ?? [] {
      guard let number = Int(port), (1...65535).contains(number) else {
        throw AddressError("the port \(port) is none from 1 to 65535", "端口 \(port) 应为 1 至 65535")
      }
    }
    // The rest is judged when a connection is begun: to a socket in a place that is none.
    let nowhere = "/nowhere.sanshe"
    let pairs = [("dbname", connection), ("host", nowhere), ("port", "1")]
    let link = withStrings(pairs.map(\.0)) { keys in
      withStrings(pairs.map(\.1)) { values in calls.PQconnectStartParams(keys, values, 1) }
    }
    guard let link else { return }
    defer { calls.PQfinish(link) }
    guard calls.PQstatus(link) == CONNECTION_BAD,
      ConnectionOptions(of: link, calls)["hostaddr"] == nil,
      let message = calls.PQerrorMessage(link), !String(cString: message).contains(nowhere)
    else { return }
    throw .refused(by: message)
  }
}

extension AddressError {
  fileprivate static func refused(by message: UnsafePointer<CChar>?) -> AddressError {
    let line = message.map { String(cString: $0) }?.split(separator: "\n").first ?? ""
    return AddressError("libpq does not take it (\(line))", "libpq 不接受 (\(line))")
  }
}
