// A plan as its file has it.
extension Plan {
  /// The whole file; read again it is this plan.
  public var json: JSON {
    .object(
      of: ("id", .string(id)), ("title", title.json), ("start", start.json), ("end", end.json),
      ("source", source.json), ("targets", .array(targets.map(\.json))))
  }
}

extension Target {
  /// Its object of the file: what only holds where nothing is said is left out.
  fileprivate var json: JSON {
    var pairs: [(String, JSON?)] = [
      ("id", .string(id)), ("label", label.json), ("short", short?.json),
      ("scope", scope.json), ("measure", measure?.json), ("aggregate", aggregate.json),
    ]
    switch bound {
    case .atLeast(let number): pairs.append(("atLeast", number.json))
    case .moreThan(let number): pairs.append(("moreThan", number.json))
    case nil: pairs.append(("atLeast", .null))
    }
    let isCounted = [measure, over].compactMap { $0 }
    let ofOrganizations = isCounted.contains(where: \.countsOrganizations)
    let ofWorkers = isCounted.contains(where: \.countsWorkers)
    let hasMinimum = aggregate == .share && measure?.isShareOnly != true
    pairs += [
      ("minimum", hasMinimum ? minimum.json : nil), ("over", over?.json),
      ("per", aggregate == .ratio ? .int(per) : nil), ("unit", unit.json),
      ("deadline", deadline.json),
      ("tiers", ofOrganizations ? organizations.tiers.json : nil),
      ("statuses", ofOrganizations ? organizations.statuses.json : nil),
      ("roles", ofWorkers ? workers.roles.json : nil),
      ("licences", ofWorkers ? workers.licences.json : nil),
      ("baseline", baseline?.json), ("source", source.json), ("missing", notRecorded?.json),
    ]
    return .object(pairs.compactMap { key, value in value.map { JSON.Member(key, $0) } })
  }
}

extension Baseline {
  fileprivate var json: JSON {
    .object(of: ("value", value.json), ("asOf", asOf.json), ("source", source.json))
  }
}

extension Words {
  fileprivate var json: JSON {
    en == chinese
      ? .string(en)
      : .object(
        of: (Language.en.rawValue, .string(en)), (Language.chinese.rawValue, .string(chinese)))
  }
}

extension Set where Element: Code {
  /// In the table's order.
  fileprivate var json: JSON { .array(Element.allCases.filter(contains).map(\.json)) }
}
