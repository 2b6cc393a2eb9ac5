/// Why text is no JSON of ours, and where.
public struct JSONError: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Fault: Hashable, Sendable {
    case notUTF8, tooDeep, number, memory, syntax, nul
    case twice(key: String)
  }

  /// What is wrong.
  public let fault: Fault
  /// Bytes before the fault; nil if it cannot be told.
  public let offset: Int?

  /// An error and its position.
  public init(_ fault: Fault, at offset: Int?) {
    self.fault = fault
    self.offset = offset
  }

  /// One sentence.
  public var words: Words {
    let sentence =
      switch fault {
      case .notUTF8: Words("the text is not UTF-8", "文字不是 UTF-8 编码")
      case .tooDeep:
        Words(
          "nested more than \(JSON.maximumDepth) levels deep",
          "嵌套超过 \(JSON.maximumDepth) 层")
      case .number: Words("a number is malformed or too large", "数字有误或过大")
      case .memory: Words("there is not enough memory", "内存不足")
      case .syntax: Words("this is not JSON", "不是合法的 JSON")
      case .nul: Words("a text has a zero character", "文字中含有零字符")
      case .twice(let key): Words("duplicate key \(key)", "键 \(key) 重复")
      }
    guard let offset else { return sentence }
    return sentence + Words(" (byte \(offset + 1))", " (第 \(offset + 1) 字节)")
  }
}

extension JSON {
  /// Objects and arrays inside each other.
  public static let maximumDepth = 64
}

extension FieldError {
  /// Text that is no JSON of ours holds no value either.
  init(_ error: JSONError) {
    self.init(error.words)
  }
}
