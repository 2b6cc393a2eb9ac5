import ArgumentParser
import RegistryModel
import RegistryStore

/// Why a command ends early: one sentence on standard error and an exit code as in sysexits.
struct Failure: Error {
  let words: Words
  let code: Int32
  let language: Language
  /// Lines that show the place of what is wrong.
  var below: [String] = []

  /// The command was called in a way it does not understand (64).
  static func usage(
    _ words: Words, _ language: Language, below: [String] = []
  ) -> Failure {
    Failure(words: words, code: 64, language: language, below: below)
  }

  /// Data was wrong (65).
  static func data(_ words: Words, _ language: Language) -> Failure {
    Failure(words: words, code: 65, language: language)
  }

  /// Something named was not there (66).
  static func noInput(_ words: Words, _ language: Language) -> Failure {
    Failure(words: words, code: 66, language: language)
  }

  static func store(_ error: StoreError, _ language: Language) -> Failure {
    Failure(
      words: error.words(time: SystemClock.text), code: error.exitCode, language: language)
  }

  /// A registry could not be opened; of one that is damaged, what repairs it.
  static func opening(_ error: StoreError, _ language: Language) -> Failure {
    guard case .damaged = error else { return store(error, language) }
    let mending = Words("; sanshe check --repair repairs it", "；可用 sanshe check --repair 修复")
    return Failure(words: error.words + mending, code: error.exitCode, language: language)
  }
}

extension Words {
  /// `; did you mean workers?`; where nothing is near, all there is.
  func suggesting(_ near: Words?, else all: Words) -> Words {
    self + (near.map { Words("; did you mean \($0.en)?", "，是否指 \($0.chinese)?") } ?? all)
  }

  /// A query found nothing.
  static let noMatches = Words("no matches", "没有符合条件的记录")
}

extension ParsableCommand {
  /// Runs a command's body; a failure is said in one line and becomes the exit code.
  func reporting(_ body: () throws -> Void) throws {
    do {
      try body()
    } catch let failure as Failure {
      Output.error("sanshe: \(failure.words[failure.language])")
      for line in failure.below { Output.error(line) }
      throw ExitCode(failure.code)
    }
  }
}
