import QiDiagnostics
import QiValues

/// What other languages, keyboards and habits write where this language has another form. It is
/// reported, and read as what was meant, so that one slip is one error.
extension Lexer {
  static let otherForms: [(written: String, plain: String, symbol: Symbol?)] = [
    ("→", "->", .arrow), ("⇒", "->", .arrow), ("—>", "->", .arrow), ("-》", "->", .arrow),
    ("≥", ">=", .greaterOrEqual), ("≤", "<=", .lessOrEqual), ("≠", "!=", .notEqual),
    ("》", ">", .greater), ("《", "<", .less), ("×", "*", .times), ("÷", "/", .over),
    ("−", "-", .minus), ("&&", "and", nil), ("||", "or", nil), ("！", "not", nil),
  ]

  /// Takes one where it stands here. Else stays.
  mutating func lexOtherForm() -> Bool {
    switch byte() {
    case UInt8(ascii: "="): return byte(1) == UInt8(ascii: ">") && lexFatArrow()
    case UInt8(ascii: "!"): return byte(1) != UInt8(ascii: "=") && byte(1) < 0x80 && lexBang()
    case UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "-"), 0x80...: break
    default: return false
    }
    if lexWideDigits() { return true }
    let form = Lexer.otherForms.first { bytes[position...].starts(with: $0.written.utf8) }
    guard let form else { return false }
    take(form.written.utf8.count, plain: form.plain, symbol: form.symbol)
    return true
  }

  /// `=>` leads on behind braces, and compares elsewhere.
  private mutating func lexFatArrow() -> Bool {
    let leadsOn = tokens.last?.kind == .symbol(.closeBrace)
    take(2, plain: leadsOn ? "->" : ">=", symbol: leadsOn ? .arrow : .greaterOrEqual)
    return true
  }

  private mutating func lexBang() -> Bool {
    take(1, plain: "not", symbol: nil)
    return true
  }

  /// Without a symbol what is meant is a word.
  private mutating func take(_ length: Int, plain: String, symbol: Symbol?) {
    let start = position
    position += length
    let range = SourceRange(start, position)
    if !isFull { report(.otherForm(source.text(range), plain: plain, at: range)) }
    if let symbol {
      append(.symbol(symbol), from: start)
    } else {
      append(.word, from: start, word: KeywordWords.shared.word(plain))
    }
  }

  /// `０`, as Chinese input methods write digits in their full width.
  private mutating func lexWideDigits() -> Bool {
    let start = position
    var plain = ""
    while case (let scalar, let length) = scalarHere(), 0xFF10...0xFF19 ~= scalar.value {
      plain += String(scalar.value - 0xFF10)
      position += length
    }
    guard start < position else { return false }
    let range = SourceRange(start, position)
    if !isFull { report(.otherForm(source.text(range), plain: plain, at: range)) }
    append(.invalid, from: start)
    return true
  }

  /// `2026-5-31`, `2026/05/31`, `2026年5月31日`. Else stays.
  mutating func lexOtherDate() -> Bool {
    let start = position
    guard let year = digits(0, 4), 1970...2199 ~= year else { return false }
    let signs = [("-", "-", ""), ("/", "/", ""), (".", ".", ""), ("年", "月", "日"), ("年", "月", "号")]
    for (first, second, last) in signs {
      var ahead = 4
      guard let month = number(behind: first, &ahead), 1...12 ~= month,
        let day = number(behind: second, &ahead), 1...31 ~= day, !isDigit(byte(ahead)),
        bytes[(position + ahead)...].starts(with: last.utf8)
      else { continue }
      position += ahead + last.utf8.count
      let range = SourceRange(start, position)
      if Day(year: year, month: month, day: day) == nil {
        reportInvalid(.noSuchDate(at: range), from: start)
      } else {
        let ofYear = "\(twoDigits(month))-\(twoDigits(day))"
        reportOther(followsEveryYear ? ofYear : "\(year)-\(ofYear)", from: start)
      }
      return true
    }
    return false
  }

  /// `6-30`, `06/30`, `6月30日`, behind `every year on`. Else stays.
  mutating func lexOtherDayOfYear() -> Bool {
    let start = position
    guard followsEveryYear, let month = digits(0, isDigit(byte(1)) ? 2 : 1) else { return false }
    for (sign, last) in [("-", ""), ("/", ""), (".", ""), ("月", "日"), ("月", "号")] {
      var ahead = isDigit(byte(1)) ? 2 : 1
      guard let day = number(behind: sign, &ahead), !isDigit(byte(ahead)),
        bytes[(position + ahead)...].starts(with: last.utf8)
      else { continue }
      position += ahead + last.utf8.count
      let range = SourceRange(start, position)
      if DayOfYear(month: month, day: day) == nil {
        reportInvalid(.noSuchDayOfYear(at: range), from: start)
      } else {
        reportOther("\(twoDigits(month))-\(twoDigits(day))", from: start)
      }
      return true
    }
    return false
  }

  /// `9:00`, `09：00`, `9:00:05`. Else stays.
  mutating func lexOtherTime() -> Bool {
    let start = position
    let length = isDigit(byte(1)) ? 2 : 1
    guard let hour = digits(0, length), hour < 24 else { return false }
    var ahead = length
    var minute = number(behind: ":", &ahead)
    if minute == nil { minute = number(behind: "：", &ahead) }
    guard let minute, minute < 60, isDigit(byte(ahead - 2)), !isDigit(byte(ahead)) else {
      return false
    }
    var plain = "\(twoDigits(hour)):\(twoDigits(minute))"
    var second: Int?
    for sign in [":", "："] where second == nil { second = number(behind: sign, &ahead) }
    position += ahead
    if let second { plain += ":\(twoDigits(second))" }
    if let second, second >= 60 {
      reportInvalid(.noSuchTime(at: SourceRange(start, position)), from: start)
    } else {
      reportOther(plain, from: start)
    }
    return true
  }

  private mutating func reportOther(_ plain: String, from start: Int) {
    let range = SourceRange(start, position)
    reportInvalid(.otherDate(plain, for: source.text(range), at: range), from: start)
  }

  /// One or two digits behind a sign, which both are then passed. Nil, and nothing passed, where
  /// there are none.
  private func number(behind sign: String, _ ahead: inout Int) -> Int? {
    guard position + ahead <= bytes.count, bytes[(position + ahead)...].starts(with: sign.utf8)
    else { return nil }
    let behind = ahead + sign.utf8.count
    let length = isDigit(byte(behind + 1)) ? 2 : 1
    guard let number = digits(behind, length) else { return nil }
    ahead = behind + length
    return number
  }
}

private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
