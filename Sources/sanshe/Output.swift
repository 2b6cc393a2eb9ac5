import Glibc
import RegistryModel
import SystemPackage
import TerminalCore

/// Standard output and error: whole lines, nothing in them that could drive a terminal.
enum Output {
  /// What is printed: that decides what it means where it cannot be.
  enum Content {
    /// What was asked for.
    case answer
    /// What has been done, and is done whether it is printed or not; in whose words.
    case deed(Language)
  }

  /// A line for people; control characters found in data are taken out.
  static func line(_ text: String = "", _ content: Content = .answer) {
    bytes(Array((TerminalText.sanitized(text) + "\n").utf8), content)
  }

  /// JSON for a program.
  static func json(_ json: JSON, _ content: Content = .answer) { bytes(bytes(of: json), content) }

  /// JSON in lines, with no character that could drive a terminal: JSON itself lets DEL and the upper
  /// controls through unescaped.
  static func bytes(of json: JSON) -> [UInt8] {
    var text = ""
    for scalar in json.indentedText.unicodeScalars {
      if (0x7F...0x9F).contains(scalar.value) {
        text += "\\u00" + String(scalar.value, radix: 16)
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return Array((text + "\n").utf8)
  }

  /// Bytes as they are; a reader that went away ends the program quietly.
  static func bytes(_ bytes: [UInt8], _ content: Content = .answer) {
    do {
      _ = try FileDescriptor.standardOutput.writeAll(bytes)
    } catch Errno.brokenPipe {
      end(0)
    } catch {
      switch content {
      case .answer:
        Self.error("sanshe: \(error)")
        end(74)
      case .deed(let language):
        let words = Words("saved, but it could not be printed", "已保存，但未能输出")
        Self.error("sanshe: \(words[language]): \(error)")
        end(71)
      }
    }
  }

  /// Ends the process at once, with all that was printed: other threads may be in the middle of
  /// something, and `exit` would take away under them what they work with.
  static func end(_ code: Int32) -> Never {
    fflush(nil)
    _exit(code)
  }

  static func error(_ text: String) {
    _ = try? FileDescriptor.standardError.writeAll(
      Array((TerminalText.sanitized(text) + "\n").utf8))
  }

  /// Makes a reader that went away, and a limit on the size of files, an error of the write instead
  /// of the end of the process.
  static func outliveFailedWrites() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }

  /// Puts something at the three standard descriptors: where one is closed, the next file opened
  /// would get its number, and with it all that is printed.
  static func occupyDescriptors() {
    for descriptor: Int32 in 0...2 where fcntl(descriptor, F_GETFD) == -1 {
      _ = open("/dev/null", O_RDWR)
    }
  }

  /// Standard output is a terminal.
  static var isTerminal: Bool { isatty(1) == 1 }

  /// How wide the terminal is that standard output is; nil if it is none.
  static var columns: Int? {
    guard isTerminal else { return nil }
    var size = winsize()
    guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }
}
