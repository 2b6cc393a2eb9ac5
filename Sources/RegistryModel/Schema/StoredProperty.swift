/// A property of a record by its key path, read and written where it is: a key path finds its way
/// again at every use, which takes several times as long as the value itself.
struct StoredProperty<Root, Value>: Sendable {
  private let path: any WritableKeyPath<Root, Value> & Sendable
  /// Bytes from the beginning of the record; nil for a property that is worked out.
  private let offset: Int?

  init(_ path: any WritableKeyPath<Root, Value> & Sendable) {
    self.path = path
    offset = MemoryLayout<Root>.offset(of: path)
  }

  /// The value in a record.
  func callAsFunction(_ root: Root) -> Value {
    guard let offset else { return root[keyPath: path] }
    return withUnsafePointer(to: root) { start in
      UnsafeRawPointer(start).advanced(by: offset).assumingMemoryBound(to: Value.self).pointee
    }
  }

  /// Changes the value in a record.
  func change<E: Error>(
    _ root: inout Root, _ body: (inout Value) throws(E) -> Void
  ) throws(E) {
    guard let offset else { return try body(&root[keyPath: path]) }
    try withUnsafeMutablePointer(to: &root) { start throws(E) in
      let value = UnsafeMutableRawPointer(start).advanced(by: offset)
      try body(&value.assumingMemoryBound(to: Value.self).pointee)
    }
  }

  /// Puts a value into a record.
  func set(_ root: inout Root, to value: Value) { change(&root) { $0 = value } }
}
