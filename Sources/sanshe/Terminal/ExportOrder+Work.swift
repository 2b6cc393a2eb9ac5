import RegistryExchange
import RegistryModel
import RegistryScreens
import SystemPackage

extension ExportOrder {
  /// Writes the file; one that is there is left alone.
  var done: Result {
    let path = FilePath(typed: path)
    if let refusal = Files.refusal(at: path) { return .refused(refusal) }
    let shown = isNoted ? [] : listing.shownInFull
    if !shown.isEmpty { return .showing(shown) }
    do throws(Problem) {
      let bytes = try listing.bytes(format, language, asked: asked, isFile: true)
      if let fault = Files.putNew(bytes, at: path) { return .refused(fault) }
    } catch {
      return .refused(error.reason)
    }
    return .written(path.string)
  }
}
