import RegistryModel
import RegistryScreens

// Paper, without a printer.
extension Robot {
  mutating func result(of order: PrintOrder) -> PrintOrder.Result {
    guard let text = order.paper.text({ _ in nil }) else { return .refused(Words("lost", "无法读取")) }
    if let path = order.file {
      guard files[path] == nil else { return .refused(Words("already exists", "已存在")) }
      files[path] = text
      return .written(path)
    }
    guard canPrint else { return .noPrinter }
    printed.append(text)
    return .printed("request id is Office-\(printed.count)")
  }
}
