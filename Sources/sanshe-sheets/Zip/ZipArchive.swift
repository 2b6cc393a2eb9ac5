import CZip
import Glibc

/// The parts of an Office file, which is a ZIP archive.
final class ZipArchive {
  /// One part, by its place in the archive.
  struct Part {
    let index: UInt64
    /// What the archive claims it has when it is unpacked.
    let claimedBytes: Int
    let isEncrypted: Bool
    let isReadable: Bool
  }

  /// Owned by the source, which is owned by the archive.
  private let archive: OpaquePointer
  /// By name in small letters: names differ in more than case.
  private var parts: [String: Part] = [:]
  private var inflated = 0
  private static let chunk = 64 << 10

  init(path: String) throws(Problem) {
    guard let file = fopen(path, "rb") else { throw Self.damaged }
    guard let source = zip_source_filep_create(file, 0, -1, nil) else {
      fclose(file)
      throw Self.damaged
    }
    guard let archive = zip_open_from_source(source, ZIP_RDONLY, nil) else {
      zip_source_free(source)
      throw Self.damaged
    }
    self.archive = archive
    let count = zip_get_num_entries(archive, 0)
    guard count <= Limits.parts else { throw .tooManyParts }
    for index in 0..<UInt64(max(0, count)) {
      var info = zip_stat_t()
      zip_stat_init(&info)
      guard zip_stat_index(archive, index, 0, &info) == 0, let name = info.name else { continue }
      let method = Int32(info.comp_method)
      let part = Part(
        index: index, claimedBytes: Int(clamping: info.size),
        isEncrypted: info.encryption_method != UInt16(ZIP_EM_NONE),
        isReadable: method == ZIP_CM_STORE || method == ZIP_CM_DEFLATE)
      if parts.updateValue(part, forKey: String(cString: name).lowercased()) != nil {
        throw .damaged("two parts have one name", "两个组成部分同名")
      }
    }
  }

  deinit { zip_discard(archive) }

  private static var damaged: Problem {
    .damaged("its parts are not found", "找不到其组成部分")
  }

  /// The part of that name.
  subscript(name: String) -> Part? { parts[name.lowercased()] }

  /// Hands the bytes of a part on until they end or are no longer wanted.
  func read(
    _ part: Part, _ take: (UnsafeRawBufferPointer) throws(Problem) -> Bool
  ) throws(Problem) {
    if part.isEncrypted { throw .protected }
    guard part.isReadable, let file = zip_fopen_index(archive, part.index, 0) else {
      throw .damaged("a part cannot be unpacked", "有组成部分无法解压")
    }
    defer { zip_fclose(file) }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.chunk, alignment: 16)
    defer { buffer.deallocate() }
    while true {
      let count = zip_fread(file, buffer.baseAddress!, UInt64(buffer.count))
      if count < 0 { throw .damaged("a part cannot be unpacked", "有组成部分无法解压") }
      if count == 0 { return }
      inflated += Int(count)
      if inflated > Limits.inflatedBytes { throw .tooMuchInflated }
      let isWanted = try take(UnsafeRawBufferPointer(rebasing: buffer[..<Int(count)]))
      if !isWanted { return }
    }
  }
}
