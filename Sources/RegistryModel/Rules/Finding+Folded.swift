extension [Finding] {
  /// Findings of one rule and field of a kind of record that are told one by one.
  private static var single: Int { 5 }

  /// A line a finding; of those of one rule all beyond a few are one line, unless each is asked for.
  public func lines(all: Bool) -> [Words] {
    Folded.all(self, single: all ? .max : Self.single) {
      $0
    } kind: {
      [String($0.severity == .hard), $0.id.kind.rawValue, $0.rule, $0.field]
    }.map { folded in
      let finding = self[folded.places[0]]
      let field = finding.id.kind.schema[finding.field]
      let mark = finding.severity == .hard ? "!" : "?"
      guard folded.isRest else {
        return Words(same: "\(mark) \(finding.id) ")
          + (field?.naming(finding.words) ?? finding.words)
      }
      let (count, ids) = (folded.places.count, folded.places.lazy.map { self[$0].id.description })
      let rest = Words(
        "and \(count) more of this rule (\(ids.firstFew)); --all prints each",
        "同类问题另有 \(count) 个 (\(ids.firstFew))，--all 逐条列出")
      return Words(same: "\(mark) ") + (field?.naming(rest) ?? rest)
    }
  }
}
