// Measures what a clerk waits for, each figure beside its yardstick: `make bench`.
//
// usage: bench DIRECTORY [district|city] [start|keys|search|figures|propose|save|load|import|growth ...]; the registries are
// made in DIRECTORY and left there for the next run. Without a part all are measured but growth: two
// million saves take minutes to make, and much less where DIRECTORY lies in memory.

import Glibc
import RegistryDemo
import RegistryModel
import RegistryStore
import RegistryTestSupport
import SystemPackage

/// Makes a registry of `district` at `path`; with `untilFirst`, up to its first organization only.
func makeRegistry(_ district: DemoDistrict, at path: FilePath, untilFirst: Bool = false) throws {
  let end = district.entries.firstIndex { entry in
    entry.set.changes.contains { $0.id == RecordID(.organization, 1) }
  }
  let entries = untilFirst ? district.entries[...(end ?? 0)] : district.entries[...]
  let directory = try RegistryDirectory.create(
    at: path, entries.map { .init($0.set, by: $0.by, at: $0.at) },
    identity: RegistryIdentity(id: String(repeating: "0", count: 32)), today: SampleDistrict.today)
  try directory.checkpoint()
  let plan = try FileDescriptor.open(
    path.appending("plans").appending(district.plan.name), .writeOnly, options: .create,
    permissions: .ownerReadWrite)
  _ = try plan.closeAfter { try plan.writeAll(district.plan.text.utf8) }
}

/// The record files of a registry: one a kind, where it has records.
func recordFiles(of registry: FilePath) -> [FilePath] {
  Kind.allCases.map { registry.appending("\($0.schema.file).json") }
    .filter { access($0.string, F_OK) == 0 }
}

/// What can be measured by itself.
enum Part: String, CaseIterable {
  case start, keys, search, figures, propose, save, load, `import`, growth
}

/// A long import, and what it brought in out as a workbook and in again.
func imports(_ district: DemoDistrict, _ place: FilePath) throws -> [Line] {
  let bench = ImportBench(district: district, place: place)
  return try bench.lines()
    + SpreadsheetBench(registry: bench.registry, place: place, rows: bench.rows).lines()
}

func run(in place: FilePath, _ size: DemoSize, _ parts: [Part]) throws {
  let today = SampleDistrict.today
  let (full, empty) = (place.appending(size.rawValue), place.appending("empty"))
  mkdir(place.string, 0o755)
  if access(full.string, F_OK) != 0 {
    try makeRegistry(DemoDistrict(size: size, until: today), at: full)
  }
  if access(empty.string, F_OK) != 0 {
    try makeRegistry(DemoDistrict(size: .small, until: today), at: empty, untilFirst: true)
  }

  var load = [0.0]
  getloadavg(&load, 1)
  print("size: \(size.rawValue); load of the machine before: \(load[0].short)\n\(Line.heading)")
  let disk = DiskBench(registry: full, empty: empty, today: today)
  for part in parts {
    let lines: [Line] =
      switch part {
      case .start:
        try ProgramBench(registry: full, home: place.appending("home"), size: size).lines()
      case .keys: try ScreenBench(full, size).lines()
      case .search:
        try SearchBench(
          try SampleDistrict(size), today: today, place: place,
          goal: size == .city ? 16 : 3
        ).lines()
      case .figures: FigureBench(try SampleDistrict(size), today: today).lines()
      case .propose: ProposingBench(try SampleDistrict(size), today: today).lines()
      case .save: try disk.saves()
      case .load: [try disk.load()]
      case .import:
        try imports(DemoDistrict(size: size, until: today), place)
      case .growth: try GrowthBench(young: full, place: place, size: size).lines()
      }
    for line in lines { print(line.text) }
  }
}

let arguments = CommandLine.arguments
let parts = arguments.dropFirst(3).map(Part.init)
guard arguments.count >= 2, !parts.contains(nil),
  let size = DemoSize(rawValue: arguments.dropFirst(2).first ?? "district")
else {
  print(
    "usage: bench DIRECTORY [district|city] [start|keys|search|figures|save|load|import|growth ...]"
  )
  exit(64)
}
do {
  let chosen = parts.compactMap { $0 }
  try run(
    in: FilePath(arguments[1]), size,
    chosen.isEmpty ? Part.allCases.filter { $0 != .growth } : chosen)
} catch {
  print("bench: \(error)")
  exit(1)
}
