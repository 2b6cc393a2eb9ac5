/// Why a file is not read or written: one sentence, in both languages.
struct Problem: Error, Hashable {
  let english: String
  let chinese: String

  init(_ english: String, _ chinese: String) {
    self.english = english
    self.chinese = chinese
  }
}

extension Problem {
  /// What is in the file is not what its format promises.
  static func damaged(_ english: String, _ chinese: String) -> Problem {
    Problem("the file is damaged: \(english)", "文件已损坏：\(chinese)")
  }

  static let protected = Problem(
    "the file is protected by a password: save it without one", "文件设有密码，请取消密码后另存")
}
