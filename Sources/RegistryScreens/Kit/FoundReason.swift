import RegistryModel
import RegistrySearch

/// Why a record is among the results: its name with the part that was met, and what else has to be
/// said.
struct FoundReason {
  let name: MarkedText
  /// By what it was met, or the field that was, with the part of it.
  let reason: MarkedText

  /// - Parameters:
  ///   - marks: none if nothing was looked for in texts.
  ///   - field: what was asked beside texts, if anything.
  init(of id: RecordID, _ marks: [FoundMark], asked field: QueryField?, _ context: Context) {
    let (full, shown) = (context.name(of: id), context.shortName(of: id))
    let inName = marks.lazy.compactMap { mark in
      mark.source.isName || mark.text == full
        ? mark.range(in: shown).map { (mark: mark, range: $0) } : nil
    }.first
    name = MarkedText(shown, inName?.range ?? 0..<0)
    if let other = marks.first(where: { $0 != inName?.mark }) {
      reason = Self.field(other, of: id, context)
    } else if inName == nil, let field, let stored = context.registry[id] {
      let value = field.text(of: stored, context.viewpoint, context.language)
      reason = "\(context.say(field.title)): " + MarkedText(value, 0..<value.count)
    } else {
      reason = MarkedText(inName.flatMap { $0.mark.way.words.map(context.say) } ?? "")
    }
  }

  /// `电话: 138****[0021]`
  private static func field(_ mark: FoundMark, of id: RecordID, _ context: Context) -> MarkedText {
    var label = Words("Full name", "全名")
    switch mark.source {
    case .name:
      // On a past day it may have another name than now.
      if mark.text != context.name(of: id) { label = Words("Name now", "现名称") }
    case .shortName: label = Words("Short name", "简称")
    case .id: label = Words("Id", "内部编号")
    case .row(let place):
      let kinds = context.registry.ownership.kinds(of: id.kind)
      guard kinds.indices.contains(place) else { break }
      label = kinds[place].kind.schema.label
    case .former(let ordinal):
      let fields = id.kind.schema.fields
      guard fields.indices.contains(ordinal) else { break }
      label = Words("Formerly", fields[ordinal].formerLabel.chinese)
    case .number(let ordinal), .field(let ordinal):
      let fields = id.kind.schema.fields
      guard fields.indices.contains(ordinal) else { break }
      label = fields[ordinal].column?.title ?? fields[ordinal].label
    }
    let way = mark.way.isDoubtful ? mark.way.words.map { context.say($0) + " " } ?? "" : ""
    return "\(way)\(context.say(label)): " + MarkedText(mark.text, mark.range)
  }
}

extension FoundMark {
  /// Where the part that was met is in the name lists show, which may be less than the whole.
  func range(in shown: String) -> Range<Int>? {
    guard let place = text.firstRange(of: shown) else { return nil }
    let start = text.distance(from: text.startIndex, to: place.lowerBound)
    let moved = range.lowerBound - start..<range.upperBound - start
    let cut = moved.clamped(to: 0..<shown.count)
    return cut.isEmpty ? nil : cut
  }
}

extension TextSource {
  /// A name of the record, whole or short.
  fileprivate var isName: Bool {
    switch self {
    case .name, .shortName: true
    case .number, .former, .field, .row, .id: false
    }
  }
}

extension FoundMark.Way {
  /// By what a text was met, in a word; nil if it is there as it was typed.
  var words: Words? {
    switch self {
    case .text: nil
    case .initials: Words("initials", "首字母")
    case .fullPinyin: Words("full pinyin", "全拼")
    case .pinyin: Words("pinyin", "拼音")
    case .sameSound: Fit.Way.sameSound.note
    case .slip: Fit.Way.slip.note
    }
  }

  /// What was typed may not be what is meant.
  fileprivate var isDoubtful: Bool { self == .sameSound || self == .slip }
}
