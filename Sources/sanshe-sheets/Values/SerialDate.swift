import SheetLines

/// Days and times as spreadsheets count them: days since an epoch, and parts of a day.
enum SerialDate {
  private static let secondsOfDay = 86_400
  /// The last day that spreadsheets know, 9999-12-31.
  private static let last = 2_958_465
  /// 1900-02-29, which spreadsheets have and the calendar has not.
  private static let falseDay = 60
  private static let epoch1904 = 1462

  /// The cell of a number that its format shows as a day or a time; nil for one that is neither.
  static func value(_ number: Double, _ shape: DateShape, is1904: Bool) -> SheetCell.Value? {
    guard number >= 0, number < Double(last + 1) else { return nil }
    let seconds = Int((number * Double(secondsOfDay)).rounded())
    var (day, time) = seconds.quotientAndRemainder(dividingBy: secondsOfDay)
    if shape.isElapsed { return .text(clock(seconds)) }
    guard shape.hasDate else { return .text(clock(time)) }
    if is1904 {
      day += epoch1904
    } else if day == 0 {
      return shape.hasTime ? .text(clock(time)) : nil
    }
    guard day <= last, day != falseDay else { return nil }
    let date = civil(day)
    if !shape.hasDay && !shape.hasTime {
      return .date(shape.hasMonth ? text(date.year, date.month) : pad(date.year, 4))
    }
    let text = text(date.year, date.month) + "-" + pad(date.day, 2)
    return .date(time == 0 ? text : text + " " + clock(time, withSeconds: true))
  }

  /// The number of a full date with or without a time; nil for any other text.
  static func number(_ text: String) -> (number: Double, hasTime: Bool)? {
    guard let (year, month, day, seconds) = parts(text), year >= 1900 else {
      return nil
    }
    let serial = serial(year, month, day)
    return (Double(serial) + Double(seconds ?? 0) / Double(secondsOfDay), seconds != nil)
  }

  /// A date as ISO writes it, with T or a space before the time, as the lines have it.
  static func value(_ text: String) -> SheetCell.Value {
    var short = text
    if short.hasSuffix("Z") { short.removeLast() }
    if let fraction = short.firstIndex(of: ".") { short.removeSubrange(fraction...) }
    let separator: Unicode.Scalar = short.contains("T") ? "T" : " "
    guard let (year, month, day, seconds) = parts(short, separator: separator) else {
      return text.isEmpty ? .empty : .text(text)
    }
    let date = Self.text(year, month) + "-" + pad(day, 2)
    return .date((seconds ?? 0) == 0 ? date : date + " " + clock(seconds ?? 0, withSeconds: true))
  }

  /// 12:30, with seconds if there are any or they are asked for.
  static func clock(_ seconds: Int, withSeconds: Bool = false) -> String {
    let text = pad(seconds / 3600, 2) + ":" + pad(seconds / 60 % 60, 2)
    return withSeconds || seconds % 60 != 0 ? text + ":" + pad(seconds % 60, 2) : text
  }

  private static func text(_ year: Int, _ month: Int) -> String {
    pad(year, 4) + "-" + pad(month, 2)
  }

  private static func pad(_ number: Int, _ count: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
  }

  private static let shape = Array("0000-00-00 00:00:00".utf8)

  /// Year, month, day and seconds of `2018-10-01` or `2018-10-01 12:30:00`.
  private static func parts(
    _ text: String, separator: Unicode.Scalar = " "
  ) -> (year: Int, month: Int, day: Int, seconds: Int?)? {
    let bytes = Array(text.utf8)
    guard bytes.count == 10 || bytes.count == 19 else { return nil }
    for (byte, shape) in zip(bytes, shape) {
      let isRight =
        switch shape {
        case UInt8(ascii: "0"): (0x30...0x39).contains(byte)
        case UInt8(ascii: " "): byte == UInt8(ascii: separator)
        default: byte == shape
        }
      guard isRight else { return nil }
    }
    let number = { (places: Range<Int>) in bytes[places].reduce(0) { $0 * 10 + Int($1 - 0x30) } }
    let (year, month, day) = (number(0..<4), number(5..<7), number(8..<10))
    guard (1...12).contains(month), day >= 1 else { return nil }
    // A day that the month does not have would come back as another.
    guard civil(serial(year, month, day)) == (year, month, day) else { return nil }
    if bytes.count == 10 { return (year, month, day, nil) }
    let (hour, minute, second) = (number(11..<13), number(14..<16), number(17..<19))
    guard hour < 24, minute < 60, second < 60 else { return nil }
    return (year, month, day, hour * 3600 + minute * 60 + second)
  }

  /// Days from 1970-01-01 to the day that 1 would be if there were no false day.
  private static let epoch = -25_569

  private static func civil(_ serial: Int) -> (year: Int, month: Int, day: Int) {
    let days = serial + epoch + (serial < falseDay ? 1 : 0)
    // Years begin in March here, so that the leap day is the last of its year.
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let fromMarch = (5 * dayOfYear + 2) / 153
    let month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * fromMarch + 2) / 5 + 1
    )
  }

  private static func serial(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month > 2 ? year : year - 1
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    let serial = era * 146_097 + dayOfEra - 719_468 - epoch
    return serial <= falseDay ? serial - 1 : serial
  }
}
