/// C strings of texts, and a nil after them.
func withStrings<T>(
  _ texts: [String?], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> T
) -> T {
  let pointers = texts.map { text -> UnsafeMutablePointer<CChar>? in
    guard let text else { return nil }
    let bytes = Array(text.utf8CString)
    let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
    copy.initialize(from: bytes, count: bytes.count)
    return copy
  }
  defer { for pointer in pointers { pointer?.deallocate() } }
  return body(pointers.map { UnsafePointer($0) } + [nil])
}
