import QiDiagnostics
import QiValues

/// `WHO: what`, and why it is refused.
extension Parser {
  mutating func parseDeed() throws(ParseStop) -> Deed {
    let who = try expectName(Wording(en: "who acts", zh: "行动方"))
    try expect(.colon)
    return Deed(who: who, verb: try parseVerb())
  }

  /// `学堂: course.confirm`, behind `why not`.
  mutating func parseQuestion() throws(ParseStop) -> Deed {
    let who = try expectName(Wording(en: "who would act", zh: "行动方"))
    try expect(.colon)
    return Deed(who: who, verb: try parseAct())
  }

  private mutating func parseVerb() throws(ParseStop) -> Deed.Verb {
    // Before a period it is a contract's name, whatever the word.
    if at(.period, ahead: 1) { return try parseAct() }
    if take(.pay) { return try parseMovement { .pay($0, to: $1) } }
    if take(.issue) { return try parseMovement { .issue($0, to: $1) } }
    if take(.redeem) { return .redeem(try expectMoney()) }
    if take(.claim) { return .claim(try expectMoney()) }
    if take(.sign) { return .sign(try expectContract()) }
    // 撤回 stands for both; behind a contract's name, a period tells.
    if at(.period, ahead: 2), take(.revoke) { return try parseRevoke() }
    if take(.withdraw) { return .withdraw(try expectContract()) }
    if take(.close) { return .close }
    if take(.revoke) { return try parseRevoke() }
    if take(.freeze) {
      let (wallet, order) = try parseOrder()
      try expect(.until)
      return .freeze(wallet, order: order, until: try expectInstant())
    }
    if take(.unfreeze) {
      let (wallet, order) = try parseOrder()
      return .unfreeze(wallet, order: order)
    }
    return try parseAct()
  }

  private mutating func parseAct() throws(ParseStop) -> Deed.Verb {
    let contract = try expectName(
      Wording(
        en:
          "`pay`, `issue`, `redeem`, `claim`, `sign`, `withdraw`, `revoke`, `close`, `freeze`, "
          + "`unfreeze`, or an act as `deal.ok`",
        zh: "“支付”、“兑出”、“兑回”、“领取”、“签署”、“撤回”、“注销”、“冻结”、“解冻”，或合约的行动，如 deal.ok"))
    try expect(.period)
    let action = try expectName(Wording(en: "the name of the act", zh: "行动的名称"))
    let arguments = take(.openParen) ? try parseArguments() : []
    let states = !token.startsLine && take(.payingAtMost)
    return .act(
      contract: contract, action: action, arguments: arguments,
      most: states ? try expectMoney() : nil)
  }

  /// `video.fee`.
  private mutating func parseRevoke() throws(ParseStop) -> Deed.Verb {
    let contract = try expectContract()
    try expect(.period)
    return .revoke(
      contract: contract, mandate: try expectName(Wording(en: "a mandate", zh: "授权的名称")))
  }

  /// `甲厂 by order "执1号"`, behind `freeze` and `unfreeze`.
  private mutating func parseOrder() throws(ParseStop) -> (wallet: Name, order: String) {
    let wallet = try expectName(Wording(en: "a wallet", zh: "钱包"))
    try expect(.byOrder)
    return (wallet, try expectText().text)
  }

  mutating func expectContract() throws(ParseStop) -> Name {
    try expectName(Wording(en: "the contract's name", zh: "合约的名称"))
  }

  private mutating func parseMovement(
    _ verb: (Money, Name) -> Deed.Verb
  ) throws(ParseStop) -> Deed.Verb {
    let money = try expectMoney()
    try expect(.to)
    return verb(money, try expectName(Wording(en: "a wallet", zh: "钱包")))
  }

  /// `wrong-phase`: words joined by hyphens.
  mutating func parseReason() throws(ParseStop) -> Reason {
    let start = position
    _ = try expectName(Wording(en: "a reason, as in `wrong-phase`", zh: "理由，如 wrong-phase"))
    while at(.minus) {
      advance()
      _ = try expectName(Wording(en: "a reason, as in `wrong-phase`", zh: "理由，如 wrong-phase"))
    }
    let range = range(from: start)
    let code = source.text(range)
    if let reason = Reason(code: code) { return reason }
    let nearest = Suggest.nearest(to: code, in: Reason.allCases.map(\.code))
    report(.unknownReason(code, nearest: nearest, at: range))
    throw ParseStop()
  }
}
