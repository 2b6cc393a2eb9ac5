import RegistryModel
import RegistryTestSupport
import SystemPackage
import Testing

@testable import RegistryStore

extension Faults {
  /// One bit turned at every byte of every file; all eight of each in `make faults`.
  @Suite struct Flips {
    @Test func bit_turnedAnywhere_isRefused_orFoundByCheck_andNeverOverwritten() throws {
      let registry = try SmallRegistry()
      let firstSegment = registry.layout.segment(1)
      for (place, (file, whole)) in try registry.files().enumerated() {
        var chance = Campaign.generator(place)
        let checkpointEnd = file == firstSegment ? SmallRegistry.lineEnds(whole)[2] : 0
        // In `make test` only now and then in a long file.
        let step = Campaign.isLong || whole.count < 200 ? 1 : 7
        for offset in stride(from: Int(Campaign.seed % UInt64(step)), to: whole.count, by: step) {
          let one = UInt8.random(in: 0..<8, using: &chance)
          for bit in Campaign.isLong ? Array(0..<8) : [one] {
            var bytes = whole
            bytes[offset] ^= 1 << bit
            try Bytes.write(bytes, to: file)
            Campaign.count(.bits)
            let comment: Comment = "bit \(bit) of byte \(offset) of \(file), \(Campaign.again)"
            let error = try refusal(registry.path, behind: offset < checkpointEnd)
            guard let (found, line) = error.flatMap(Self.place) else {
              Campaign.count(.lost)
              Issue.record("\(comment): \(error?.words.en ?? "taken")")
              continue
            }
            #expect(found == file, comment)
            if file.extension == "jsonl" {
              #expect(line == 1 + whole[..<offset].count { $0 == UInt8(ascii: "\n") }, comment)
            }
            #expect(try Bytes.of(file) == bytes, comment)
          }
        }
        try Bytes.write(whole, to: file)
      }
      #expect(try Sample.open(registry.path).head.contents == registry.states[5])
    }

    /// Why the registry does not open, or what `check` finds in what opening does not read.
    private func refusal(_ path: FilePath, behind: Bool) throws -> StoreError? {
      do throws(StoreError) {
        let registry = try RegistryDirectory(path, .writing, account: "lina")
        _ = try registry.load()
        if !behind { return nil }
        return try registry.check().damage.first
      } catch {
        return error
      }
    }

    private static func place(_ error: StoreError) -> (FilePath, Int?)? {
      switch error {
      case .damaged(let file, let line, _): (file, line)
      case .newerFormat(let file, _): (file, 1)
      default: nil
      }
    }
  }
}
