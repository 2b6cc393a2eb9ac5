import RegistryModel
import RegistrySearch
import TerminalCore

/// What is typed into find: a sign that narrows it, if one is first, and what is looked for.
struct FindQuestion: Equatable, Sendable {
  /// A sign at the beginning.
  enum Sign: Character, CaseIterable {
    case commands = ">"
    case persons = "@"
    case tail = "#"
    case problems = "!"

    /// What it narrows to.
    var words: Words {
      switch self {
      case .commands: Words("commands", "命令")
      case .persons: Words("persons", "姓名")
      case .tail: Words("last digits", "尾号")
      case .problems: Words("problems", "问题")
      }
    }
  }

  let sign: Sign?
  /// What is looked for.
  let text: String
  /// Characters that are before it.
  let offset: Int

  init(_ typed: String) {
    let spaces = typed.prefix { $0.isWhitespace }.count
    sign = typed.dropFirst(spaces).first.flatMap { Sign(rawValue: FullWidth.folded($0)) }
    switch sign {
    case .commands, .persons: offset = spaces + 1
    // The sign is part of what queries understand.
    case .tail, .problems, nil: offset = 0
    }
    text = String(typed.dropFirst(offset))
  }

  /// Nothing in it is but a text.
  var isOneWord: Bool { text.allSatisfy { $0.isLetter || $0.isNumber } }

  /// Who is called so: by words where the name is the record's own, else in each field that names one.
  private func queriesOfPersons(_ kind: Kind) -> [Query] {
    QueryField.all(of: kind).filter(\.isPerson).map { field in
      field.isIdentity ? Query(words: text, kind: kind) : Query(text, in: field, of: kind)
    }
  }

  /// What a new record may be called that is looked for so: letters of any kind are in it, and nothing
  /// that queries take for a sign.
  var name: String? {
    let name = text.tidied
    guard sign == nil || sign == .persons, name.contains(where: \.isLetter),
      !name.contains(where: { "*:\"“”".contains(FullWidth.folded($0)) }),
      name.first.map(FullWidth.folded) != "-"
    else { return nil }
    return name
  }

  /// What is asked of each kind; what is after `!` and names no field is looked for among records
  /// with problems.
  ///
  /// - Errors: it can be asked of no kind.
  func queries(_ kinds: [Kind], _ context: Context) throws(QueryError) -> [Query] {
    let (search, view) = (context.search, context.viewpoint)
    if sign == .persons { return kinds.flatMap(queriesOfPersons) }
    let words = text.tidied.dropFirst()
    guard sign == .problems else { return try search.queries(text, kinds, from: view) }
    if !words.isEmpty {
      do { return try search.queries(text, kinds, from: view) } catch {
        if !error.isOfUnknownField { throw error }
      }
    }
    return try search.queries("!problems \(words)", kinds, from: view)
  }

  /// What is wrong where what is after `!` is no field, but nearly one.
  func nearMiss(_ kinds: [Kind], _ context: Context) -> QueryError? {
    guard sign == .problems else { return nil }
    do {
      _ = try context.search.queries(text, kinds)
      return nil
    } catch { return error.near == nil ? nil : error }
  }
}
