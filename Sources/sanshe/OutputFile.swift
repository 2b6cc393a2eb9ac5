import ArgumentParser
import RegistryModel
import SystemPackage

/// Where a command's output goes, as it is typed.
struct OutputOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The file to write; standard output if not given, or if it is -.", "写入的文件，不填或填 - 为标准输出。"),
    completion: .file())
  var output: String?

  @Flag(help: ArgumentHelp("Overwrite the file if it exists.", "文件已存在时予以覆盖。"))
  var replace = false

  func validate() throws {
    if replace, !file.isNamed {
      throw ValidationError(Words("--replace needs --output", "--replace 须与 --output 同用"))
    }
  }

  var file: OutputFile { OutputFile(output == "-" ? nil : output, replacing: replace) }
}

/// Where a command puts what it made: a file that was named, else standard output.
struct OutputFile {
  private let path: FilePath?
  private let replacing: Bool

  /// It is not standard output.
  var isNamed: Bool { path != nil }

  /// - Parameter replacing: a file that is there is overwritten.
  fileprivate init(_ path: String?, replacing: Bool) {
    (self.path, self.replacing) = (path.map { FilePath($0) }, replacing)
  }

  /// Fails where it is known already that it cannot be written, or would be among a registry's own files.
  func check(_ registry: OpenRegistry) throws {
    guard let path else { return }
    try registry.refuseInside(path)
    if let fault = Files.fault(at: path, replacing: replacing) {
      throw failure(fault, at: path, registry.language)
    }
  }

  /// Fails where what is no text would go to a terminal.
  func refuseTerminal(_ language: Language) throws {
    guard path == nil, Output.isTerminal else { return }
    throw Failure.usage(
      Words("a workbook is no text: name a file with --output", "工作簿不是文本：请用 --output 指定文件"),
      language)
  }

  /// Writes all of it.
  func write(_ bytes: [UInt8], _ language: Language) throws {
    guard let path else { return Output.bytes(bytes) }
    do throws(Errno) {
      try Files.put(bytes, at: path, replacing: replacing)
    } catch {
      throw failure(error, at: path, language)
    }
  }

  private func failure(_ error: Errno, at path: FilePath, _ language: Language) -> Failure {
    let reason =
      error == .fileExists
      ? Words("already exists; use --replace to overwrite it", "已存在；加 --replace 则覆盖")
      : error.words
    return Failure(words: .of(path, reason), code: 73, language: language)
  }
}
