// Measures what a clerk waits for, each figure beside its yardstick: `make bench`.
//
// usage: bench DIRECTORY [district|city]; registries are made in DIRECTORY and left there.

import Glibc
import RegistryDemo
import RegistryModel
import RegistryStore
import RegistryTestSupport
import SystemPackage

func makeRegistry(at path: FilePath, _ entries: some Sequence<DemoDistrict.Entry>) throws {
  if access(path.appending("registry.json").string, F_OK) == 0 { return }
  let directory = try RegistryDirectory.create(
    at: path, entries.map { .init($0.set, by: $0.by, at: $0.at) },
    identity: RegistryIdentity(id: String(repeating: "0", count: 32)), today: SampleDistrict.today)
  try directory.checkpoint()
}

/// The first change sets of a district up to its first organization.
func beginning(of district: DemoDistrict) -> ArraySlice<DemoDistrict.Entry> {
  let first = district.entries.firstIndex { entry in
    entry.set.changes.contains { $0.id == RecordID(.organization, 1) }
  }
  return district.entries[...(first ?? 0)]
}

guard CommandLine.arguments.count >= 2 else { fatalError("usage: bench DIRECTORY [SIZE]") }
let place = FilePath(CommandLine.arguments[1])
let size = CommandLine.arguments.dropFirst(2).first.flatMap(DemoSize.init) ?? .district
setvbuf(stdout, nil, _IOLBF, 0)
mkdir(place.string, 0o755)

let district = place.appending(size.rawValue)
let empty = place.appending("empty")
try makeRegistry(at: district, DemoDistrict(size: size, until: SampleDistrict.today).entries)
try makeRegistry(
  at: empty, beginning(of: DemoDistrict(size: .small, until: SampleDistrict.today)))

print("size: \(size.rawValue)\n\(Line.heading)")
let program = try ProgramBench(registry: district).lines()
for line in program { print(line.text) }
for line in ScreenBench(district: try SampleDistrict(size)).lines() { print(line.text) }
for line in try DiskBench(registry: district, empty: empty, today: SampleDistrict.today).lines() {
  print(line.text)
}
