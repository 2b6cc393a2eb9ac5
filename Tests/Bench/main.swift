// Measures what a clerk waits for, each figure beside its yardstick: `make bench`.
//
// usage: bench DIRECTORY [district|city]; registries are made in DIRECTORY and left there.

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

func run(in place: FilePath, _ size: DemoSize) throws {
  let today = SampleDistrict.today
  let (full, empty) = (place.appending(size.rawValue), place.appending("empty"))
  mkdir(place.string, 0o755)
  try makeRegistry(DemoDistrict(size: size, until: today), at: full)
  try makeRegistry(DemoDistrict(size: .small, until: today), at: empty, untilFirst: true)

  var load = [0.0]
  getloadavg(&load, 1)
  print("size: \(size.rawValue); load of the machine before: \(load[0].short)\n\(Line.heading)")
  for line in try ProgramBench(registry: full).lines() { print(line.text) }
  let district = try SampleDistrict(size)
  for line in ScreenBench(district: district).lines() { print(line.text) }
  let search = SearchBench(
    registry: district.registry, today: today, place: place, goal: size == .city ? 16 : 3)
  for line in try search.lines() { print(line.text) }
  for line in try DiskBench(registry: full, empty: empty, today: today).lines() {
    print(line.text)
  }
}

let arguments = CommandLine.arguments
guard arguments.count >= 2,
  let size = DemoSize(rawValue: arguments.dropFirst(2).first ?? "district")
else {
  print("usage: bench DIRECTORY [district|city]")
  exit(64)
}
do {
  try run(in: FilePath(arguments[1]), size)
} catch {
  print("bench: \(error)")
  exit(1)
}
