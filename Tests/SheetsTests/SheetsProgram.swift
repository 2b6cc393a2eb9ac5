import Glibc
import SheetLines
import Testing

/// One run of the built sanshe-sheets, from its start to its end.
struct SheetsRun {
  /// The exit status, or nil if a signal ended it.
  let status: Int32?
  let signal: Int32
  let output: [UInt8]
  let error: String
  /// Of memory, at most at one time.
  let peakMegabytes: Int
  let processorSeconds: Double

  /// What it answered; nil stands for a line that is none.
  var answers: [SheetReading?] {
    var splitter = LineSplitter()
    splitter.take(output)
    var answers: [SheetReading?] = []
    while let line = splitter.next() { answers.append(SheetReading(line: line)) }
    if splitter.isInLine { answers.append(nil) }
    return answers
  }

  /// The rows of all sheets, as they stand in the lines.
  var rows: [String] {
    String(decoding: output, as: UTF8.self).split(separator: "\n").filter { $0.hasPrefix("R\t") }
      .map { String($0.dropFirst(2)) }
  }

  /// The English sentence of the problem that was said.
  var problem: String? {
    if case .problem(let english, _)?? = answers.last { english } else { nil }
  }

  /// Ended in one of the two ways that the lines promise: all was read, or one sentence says why not.
  var isOrderly: Bool {
    let answers = answers
    guard !answers.contains(nil), String(validating: output, as: UTF8.self) != nil else {
      return false
    }
    let ends = answers.filter {
      switch $0 {
      case .end, .problem: true
      default: false
      }
    }
    guard ends.count == 1 else { return false }
    switch answers.last {
    case .end?: return status == 0
    case .problem(let english, let chinese)??:
      return status == SheetCommand.problemStatus && !english.isEmpty && !chinese.isEmpty
    default: return false
    }
  }
}

/// Runs the built program with files of the tests.
enum SheetsProgram {
  /// Reads a file of these bytes.
  static func read(_ file: [UInt8], _ command: SheetCommand = .sheets) throws -> SheetsRun {
    let input = try ScratchFile(file)
    return try run(command.arguments, input: input.descriptor)
  }

  /// Writes the workbook of these lines.
  static func write(_ lines: [UInt8]) throws -> (run: SheetsRun, file: [UInt8]) {
    let input = try ScratchFile(lines)
    let output = try ScratchFile([])
    let run = try run(
      SheetCommand.write.arguments, input: input.descriptor, output: output.descriptor)
    return (run, output.bytes)
  }

  /// Writes the workbook of these orders, which must succeed.
  static func written(_ orders: [SheetWriting]) throws -> [UInt8] {
    var encoder = LineEncoder()
    for order in orders { order.encode(into: &encoder) }
    let (run, file) = try write(encoder.bytes)
    try #require(run.status == 0, "\(run.error)")
    #expect(run.output.isEmpty && run.error.isEmpty)
    return file
  }

  /// - Parameter output: a file; otherwise standard output is a pipe and is collected.
  static func run(_ arguments: [String], input: Int32, output: Int32? = nil) throws -> SheetsRun {
    let error = try ScratchFile([])
    var pipes: [Int32] = [-1, -1]
    try #require(pipe(&pipes) == 0)
    for end in pipes { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    posix_spawn_file_actions_adddup2(&actions, output ?? pipes[1], 1)
    posix_spawn_file_actions_adddup2(&actions, error.descriptor, 2)
    let program = try directory() + "/sanshe-sheets"
    var words = ([program] + arguments).map { strdup($0) } + [nil]
    var process: pid_t = 0
    let failure = posix_spawn(&process, program, &actions, nil, &words, environ)
    words.forEach { free($0) }
    posix_spawn_file_actions_destroy(&actions)
    close(pipes[1])
    try #require(failure == 0, "\(program) does not start")
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while case let count = Glibc.read(pipes[0], &buffer, buffer.count), count > 0 {
      bytes += buffer[..<count]
    }
    close(pipes[0])
    var status: Int32 = 0
    var usage = rusage()
    while wait4(process, &status, 0, &usage) < 0 && errno == EINTR {}
    let signal = status & 0x7F
    return SheetsRun(
      status: signal == 0 ? status >> 8 & 0xFF : nil, signal: signal, output: bytes,
      error: String(decoding: error.bytes, as: UTF8.self),
      peakMegabytes: Int(usage.ru_maxrss) >> 10,
      processorSeconds: Double(usage.ru_utime.tv_sec) + Double(usage.ru_utime.tv_usec) / 1e6)
  }

  /// Where the build put the tests, and the program beside them.
  private static func directory() throws -> String {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    try #require(count > 0)
    let path = String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return path.split(separator: "/").dropLast().reduce(into: "") { $0 += "/" + $1 }
  }
}

/// A file without a name, which is gone when the test is over.
final class ScratchFile {
  let descriptor: Int32

  /// A file of these bytes, to be read from its beginning.
  init(_ bytes: [UInt8]) throws {
    var name = Array("/tmp/sanshe-sheets.XXXXXX".utf8CString)
    descriptor = mkstemp(&name)
    try #require(descriptor >= 0)
    unlink(name)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      try #require(count > 0)
      rest = rest.dropFirst(count)
    }
    lseek(descriptor, 0, SEEK_SET)
  }

  deinit { close(descriptor) }

  /// All its bytes.
  var bytes: [UInt8] {
    var info = stat()
    fstat(descriptor, &info)
    return [UInt8](unsafeUninitializedCapacity: Int(info.st_size)) { buffer, count in
      count = max(0, pread(descriptor, buffer.baseAddress, buffer.count, 0))
    }
  }
}
