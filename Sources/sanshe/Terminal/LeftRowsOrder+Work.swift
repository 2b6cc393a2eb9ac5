import RegistryExchange
import RegistryModel
import RegistryScreens
import SystemPackage

extension LeftRowsOrder {
  /// Writes the file; one that is there is left alone.
  var done: Result {
    var writer = CSVWriter(for: .spreadsheet)
    writer.append(header)
    for row in rows { writer.append(row) }
    let path = FilePath(typed: path)
    let refusal = Files.refusal(at: path) ?? Files.putNew(writer.bytes, at: path)
    return refusal.map { .refused($0, self) } ?? .written(path.string, rows: rows.count)
  }
}
