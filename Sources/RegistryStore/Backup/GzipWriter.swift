import CZlib
import SystemPackage

/// Compresses what is written to it into a file, through the seam to the disk.
struct GzipWriter: ~Copyable {
  private static let chunk = 256 << 10
  /// What every such file begins with.
  static let start: [UInt8] = [0x1F, 0x8B]

  private let files: any FileSystem
  private let file: FileDescriptor
  private let stream: UnsafeMutablePointer<z_stream>
  private var written = 0

  /// Compresses into `file`, which is empty.
  init(_ files: any FileSystem, _ file: FileDescriptor) throws(DiskError) {
    self.files = files
    self.file = file
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    guard gzip_deflate_init(stream) == Z_OK else { throw DiskError(.write, nil, .noMemory) }
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
  }

  mutating func write(_ bytes: [UInt8]) throws(DiskError) { try deflate(bytes, Z_NO_FLUSH) }

  /// Writes what is left, and gzip's own checksum.
  mutating func finish() throws(DiskError) { try deflate([], Z_FINISH) }

  private mutating func deflate(_ bytes: [UInt8], _ flush: Int32) throws(DiskError) {
    var input = bytes
    let count = input.count
    var taken = 0
    var isDone = false
    while !isDone {
      let output = [UInt8](unsafeUninitializedCapacity: Self.chunk) { buffer, filled in
        input.withUnsafeMutableBufferPointer { input in
          stream.pointee.next_in = input.baseAddress.map { $0 + taken }
          stream.pointee.avail_in = UInt32(clamping: count - taken)
          stream.pointee.next_out = buffer.baseAddress
          stream.pointee.avail_out = UInt32(Self.chunk)
          let offered = Int(stream.pointee.avail_in)
          let result = CZlib.deflate(stream, flush)
          taken += offered - Int(stream.pointee.avail_in)
          filled = Self.chunk - Int(stream.pointee.avail_out)
          isDone =
            flush == Z_FINISH ? result == Z_STREAM_END : taken == count && filled < Self.chunk
        }
      }
      try files.write(output, to: file, at: written)
      written += output.count
    }
  }
}
