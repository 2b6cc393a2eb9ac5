import RegistryTestSupport
import SystemPackage
import Testing

@testable import RegistryStore

/// A file is read to its end, whatever it is said to have.
@Suite struct WholeFileTests {
  private let directory = TemporaryDirectory()
  private var path: FilePath { directory.path.appending("file") }

  @Test func fileThatSaysItHasNothing_isRead() throws {
    let text = try #require(try PosixFileSystem().contents(of: "/proc/self/status"))
    #expect(String(decoding: text, as: UTF8.self).contains("VmPeak"))
  }

  @Test func fileThatGrows_isReadToItsEnd() throws {
    let path = path
    let whole = [UInt8](repeating: 0x61, count: 3 << 20)
    try Bytes.write([0x61], to: path)
    let disk = FaultyFileSystem { call in
      // Between the look at it and the reading.
      if call.name == "read", call.number < 5 { try? Bytes.write(whole, to: path) }
      return nil
    }
    #expect(try disk.contents(of: path) == whole)
  }

  @Test func fileBeyondTheLimit_isRefused_howeverItGotThere() throws {
    let path = path
    for count in [4, 5, 6, 4 << 20] {
      try Bytes.write([1, 2, 3], to: path)
      let disk = FaultyFileSystem { call in
        if call.name == "read" { try? Bytes.write([UInt8](repeating: 1, count: count), to: path) }
        return nil
      }
      let file = try disk.open(path, .reading)
      defer { disk.close(file) }
      if count <= 5 {
        #expect(try disk.readAll(file, limit: 5).count == count)
      } else {
        #expect(throws: DiskError(.read, nil, .fileTooLarge)) { try disk.readAll(file, limit: 5) }
      }
    }
  }
}
