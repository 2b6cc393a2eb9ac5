import RegistryModel

/// The lines of a form in pages: its fields, and before each section but the first its heading.
struct FormPages {
  enum Line: Equatable {
    case heading(Words)
    /// By its place in the form.
    case field(Int)
  }

  private(set) var pages: [[Line]] = []

  init(_ schema: KindSchema, rows: Int) {
    var (page, place): ([Line], Int) = ([], 0)
    for (number, section) in schema.sections.enumerated() {
      for offset in section.fields.indices {
        // A heading stands on the page of what it heads.
        let lines: [Line] =
          (number > 0 && offset == 0 ? [.heading(section.title)] : []) + [.field(place)]
        if !page.isEmpty, page.count + lines.count > rows {
          pages.append(page)
          page = []
        }
        page += lines
        place += 1
      }
    }
    pages.append(page)
  }

  func page(of field: Int) -> Int { pages.firstIndex { $0.contains(.field(field)) } ?? 0 }

  /// The first field of a page; nil where there is no such page.
  func firstField(of page: Int) -> Int? {
    guard pages.indices.contains(page) else { return nil }
    return pages[page].lazy.compactMap { if case .field(let place) = $0 { place } else { nil } }
      .first
  }
}
