import QiDiagnostics
import QiValues

/// What stands behind a number.
extension Parser {
  mutating func takeUnit(of integer: Int64) throws(ParseStop) -> Value {
    guard token.kind == .word, !token.startsLine else { return .integer(integer) }
    guard token.word != 0, let unit = Parser.units.first(where: { at($0.keyword) }) else {
      return takeMistakenWorkingDays(of: integer) ?? takeMistakenUnit(of: integer)
        ?? .integer(integer)
    }
    let (count, overflow) = integer.multipliedReportingOverflow(by: unit.times)
    if overflow || count > unit.unit.longest {
      let range = peek(-1).range.through(token.range)
      report(.durationTooLong(ofWorkingDays: unit.unit == .workingDays, at: range))
      throw ParseStop()
    }
    _ = take(unit.keyword)
    return .duration(Duration(count, unit.unit))
  }

  static let units: [(keyword: Keyword, times: Int64, unit: Duration.Unit)] = [
    (.seconds, 1, .seconds), (.minutes, 60, .seconds), (.hours, 3600, .seconds),
    (.workingDays, 1, .workingDays), (.days, 1, .days), (.months, 1, .months),
    (.years, 12, .months),
  ]

  /// Reports `3 weeks`, `10 元`, `1 dya`, and gives what was meant, so that the rest can be read.
  /// Nil where what follows is no unit, but the beginning of something else.
  private mutating func takeMistakenUnit(of integer: Int64) -> Value? {
    let text = source.text(token.range)
    var meant = MistakenUnit(text, of: integer)
    if meant == nil, token.word == 0, !isFull, isBehindQuantity(peek(1)) {
      meant = unitMeant(by: text, of: integer)
    }
    // 20 日 is the day of a month in a schedule, and what is assigned to is a name.
    let goesOn = length(of: .until, ahead: 1) + length(of: .at, ahead: 1) > 0
    let isDay = token.word != 0 && (goesOn || !isBehindQuantity(peek(1)))
    guard let meant, !isDay, assignment(peek(1).kind) == nil, !at(.colon, ahead: 1),
      !at(.openBracket, ahead: 1)
    else {
      return nil
    }
    let range = peek(-1).range.through(token.range)
    report(.mistakenUnit(text, write: meant.written, at: range))
    advance()
    return meant.value
  }

  /// Reports `2 workng days`, as `takeMistakenUnit` does what is one word.
  private mutating func takeMistakenWorkingDays(of integer: Int64) -> Value? {
    guard !isFull, peek(1).kind == .word, !peek(1).startsLine else { return nil }
    let range = token.range.through(peek(1).range)
    let text = source.text(range)
    let spellings = Keyword.workingDays.english
    guard integer <= Duration.Unit.workingDays.longest, !spellings.contains(text),
      !Suggest.nearest(to: text, in: spellings).isEmpty,
      let meant = unitMeant(by: text, of: integer)
    else { return nil }
    report(.mistakenUnit(text, write: meant.written, at: peek(-1).range.through(range)))
    advance()
    advance()
    return meant.value
  }

  /// Reports `10 元` where only money can stand, and gives the sum.
  mutating func takeMistakenMoney() -> Money? {
    guard case .integer(let integer) = token.kind, peek(1).kind == .word, !peek(1).startsLine,
      let meant = MistakenUnit(source.text(peek(1).range), of: integer),
      case .money(let money) = meant.value
    else { return nil }
    advance()
    _ = takeMistakenUnit(of: integer)
    return money
  }

  private func unitMeant(by text: String, of integer: Int64) -> MistakenUnit? {
    for unit in Parser.units {
      let keyword = unit.keyword
      let words = Suggest.nearest(to: text, in: keyword.english + keyword.chinese)
      guard !words.isEmpty else { continue }
      let (count, overflow) = integer.multipliedReportingOverflow(by: unit.times)
      guard !overflow, count <= unit.unit.longest else { return nil }
      let english = (integer == 1 ? keyword.english.last : keyword.english.first) ?? text
      return MistakenUnit(
        Wording(en: "`\(integer) \(english)`", zh: "\(integer) \(keyword.chinese.first ?? text)"),
        .duration(Duration(count, unit.unit)))
    }
    return nil
  }

  /// Whether something that follows a value, and not a new member, stands here.
  private func isBehindQuantity(_ token: Token) -> Bool {
    if token.startsLine || token.kind == .endOfFile { return true }
    guard case .symbol(let symbol) = token.kind else { return false }
    switch symbol {
    case .colon, .period, .openBracket, .openParen: return false
    default: return assignment(token.kind) == nil
    }
  }
}

/// What somebody meant who wrote a unit there is none of.
private struct MistakenUnit {
  /// How it is written.
  let written: Wording
  let value: Value

  init(_ written: Wording, _ value: Value) {
    (self.written, self.value) = (written, value)
  }

  /// Nil where the word is nobody's unit.
  init?(_ text: String, of integer: Int64) {
    switch text.lowercased() {
    case "week", "weeks", "周", "个周", "星期", "个星期", "礼拜":
      self.init(days: integer.multipliedReportingOverflow(by: 7))
    case "日", "号": self.init(days: (integer, false))
    case "月":
      guard integer <= Duration.Unit.months.longest else { return nil }
      self.init(
        Wording(en: "`\(integer) months`", zh: "\(integer) 个月"),
        .duration(Duration(integer, .months)))
    case "元", "圆", "块", "块钱", "yuan", "rmb": self.init(yuan: integer, "\(integer)元", times: 1)
    case "千", "千元": self.init(yuan: integer, "\(integer)000元", times: 1000)
    case "万", "万元": self.init(yuan: integer, "\(integer)万元", times: 10_000)
    case "百万", "百万元": self.init(yuan: integer, "\(integer)00万元", times: 1_000_000)
    case "千万", "千万元": self.init(yuan: integer, "\(integer)000万元", times: 10_000_000)
    case "亿", "亿元": self.init(yuan: integer, "\(integer)亿元", times: 100_000_000)
    default: return nil
    }
  }

  private init?(days: (partialValue: Int64, overflow: Bool)) {
    let count = days.partialValue
    guard !days.overflow, count <= Duration.Unit.days.longest else { return nil }
    self.init(
      Wording(en: "`\(count) days`", zh: "\(count) 天"), .duration(Duration(count, .days)))
  }

  private init?(yuan integer: Int64, _ written: String, times: Int64) {
    let (fen, overflow) = integer.multipliedReportingOverflow(by: 100 * times)
    if overflow { return nil }
    self.init(Wording(en: "`\(written)`", zh: written), .money(Money(fen: fen)))
  }
}
