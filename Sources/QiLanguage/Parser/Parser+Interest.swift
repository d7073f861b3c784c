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

  /// `due at yearly actual/360`, behind `accrual`.
  mutating func parseAccrual() throws(ParseStop) -> ContractSyntax.Accrual {
    let name = try expectName(Wording(en: "the accrual's name", zh: "应计的名称"))
    try expect(.accrualAt)
    let rate = try parseExpression()
    guard case .dayCount = token.kind else { return .init(name: name, rate: rate, count: nil) }
    return .init(name: name, rate: rate, count: try expectDayCount())
  }

  /// `due on outstanding until today`, behind `accrue`.
  mutating func parseAccrue() throws(ParseStop) -> Statement.Form {
    let name = try expectName(Wording(en: "an accrual", zh: "应计的名称"))
    try expect(.accrueOn)
    let principal = try parseExpression()
    try expect(.accrueUntil)
    return .accrue(name, on: principal, until: try parseExpression())
  }

  /// `settled due`, the sum of a payment; nil where none stands here: the word may be a name.
  mutating func takeSettled() throws(ParseStop) -> Name? {
    let isName = peek(1).kind == .word || peek(1).kind == .quotedName
    guard isName, length(of: .from, ahead: 1) == 0, take(.settled) else { return nil }
    return try expectName(Wording(en: "an accrual", zh: "应计的名称"))
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
