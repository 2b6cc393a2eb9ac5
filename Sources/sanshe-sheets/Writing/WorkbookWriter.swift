enum WorkbookWriter {
  static func run() -> Int32 { 1 }
}
