import QiDiagnostics
import QiValues

extension Parser {
  /// `fee from subscriber: up to cap every month until ends`, behind `mandate`.
  mutating func parseMandate() throws(ParseStop) -> MandateSyntax {
    let name = try expectName(Wording(en: "the mandate's name", zh: "授权的名称"))
    try expect(.from)
    let granter = try expectName(Wording(en: "who grants it, a party", zh: "授权的当事人"))
    try expect(.colon)
    try expect(.upTo)
    let most = try parseExpression()
    let period = try expectPeriod()
    try expect(.until)
    return MandateSyntax(
      name: name, granter: granter, most: most, period: period, until: try parseExpression())
  }

  private mutating func expectPeriod() throws(ParseStop) -> Period {
    for period in Period.allCases where take(period.keyword) { return period }
    throw expected(
      Wording(
        en: "`every day`, `every week`, `every month` or `every year`",
        zh: "“每日”、“每周”、“每月”或“每年”"))
  }

  /// `under fee`, on the line of where money comes from or goes.
  mutating func parseUnder() throws(ParseStop) -> Name? {
    guard !token.startsLine, take(.under) else { return nil }
    return try expectName(Wording(en: "a mandate", zh: "授权"))
  }
}
