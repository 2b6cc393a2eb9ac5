import RegistryModel

extension ReportTable {
  /// A page of its own: nothing in it is fetched, it prints on A4 and sorts by a click on a heading.
  public func html(_ language: Language) -> String {
    var page = Markup()
    page.constant("<!DOCTYPE html>\n")
    page.element("html", ["lang": language == .en ? "en" : "zh-CN"]) { page in
      page.element("head") { page in
        page.single("meta", ["charset": "utf-8"])
        page.single("meta", ["name": "viewport", "content": "width=device-width"])
        // Nothing from elsewhere, whatever a name might ask for.
        page.single(
          "meta",
          [
            "http-equiv": "Content-Security-Policy",
            "content": "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'",
          ])
        page.element("title", text: "\(title[language]) - \(head.office)")
        page.element("style") { page in
          page.constant(ReportPage.style)
          page.constant(columns.count > 8 ? ReportPage.wide : ReportPage.narrow)
        }
      }
      page.line()
      page.element("body") { page in
        write(language, to: &page)
        page.element("script") { $0.constant(ReportPage.script) }
      }
    }
    page.line()
    return page.html
  }

  private func write(_ language: Language, to page: inout Markup) {
    page.element("header") { page in
      page.element("h1", text: title[language])
      page.element("p") { page in
        page.element("span", text: head.office)
        if let plan = head.plan { page.element("span", text: plan.title[language]) }
        page.element("span", text: head.time[language])
      }
    }
    let charts = charts
    write(charts.filter { !$0.isTall }, language, to: &page)
    page.element("div", ["class": "wide"]) { writeTable(language, to: &$0) }
    // What fills a page of its own comes after the table.
    write(charts.filter(\.isTall), language, to: &page)
    if !notes.isEmpty {
      page.element("ul", ["class": "notes"]) { page in
        for note in notes { page.element("li", text: note[language]) }
      }
    }
    page.element("footer") { page in
      page.element("dl") { page in
        for (label, value) in head.foot {
          page.element("div") { page in
            page.element("dt", text: label[language])
            page.element("dd", text: value)
          }
        }
      }
    }
  }

  private func write(_ charts: [ReportChart], _ language: Language, to page: inout Markup) {
    page.line()
    if charts.isEmpty { return }
    page.element("div", ["class": "charts"]) { page in
      for chart in charts { chart.write(title, language, to: &page) }
    }
    page.line()
  }

  private func writeTable(_ language: Language, to page: inout Markup) {
    page.element("table") { page in
      page.element(
        "caption", text: title[language] + Words(", ", "，")[language] + head.time[language])
      page.element("thead") { page in
        page.element("tr") { page in
          for column in columns {
            page.element("th", ["scope": "col", "class": column.side]) { page in
              // No button: browsers leave those out of headings repeated on paper.
              page.element(
                "span", ["role": "button", "tabindex": "0"], text: column.title[language])
            }
          }
        }
      }
      for (part, lines) in [("tbody" as StaticString, rows), ("tfoot", totals)] where !lines.isEmpty
      {
        page.line()
        page.element(part) { page in
          for cells in lines { write(cells, language, to: &page) }
        }
      }
    }
  }

  private func write(_ cells: [Cell], _ language: Language, to page: inout Markup) {
    page.element("tr") { page in
      for (place, cell) in cells.enumerated() {
        let column = columns[place]
        let value = column.alignment == .right ? cell.json.number : ""
        if place < keys {
          page.element("th", ["scope": "row", "class": column.side], text: cell.text[language])
        } else if value.isEmpty {
          page.element("td", ["class": column.side], text: cell.text[language])
        } else {
          page.element(
            "td", ["class": column.side, "data-value": value], text: cell.text[language])
        }
      }
    }
    page.line()
  }
}

extension ReportTable.Column {
  fileprivate var side: String { alignment == .right ? "number" : "text" }
}

extension JSON {
  /// The number to sort by, without a sign of thousands or per cent; empty if it is none.
  fileprivate var number: String { int.map { String($0) } ?? string ?? "" }
}
