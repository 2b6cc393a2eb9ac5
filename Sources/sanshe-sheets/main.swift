import SheetLines

guard SheetCommand(arguments: Array(CommandLine.arguments.dropFirst())) != nil else {
  fatalError()
}
