struct XlsWorkbook {
  init(_ input: Input) throws(Problem) { throw .protected }
  func read(_ wanted: Wanted, _ answers: Answers) throws(Problem) {}
}
