import QiDiagnostics
import QiValues

/// Numbers, sums of money, dates and times, written as a banker writes them.
extension Lexer {
  func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

  /// `actual/365`, `30E/360`: one word, with no blank in it. Else stays.
  mutating func lexDayCount() -> Bool {
    let count = DayCount.allCases.first { bytes[position...].starts(with: $0.description.utf8) }
    guard let count, !isDigit(byte(count.description.utf8.count)) else { return false }
    let start = position
    position += count.description.utf8.count
    append(.dayCount(count), from: start)
    return true
  }

  private mutating func skipDigits(also separator: Character?) {
    let extra = separator?.asciiValue
    while isDigit(byte()) || (byte() == extra && isDigit(byte(1))) { position += 1 }
  }

  mutating func lexNumber() {
    let start = position
    if lexDate() || lexDayCount() || lexTimeOfDay() || lexDayOfYear() { return }
    if lexOtherDate() || lexOtherTime() || lexOtherDayOfYear() || lexGroups() { return }
    if lexYuanSuffixed() { return }
    skipDigits(also: "_")
    if lexRate(from: start) { return }
    if byte() == UInt8(ascii: "."), isDigit(byte(1)) {
      position += 1
      skipDigits(also: nil)
      let counts = isUnitNext
      return reportInvalid(
        .decimalNumber(counts: counts, at: SourceRange(start, position)), from: start)
    }
    let digits = bytes[start..<position].filter(isDigit)
    guard let value = Int64(String(decoding: digits, as: UTF8.self)) else {
      return reportInvalid(.integerTooLarge(at: SourceRange(start, position)), from: start)
    }
    if digits.count > 1, digits[0] == UInt8(ascii: "0") {
      report(.leadingZero("\(value)", at: SourceRange(start, position)))
    }
    append(.integer(value), from: start)
  }

  /// `1,000`, `￥10，000`, `1，500，000元`: three digits that cannot be a number of their own are
  /// reported together with all the groups they stand among. Else stays.
  private mutating func lexGroups() -> Bool {
    guard isGroup(at: 0), byte() == UInt8(ascii: "0"), let first = takeGroupsBefore() else {
      return false
    }
    position += 3
    while let comma = [",", "，"].first(where: { bytes[position...].starts(with: $0.utf8) }),
      isGroup(at: comma.utf8.count)
    { position += comma.utf8.count + 3 }
    skipDecimals()
    let unit = ["元", "万元", "亿元"].first { bytes[position...].starts(with: $0.utf8) }
    position += unit?.utf8.count ?? 0
    let range = SourceRange(first.range.start, position)
    let meant = source.text(range).replacing("，", with: ",")
    if case .integer = first.kind, unit == nil {
      reportInvalid(.groupedNumber(meant, at: range), from: range.start)
    } else {
      reportInvalid(.wideGrouping(write: meant, at: range), from: range.start)
    }
    return true
  }

  /// The first of the tokens that end here as groups do, a number or a sum; nil, and none taken,
  /// where there is no group.
  private mutating func takeGroupsBefore() -> Token? {
    var first: Token?
    var end = position
    while let comma = tokens.last, comma.kind == .symbol(.comma), comma.range.end == end,
      let number = tokens.dropLast().last, number.range.end == comma.range.start
    {
      switch number.kind {
      case .integer, .money: first = number
      default: return first
      }
      tokens.removeLast(2)
      end = number.range.start
      if case .money = number.kind { break }
      if number.range.end - number.range.start != 3 { break }
    }
    return first
  }

  /// Three digits and no more.
  private func isGroup(at ahead: Int) -> Bool {
    (0..<3).allSatisfy { isDigit(byte(ahead + $0)) } && !isDigit(byte(ahead + 3))
  }

  /// Whether behind one blank a unit of time stands.
  private var isUnitNext: Bool {
    let next = bytes[(position + (byte() == UInt8(ascii: " ") ? 1 : 0))...]
    let units: [Keyword] = [.seconds, .minutes, .hours, .workingDays, .days, .months, .years]
    return units.flatMap { $0.english + $0.chinese }.contains { next.starts(with: $0.utf8) }
  }

  /// `12.5%`: decimals and the sign, full-width too, right behind the digits. Else stays.
  private mutating func lexRate(from start: Int) -> Bool {
    let digits = position
    skipDecimals()
    let sign = ["%", "％"].first { bytes[position...].starts(with: $0.utf8) }
    guard let sign else {
      position = digits
      return false
    }
    let fraction = bytes[digits..<position].dropFirst()
    let whole = bytes[start..<digits].filter(isDigit)
    position += sign.utf8.count
    let range = SourceRange(start, position)
    guard fraction.count <= Lexer.rateDecimals else {
      reportInvalid(.rateTooFine(at: range), from: start)
      return true
    }
    let padding = repeatElement(UInt8(ascii: "0"), count: Lexer.rateDecimals - fraction.count)
    guard let millionths = Int64(String(decoding: whole + fraction + padding, as: UTF8.self))
    else {
      reportInvalid(.integerTooLarge(at: range), from: start)
      return true
    }
    append(.rate(Rate(millionths: millionths)), from: start)
    return true
  }

  /// Of a per cent: with them it is a millionth.
  private static let rateDecimals = 4

  /// `¥1,234.56`: the sign, then digits with commas.
  mutating func lexYuan(signLength: Int) {
    let start = position
    position += signLength
    let digits = position
    skipDigits(also: ",")
    guard digits < position else {
      return reportInvalid(.yuanWithoutNumber(at: SourceRange(start, position)), from: start)
    }
    skipDecimals()
    appendMoney(digits..<position, places: 2, from: start)
  }

  /// `1,234.50元`, `300万元`, `2亿元`: a number with the unit right behind it. Else stays.
  private mutating func lexYuanSuffixed() -> Bool {
    // A later start in the same run would find the same end: looking once keeps time linear.
    guard unitlessEnd <= position else { return false }
    let start = position
    skipDigits(also: ",")
    skipDecimals()
    let digits = start..<position
    // How many decimals make a fen.
    let units: [(text: String, places: Int)] = [("元", 2), ("万元", 6), ("亿元", 10)]
    guard let unit = units.first(where: { bytes[position...].starts(with: $0.text.utf8) }) else {
      unitlessEnd = position
      position = start
      return false
    }
    position += unit.text.utf8.count
    appendMoney(digits, places: unit.places, from: start)
    return true
  }

  private mutating func skipDecimals() {
    guard byte() == UInt8(ascii: "."), isDigit(byte(1)) else { return }
    position += 1
    skipDigits(also: nil)
  }

  private mutating func appendMoney(_ digits: Range<Int>, places: Int, from start: Int) {
    let range = SourceRange(start, position)
    let parts = bytes[digits].split(separator: UInt8(ascii: "."), maxSplits: 1)
    let (whole, fraction) = (parts[0], parts.count > 1 ? parts[1] : [])
    let groups = whole.split(separator: UInt8(ascii: ","))
    if groups.count > 1,
      groups[0].count > 3 || groups.dropFirst().contains(where: { $0.count != 3 })
    {
      reportInvalid(.badGrouping(at: range), from: start)
    } else if fraction.count > places {
      reportInvalid(.tooManyDecimals(at: range), from: start)
    } else {
      let padding = repeatElement(UInt8(ascii: "0"), count: places - fraction.count)
      let fen = Int64(String(decoding: (whole + fraction).filter(isDigit) + padding, as: UTF8.self))
      guard let fen else { return reportInvalid(.moneyTooLarge(at: range), from: start) }
      append(.money(Money(fen: fen)), from: start)
    }
  }

  mutating func reportInvalid(_ diagnostic: Diagnostic, from start: Int) {
    report(diagnostic)
    append(.invalid, from: start)
  }

  /// `2026-03-31`, and `2026-03-31 18:00` or `18:00:05` after one space.
  private mutating func lexDate() -> Bool {
    let start = position
    guard let (year, month, day) = dateHere() else { return false }
    position += 10
    guard let date = Day(year: year, month: month, day: day) else {
      reportInvalid(.noSuchDate(at: SourceRange(start, position)), from: start)
      return true
    }
    guard byte() == UInt8(ascii: " "), let (hour, minute, second, length) = clockHere(1) else {
      append(.date(date), from: start)
      return true
    }
    position += 1 + length
    if let instant = Instant(day: date, hour: hour, minute: minute, second: second) {
      append(.time(instant), from: start)
    } else {
      reportInvalid(.noSuchTime(at: SourceRange(start, position)), from: start)
    }
    return true
  }

  /// `18:00` or `18:00:05`.
  private mutating func lexTimeOfDay() -> Bool {
    let start = position
    guard let (hour, minute, second, length) = clockHere(0) else { return false }
    position += length
    if let moment = Instant(day: Day.last, hour: hour, minute: minute, second: second) {
      append(.timeOfDay(moment.secondOfDay), from: start)
    } else {
      reportInvalid(.noSuchTime(at: SourceRange(start, position)), from: start)
    }
    return true
  }

  /// `06-30`; anywhere but behind `every year on` it takes one number from another.
  private mutating func lexDayOfYear() -> Bool {
    let start = position
    guard followsEveryYear, byte(2) == UInt8(ascii: "-"), !isDigit(byte(5)),
      let month = digits(0, 2), let day = digits(3, 2)
    else { return false }
    position += 5
    if let day = DayOfYear(month: month, day: day) {
      append(.dayOfYear(day), from: start)
    } else {
      reportInvalid(.noSuchDayOfYear(at: SourceRange(start, position)), from: start)
    }
    return true
  }

  var followsEveryYear: Bool {
    (Keyword.everyYearOn.english + Keyword.everyYearOn.chinese).contains { spelling in
      let words = spelling.split(separator: " ").map { KeywordWords.shared.word(String($0)) }
      return tokens.suffix(words.count).map(\.word) == words
    }
  }

  private func dateHere() -> (Int, Int, Int)? {
    let hyphen = UInt8(ascii: "-")
    guard byte(4) == hyphen, byte(7) == hyphen, !isDigit(byte(10)), let year = digits(0, 4),
      let month = digits(5, 2), let day = digits(8, 2)
    else { return nil }
    return (year, month, day)
  }

  private func clockHere(_ ahead: Int) -> (Int, Int, Int, Int)? {
    let colon = UInt8(ascii: ":")
    guard let hour = digits(ahead, 2), byte(ahead + 2) == colon, let minute = digits(ahead + 3, 2)
    else { return nil }
    guard byte(ahead + 5) == colon, let second = digits(ahead + 6, 2) else {
      return (hour, minute, 0, 5)
    }
    return (hour, minute, second, 8)
  }

  func digits(_ ahead: Int, _ count: Int) -> Int? {
    var number = 0
    for index in ahead..<ahead + count {
      guard isDigit(byte(index)) else { return nil }
      number = number * 10 + Int(byte(index) - UInt8(ascii: "0"))
    }
    return number
  }
}
