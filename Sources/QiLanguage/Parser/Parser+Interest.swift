import QiDiagnostics
import QiValues

extension Parser {
  /// `interest(p, r, from, to, actual/365)` and `level(p, yearly, n)`; nil where none stands here.
  mutating func takeInterest() throws(ParseStop) -> Expression? {
    let start = position
    if at(.openParen, ahead: 1), take(.interest) {
      try expect(.openParen)
      let values = try parseValues(4)
      let count = take(.comma) ? try expectDayCount() : nil
      try expect(.closeParen)
      return Expression(form: .interest(values, count), range: range(from: start))
    }
    guard at(.openParen, ahead: 1), take(.level) else { return nil }
    try expect(.openParen)
    let values = try parseValues(3)
    try expect(.closeParen)
    return Expression(form: .level(values), range: range(from: start))
  }

  /// So many, with commas between them.
  private mutating func parseValues(_ count: Int) throws(ParseStop) -> [Expression] {
    var values = [try parseExpression()]
    while values.count < count {
      try expect(.comma)
      values.append(try parseExpression())
    }
    return values
  }

  mutating func expectDayCount() throws(ParseStop) -> DayCount {
    guard case .dayCount(let count) = token.kind else {
      throw expected(
        Wording(
          en: "`actual/365`, `actual/360` or `30E/360`", zh: "actual/365、actual/360 或 30E/360"))
    }
    advance()
    return count
  }
}
