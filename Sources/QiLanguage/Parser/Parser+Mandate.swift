import QiDiagnostics
import QiValues

extension Parser {
  /// `fee from subscriber: up to cap every month until ends`, behind `mandate`.
  mutating func parseMandate() throws(ParseStop) -> MandateSyntax {
    let name = try expectName(Wording(en: "the mandate's name", zh: "授权的名称"))
    try expect(.from)
    let isFromEach = take(.each)
    let granter = try expectName(Wording(en: "who grants it, a party", zh: "授权的当事人"))
    try expect(.colon)
    try expect(.upTo)
    let most = try parseExpression()
    let period = try expectPeriod()
    try expect(.until)
    return MandateSyntax(
      name: name, granter: granter, isFromEach: isFromEach, most: most, period: period,
      until: try parseExpression())
  }

  private mutating func expectPeriod() throws(ParseStop) -> Period {
    for period in Period.allCases where take(period.keyword) { return period }
    throw expected(oneOf: Period.allCases.map(\.keyword))
  }

  /// `under fee`, on the line of where money comes from or goes.
  mutating func parseUnder() throws(ParseStop) -> Name? {
    guard !token.startsLine, take(.under) else { return nil }
    return try expectName(Wording(en: "a mandate", zh: "授权"))
  }
}
