import CNcurses
import Glibc

/// The character set the terminal speaks, as the environment says.
struct TerminalLocale {
  /// Whether output and input are UTF-8.
  let isUTF8: Bool
  /// Whether the environment names no character set we can honour, so UTF-8 is only a guess.
  let isGuess: Bool

  /// Sets the process's locale, which ncurses needs before it starts.
  init() {
    let isSet = setlocale(LC_ALL, "") != nil
    let codeset = String(cString: cn_codeset())
    if isSet, codeset != "ANSI_X3.4-1968" {
      (isUTF8, isGuess) = (codeset == "UTF-8", false)
      return
    }
    // The locale is C, or not installed: the terminal may well be UTF-8 where its name says so.
    setlocale(LC_ALL, "C.UTF-8")
    let name = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap(environment).first ?? ""
    let plain = name.lowercased().filter { $0 != "-" }
    (isUTF8, isGuess) = (true, !plain.contains("utf8"))
  }
}

/// An environment variable that is set and not empty.
func environment(_ name: String) -> String? {
  guard let value = getenv(name), value.pointee != 0 else { return nil }
  return String(cString: value)
}
