import Glibc

/// The account of this machine that the process runs as.
public enum UnixAccount {
  /// Its login.
  public static var login: String {
    if let entry = getpwuid(geteuid()) { return String(cString: entry.pointee.pw_name) }
    let name = getenv("USER").map { String(cString: $0) } ?? ""
    return name.isEmpty ? "unknown" : name
  }
}
