// What a text tells of one person by its form alone, in records that are to name nobody.

extension String {
  /// A valid resident identity number is in it.
  var hasIdentityNumber: Bool {
    numbersWritten.contains { IdentityNumber.residentProblem($0) == nil }
  }

  /// A mobile phone number is in it, with the country's code or without.
  var hasMobileNumber: Bool {
    numbersWritten.contains { number in
      ["", "86", "0086"].contains { code in
        number.hasPrefix(code) && PhoneNumber.isMobile(number.dropFirst(code.count))
      }
    }
  }

  /// A building, an entrance or a room is named by its number: 3号楼, 5栋, 2单元, 301室.
  var hasDoorNumber: Bool {
    let text = nfkc.tidied.filter { $0 != " " }
    return ["栋", "幢", "号楼", "单元", "室"].contains { word in
      text.ranges(of: word).contains { place in
        text[..<place.lowerBound].last.map { $0.isASCII && $0.isNumber || Self.digits.contains($0) }
          == true
      }
    }
  }

  private static let digits: Set<Character> = Set("一二三四五六七八九十")

  /// The numbers in it as people write them, with or without spaces and dashes: whatever parts that follow
  /// each other make together.
  private var numbersWritten: [String] {
    var runs: [[String]] = [[]]
    var part = ""
    func end(isRun: Bool) {
      if !part.isEmpty { runs[runs.count - 1].append(part) }
      part = ""
      if isRun { runs.append([]) }
    }
    for character in nfkc.uppercased() {
      switch character {
      case "0"..."9": part.append(character)
      // The last place of an identity number.
      case "X" where !part.isEmpty: part.append(character)
      case " ", "-": end(isRun: false)
      default: end(isRun: true)
      }
    }
    end(isRun: false)
    return runs.flatMap { parts in
      parts.indices.flatMap { first in
        var number = ""
        // None is longer than an identity number.
        return parts[first...].prefix { part in
          number += part
          return number.utf8.count <= 18
        }.indices.map { parts[first...$0].joined() }
      }
    }
  }
}
