import RegistryModel
import RegistryPlans
import RegistrySearch
import RegistryStore
import Resources
import SystemPackage

/// The plans of the program and of the office's `plans/` directory, as they are read.
struct PlanFiles {
  /// Bytes of a plan file; ours have 6,000.
  static let maximumBytes = 1 << 20

  private(set) var library = PlanLibrary()
  private var checksum = Checksum()

  /// The program's plans and those of `registry`, whose plan takes the place of one with its id.
  init(of registry: RegistryLocation?) {
    for bytes in Resources.plans { add(bytes, named: "plan", from: .program) }
    guard let directory = registry?.plans else { return }
    for name in Files.names(in: directory).sorted() where name.hasSuffix(".json") {
      let path = directory.appending(name)
      do throws(DiskError) {
        add(
          try Files.read(path, limit: Self.maximumBytes), named: name, at: path.string, from: .file)
      } catch {
        library.add(problem: .of(path, error.reason))
      }
    }
  }

  /// Tells these files from any others: it changes with every byte of theirs.
  var digest: String { checksum.text }

  /// The digest takes its name, which is the same however the registry's path is spelled.
  private mutating func add(
    _ bytes: [UInt8], named name: String, at place: String? = nil, from origin: PlanLibrary.Origin
  ) {
    checksum.update(Array("\(name) \(bytes.count)\n".utf8) + bytes)
    do throws(PlanFileError) {
      let plan = try Self.read(bytes)
      if origin == .file, library.entry(plan.id)?.origin == .file {
        library.add(
          problem: Words(same: (place ?? name) + ": ")
            + Words(
              "another plan file has the id \(plan.id) as well; this one is used",
              "另一规划文件的编号也是 \(plan.id)，现以此文件为准"))
      }
      library.add(plan, from: origin)
    } catch {
      library.add(problem: Words(same: (place ?? name) + error.place + ": ") + error.words)
    }
  }

  /// Reads the plan of a file.
  static func read(_ bytes: [UInt8]) throws(PlanFileError) -> Plan {
    do {
      return try Plan(json: try JSON(bytes: bytes))
    } catch let error as JSONError {
      let line = error.offset.map { bytes[..<$0].count { $0 == UInt8(ascii: "\n") } + 1 }
      throw PlanFileError(line: line, words: error.words)
    } catch let error as PlanError {
      throw PlanFileError(line: nil, words: error.words)
    } catch {
      throw PlanFileError(line: nil, words: Words(same: "\(error)"))
    }
  }
}

/// Why a file holds no plan.
struct PlanFileError: Error {
  /// Where its text is no JSON.
  let line: Int?
  let words: Words

  /// `:12`, what stands behind the file's name.
  var place: String { line.map { ":\($0)" } ?? "" }
}

extension PlanLibrary {
  /// The plan asked for, or the office's first; nil if the office has none.
  ///
  /// - Errors: the first file that could not be read, where the plan is not among the others.
  func plan(
    _ id: String?, for office: Office, _ language: Language
  ) throws(Failure) -> Plan? {
    guard let wanted = id ?? office.plans?.first else { return nil }
    if let plan = self[wanted] { return plan }
    if let problem = problems.first { throw Failure.data(problem, language) }
    throw unknown(wanted, language)
  }

  /// There is no plan of this id.
  func unknown(_ id: String, _ language: Language) -> Failure {
    let near = Spelling.nearest(to: id, among: plans.map(\.id)).map { Words(same: $0) }
    return .usage(
      Words("there is no plan \(id)", "没有规划 \(id)").suggesting(
        near, else: Words("; sanshe plans lists them", "，用 sanshe plans 查看")), language)
  }
}
