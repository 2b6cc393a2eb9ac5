import CExpat

/// What a reader of one part does with its elements.
protocol XMLReading: AnyObject {
  /// The element all others are in.
  static var root: XMLElement { get }
  /// Nothing more is wanted.
  var isFinished: Bool { get }
  func start(_ element: XMLElement, _ attributes: XMLAttributes) throws(Problem)
  func end(_ element: XMLElement) throws(Problem)
  func text(_ bytes: UnsafeRawBufferPointer) throws(Problem)
}

extension XMLReading {
  var isFinished: Bool { false }
  func end(_ element: XMLElement) throws(Problem) {}
  func text(_ bytes: UnsafeRawBufferPointer) throws(Problem) {}
}

/// Expat: a part is read as it is unpacked and never held as a whole.
final class XMLParser {
  private let parser: XML_Parser
  private let reading: any XMLReading
  private let root: XMLElement
  private var problem: Problem?
  private var depth = 0
  private var fed = 0

  init(_ reading: some XMLReading) throws(Problem) {
    guard let parser = XML_ParserCreateNS(nil, 10) else {
      throw Problem("there is not enough memory", "内存不足")
    }
    self.parser = parser
    self.reading = reading
    root = type(of: reading).root
    XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    XML_SetElementHandler(
      parser, { XMLParser.of($0)?.start($1, $2) }, { XMLParser.of($0)?.end($1) })
    XML_SetCharacterDataHandler(parser) { XMLParser.of($0)?.text($1, $2) }
    // Entities can be declared only here, and no spreadsheet does.
    XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in
      XMLParser.of(data)?.stop(
        .damaged("a part has declarations of its own", "有组成部分自带声明（DTD）"))
    }
  }

  deinit { XML_ParserFree(parser) }

  private static func of(_ data: UnsafeMutableRawPointer?) -> XMLParser? {
    data.map { Unmanaged<XMLParser>.fromOpaque($0).takeUnretainedValue() }
  }

  /// Reads a part with this.
  static func read(
    _ part: ZipArchive.Part, of archive: ZipArchive, _ reading: some XMLReading,
    progress: (Int) throws(Problem) -> Void = { _ throws(Problem) in }
  ) throws(Problem) {
    let parser = try XMLParser(reading)
    try archive.read(part) { (bytes) throws(Problem) in
      try parser.feed(bytes, isLast: false)
      try progress(bytes.count)
      return !reading.isFinished
    }
    try parser.end()
  }

  /// Reads some bytes of a part.
  func feed(_ bytes: [UInt8]) throws(Problem) {
    if bytes.isEmpty || reading.isFinished { return }
    try bytes.withUnsafeBufferPointer { (bytes) throws(Problem) in
      for start in stride(from: 0, to: bytes.count, by: Limits.tokenBytes) {
        let end = min(bytes.count, start + Limits.tokenBytes)
        try feed(
          UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[start..<end])), isLast: false)
      }
    }
  }

  /// There are no more bytes.
  func end() throws(Problem) {
    if !reading.isFinished { try feed(UnsafeRawBufferPointer(start: nil, count: 0), isLast: true) }
  }

  private func feed(_ bytes: UnsafeRawBufferPointer, isLast: Bool) throws(Problem) {
    let status = XML_Parse(
      parser, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count),
      isLast ? 1 : 0)
    if let problem { throw problem }
    if reading.isFinished { return }
    if status != XML_STATUS_OK {
      throw .damaged("a part is not well-formed XML", "有组成部分不是正确的 XML")
    }
    fed += bytes.count
    if fed - max(0, XML_GetCurrentByteIndex(parser)) > Limits.tokenBytes { throw .tooLongToken }
  }

  private func stop(_ problem: Problem) {
    if self.problem == nil { self.problem = problem }
    XML_StopParser(parser, 0)
  }

  private func attempt(_ step: () throws(Problem) -> Void) {
    // Expat may still call once after it was told to stop.
    guard problem == nil, !reading.isFinished else { return }
    do throws(Problem) {
      try step()
      if reading.isFinished { XML_StopParser(parser, 0) }
    } catch {
      stop(error)
    }
  }

  private func start(
    _ name: UnsafePointer<CChar>?, _ pairs: UnsafeMutablePointer<UnsafePointer<CChar>?>?
  ) {
    guard let name else { return }
    depth += 1
    attempt { () throws(Problem) in
      if depth > Limits.elementDepth { throw .tooDeep }
      let element = XMLElement(name)
      if depth == 1, element != root, root != .other {
        throw .damaged("a part is not what it should be", "有组成部分内容不符")
      }
      try reading.start(element, XMLAttributes(pairs))
    }
  }

  private func end(_ name: UnsafePointer<CChar>?) {
    guard let name else { return }
    depth -= 1
    attempt { () throws(Problem) in try reading.end(XMLElement(name)) }
  }

  private func text(_ characters: UnsafePointer<CChar>?, _ count: Int32) {
    attempt { () throws(Problem) in
      try reading.text(UnsafeRawBufferPointer(start: characters, count: Int(count)))
    }
  }
}
