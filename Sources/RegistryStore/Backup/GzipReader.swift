import CZlib
import SystemPackage

/// The text of a compressed file, piece by piece: as much memory as a piece takes, whatever the file.
struct GzipReader: ~Copyable {
  /// Why there is no more text.
  enum Fault: Error {
    case disk(DiskError)
    /// Not gzip, damaged, cut short, or followed by something else.
    case damaged
  }

  private static let chunk = 256 << 10

  private let files: any FileSystem
  private let file: FileDescriptor
  private let stream: UnsafeMutablePointer<z_stream>
  private var input: [UInt8] = []
  private var taken = 0
  private var isAtEnd = false
  /// The last piece was full: there may be more text without more input.
  private var isFull = false
  /// Compressed bytes read so far.
  private(set) var offset = 0

  /// Reads `file` from its beginning.
  init(_ files: any FileSystem, _ file: FileDescriptor) throws(DiskError) {
    self.files = files
    self.file = file
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    guard gzip_inflate_init(stream) == Z_OK else { throw DiskError(.read, nil, .noMemory) }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// The next piece; nil at the end of a whole file.
  mutating func next() throws(Fault) -> [UInt8]? {
    while true {
      if taken == input.count, !isFull {
        do { input = try files.read(file, at: offset, count: Self.chunk) } catch {
          throw .disk(error)
        }
        (taken, offset) = (0, offset + input.count)
        if isAtEnd, input.isEmpty { return nil }
      }
      if isAtEnd || (input.isEmpty && !isFull) { throw .damaged }
      let piece = try inflate()
      if !piece.isEmpty { return piece }
    }
  }

  private mutating func inflate() throws(Fault) -> [UInt8] {
    var result = Z_OK
    let count = input.count
    let piece = [UInt8](unsafeUninitializedCapacity: Self.chunk) { buffer, filled in
      input.withUnsafeMutableBufferPointer { input in
        stream.pointee.next_in = input.baseAddress.map { $0 + taken }
        stream.pointee.avail_in = UInt32(count - taken)
        stream.pointee.next_out = buffer.baseAddress
        stream.pointee.avail_out = UInt32(Self.chunk)
        result = CZlib.inflate(stream, Z_NO_FLUSH)
        taken = count - Int(stream.pointee.avail_in)
        filled = Self.chunk - Int(stream.pointee.avail_out)
      }
    }
    isFull = piece.count == Self.chunk
    switch result {
    case Z_OK, Z_BUF_ERROR: break
    case Z_STREAM_END: (isAtEnd, isFull) = (true, false)
    default: throw .damaged
    }
    return piece
  }
}
