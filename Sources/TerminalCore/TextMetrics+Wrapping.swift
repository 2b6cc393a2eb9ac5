extension TextMetrics {
  /// `text` in lines of at most `columns`, broken at spaces and between Chinese characters.
  ///
  /// Closing punctuation never begins a line, opening punctuation never ends one; a word that is
  /// too long for a line is cut. Line feeds begin a new line.
  public func wrapped(_ text: String, to columns: Int) -> [String] {
    guard columns > 0 else { return [] }
    return text.split(separator: "\n", omittingEmptySubsequences: false).flatMap {
      wrappedParagraph(String($0), to: columns)
    }
  }

  /// As many of the lines of a wrapped text as there is room for; where some are left out, the last one
  /// ends with two dots.
  public func first(_ rows: Int, of lines: [String], to columns: Int) -> [String] {
    guard rows > 0, lines.count > rows else { return Array(lines.prefix(max(0, rows))) }
    return lines.prefix(rows - 1) + [truncated(lines[rows - 1] + " ..", to: columns, marker: "..")]
  }

  /// A sentence, or as many of its first clauses as fit in `columns`; two dots where not even one does.
  public func brief(_ sentence: String, to columns: Int) -> String {
    if self.columns(of: sentence) <= columns { return sentence }
    let ends = sentence.indices.filter { ",;:(，；：（".contains(sentence[$0]) }
    let clauses = ends.reversed().lazy.map { end in
      String(sentence[..<end].reversed().drop { $0 == " " }.reversed())
    }
    return clauses.first { !$0.isEmpty && self.columns(of: $0) <= columns }
      ?? truncated("..", to: columns)
  }

  private func wrappedParagraph(_ text: String, to columns: Int) -> [String] {
    var lines: [String] = []
    var (line, used) = ("", 0)
    func end() {
      while line.last == " " { line.removeLast() }
      lines.append(line)
      (line, used) = ("", 0)
    }
    for piece in pieces(of: text) {
      if piece.text == " ", used == 0, !lines.isEmpty { continue }
      if used + piece.columns > columns, used > 0 {
        end()
        if piece.text == " " { continue }
      }
      guard piece.columns > columns else {
        line += piece.text
        used += piece.columns
        continue
      }
      for glyph in Glyphs(piece.text, metrics: self) {
        // A wide character in one column cannot be shown at all.
        let (shown, width) = glyph.columns > columns ? ("?", 1) : (glyph.text, glyph.columns)
        if used + width > columns { end() }
        line += shown
        used += width
      }
    }
    if used > 0 || lines.isEmpty { end() }
    return lines
  }

  /// The pieces between which a line may break.
  private func pieces(of text: String) -> [Glyph] {
    var pieces: [Glyph] = []
    var joinsNext = false
    var lastIsWord = false
    for glyph in Glyphs(text, metrics: self) {
      let isWord = glyph.columns == 1 && glyph.text != " "
      let joins = joinsNext || (isWord && lastIsWord) || isOne(of: closing, glyph)
      if joins, let last = pieces.last, last.text != " ", glyph.text != " " {
        pieces[pieces.count - 1] = Glyph(
          last.text + glyph.text, columns: last.columns + glyph.columns)
      } else {
        pieces.append(glyph)
      }
      joinsNext = isOne(of: opening, glyph)
      lastIsWord = isWord
    }
    return pieces
  }

  /// Looking for a text in a text would take longer than all else that is drawn.
  private func isOne(of signs: String, _ glyph: Glyph) -> Bool {
    glyph.text.unicodeScalars.first.map(signs.unicodeScalars.contains) ?? false
  }

  private var closing: String { "，。、；：？！）】》”’」』〉％,.;:!?)]%" }
  private var opening: String { "（【《“‘「『〈([" }
}
