import QiDiagnostics
import QiValues

extension Parser {
  mutating func parseScenario() throws(ParseStop) -> ScenarioSyntax {
    let start = position
    try expect(.scenario)
    let title = try expectText()
    var uses: [ScenarioSyntax.Use] = []
    var begin: Instant?
    var saysBegin = false
    var steps: [ScenarioStep] = []
    let errorsBefore = diagnostics.count
    try block { parser throws(ParseStop) in
      if parser.take(.use) {
        uses.append(try parser.parseUse())
      } else if parser.take(.begin) {
        saysBegin = true
        begin = try parser.expectInstant()
      } else {
        steps.append(try parser.parseStep())
      }
    }
    if !saysBegin, diagnostics.count == errorsBefore { report(.noBegin(at: title.range)) }
    guard let begin else { throw ParseStop() }
    return ScenarioSyntax(
      title: title.text, uses: uses, begin: begin, steps: steps, range: range(from: start))
  }

  private mutating func parseUse() throws(ParseStop) -> ScenarioSyntax.Use {
    let contract = try expectName(Wording(en: "the contract's name", zh: "合约的名称"))
    try expect(.from)
    let (path, range) = try expectText()
    return ScenarioSyntax.Use(contract: contract, path: path, pathRange: range)
  }

  private mutating func expectInstant() throws(ParseStop) -> Instant {
    switch token.kind {
    case .date(let day):
      advance()
      return Instant(startOf: day)
    case .time(let instant):
      advance()
      return instant
    default: throw expected(Wording(en: "a date or a time", zh: "日期或时刻"))
    }
  }

  private mutating func parseStep() throws(ParseStop) -> ScenarioStep {
    let start = position
    let form: ScenarioStep.Form
    if take(.whyNot) {
      form = .whyNot(try parseQuestion())
    } else if at(.colon, ahead: 1) {
      form = .does(try parseDeed())
    } else if take(.operatorBank) {
      form = .openOperator(try expectName(Wording(en: "the operator's name", zh: "运营机构的名称")))
    } else if take(.oracle) {
      form = .openOracle(try expectName(Wording(en: "the oracle's name", zh: "见证方的名称")))
    } else if take(.wallet) {
      form = .openWallet(try parseWallet())
    } else if take(.named) {
      form = .deploy(try parseDeploy())
    } else if take(.clock) {
      form = .clock(try parseClock())
    } else if take(.expect) {
      form = .expect(try parseExpectations())
    } else if take(.reject) {
      let reason = try parseReason()
      form = .reject(reason, try parseSteps())
    } else if take(.repeated) {
      form = .repeated(try parseCount(), try parseSteps())
    } else {
      throw expected(
        Wording(
          en:
            "a step: `operator`, `oracle`, `wallet`, `let`, `at`, `expect`, `reject`, `repeat`, "
            + "`why not`, or WHO: what",
          zh: "步骤：“运营机构”、“见证方”、“钱包”、“令”、“时至”、“期望”、“应拒”、“重复”、“为何不能”，或 谁：做什么"),
        of: [
          .use, .begin, .operatorBank, .oracle, .wallet, .named, .clock, .expect, .reject,
          .repeated, .whyNot,
        ])
    }
    return ScenarioStep(form: form, range: range(from: start))
  }

  private mutating func parseSteps() throws(ParseStop) -> [ScenarioStep] {
    var steps: [ScenarioStep] = []
    try block { parser throws(ParseStop) in steps.append(try parser.parseStep()) }
    return steps
  }

  private mutating func parseCount() throws(ParseStop) -> Int64 {
    guard case .integer(let count) = token.kind, 0...1_000_000 ~= count else {
      throw expected(Wording(en: "how often, up to 1,000,000", zh: "次数，至多 1,000,000"))
    }
    advance()
    return count
  }

  /// `小林: personal class 2 at 工行 owned by 小林 funded ¥10,000 kind "图书"`, what follows the bank
  /// in any order.
  private mutating func parseWallet() throws(ParseStop) -> WalletSyntax {
    let name = try expectName(Wording(en: "the wallet's name", zh: "钱包的名称"))
    try expect(.colon)
    let kind = try parseWalletKind()
    try expect(.at)
    let bank = try expectName(Wording(en: "an operator", zh: "运营机构"))
    var owner: Name?
    var funded: Money?
    var kindOfMerchant: WalletSyntax.MerchantKind?
    while true {
      let word = token.range
      if take(.ownedBy) {
        if owner != nil { report(.saidTwice(.ownedBy, at: word)) }
        owner = try expectName(Wording(en: "a wallet of the same holder", zh: "同一持有人的钱包"))
      } else if take(.funded) {
        if funded != nil { report(.saidTwice(.funded, at: word)) }
        funded = try expectMoney()
      } else if take(.kind) {
        if kindOfMerchant != nil { report(.saidTwice(.kind, at: word)) }
        let (text, range) = try expectText()
        kindOfMerchant = .init(text: text, range: range)
      } else {
        return WalletSyntax(
          name: name, kind: kind, bank: bank, owner: owner, funded: funded,
          merchantKind: kindOfMerchant)
      }
    }
  }

  private mutating func parseDeploy() throws(ParseStop) -> DeploySyntax {
    let name = try expectName(Wording(en: "a name for the instance", zh: "合约实例的名称"))
    try expect(.assign)
    let isProposal = take(.propose)
    if !isProposal, !take(.deploy) {
      throw expected(oneOf: [.deploy, .propose])
    }
    let template = try expectName(Wording(en: "the contract's name", zh: "合约的名称"))
    var bindings: [DeploySyntax.Binding] = []
    try block { parser throws(ParseStop) in
      let name = try parser.expectName(Wording(en: "a party or a term", zh: "当事人或约定"))
      try parser.expect(.colon)
      bindings.append(.init(name: name, value: try parser.parseArgument()))
    }
    return DeploySyntax(
      name: name, isProposal: isProposal, template: template, bindings: bindings)
  }

  /// A value, the name of a wallet, `[a, b]`, or `Wage(a, ¥5)`.
  private mutating func parseArgument() throws(ParseStop) -> GivenValue {
    let start = position
    if take(.openBracket) {
      var values: [GivenValue] = []
      if !at(.closeBracket) {
        values = try list { parser throws(ParseStop) in
          try parser.nested { parser throws(ParseStop) in try parser.parseArgument() }
        }
      }
      try expect(.closeBracket)
      return GivenValue(form: .list(values), range: range(from: start))
    }
    if take(.minus) {
      guard let value = try takeLiteral()?.negated else {
        report(.minusMisplaced(at: range(from: start)))
        throw ParseStop()
      }
      return GivenValue(form: .value(value), range: range(from: start))
    }
    if let value = try takeLiteral() {
      return GivenValue(form: .value(value), range: range(from: start))
    }
    for rule in DigestRule.allCases where at(.openParen, ahead: 1) && take(rule.keyword) {
      advance()
      let values = try list { parser throws(ParseStop) in
        try parser.nested { parser throws(ParseStop) in try parser.parseArgument() }
      }
      try expect(.closeParen)
      return GivenValue(form: .digest(rule, values), range: range(from: start))
    }
    let name = try expectName(Wording(en: "a value or a wallet", zh: "值或钱包"))
    if take(.openParen) {
      let fields = try nested { parser throws(ParseStop) in try parser.parseArguments() }
      return GivenValue(form: .record(name, fields), range: range(from: start))
    }
    return GivenValue(form: .name(name), range: name.range)
  }

  private mutating func parseClock() throws(ParseStop) -> ClockMove {
    guard take(.plus) else { return .to(try expectInstant()) }
    let start = position
    guard case .duration(let duration)? = try takeLiteral(), duration.unit != .workingDays else {
      position = start
      throw expected(
        Wording(en: "a duration not of working days: `+3 days`", zh: "期间（工作日除外），如 +3 天"))
    }
    return .by(duration)
  }

  private mutating func parseDeed() throws(ParseStop) -> Deed {
    let who = try expectName(Wording(en: "who acts", zh: "行动方"))
    try expect(.colon)
    return Deed(who: who, verb: try parseVerb())
  }

  /// `学堂: course.confirm`, behind `why not`.
  private mutating func parseQuestion() throws(ParseStop) -> Deed {
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

  private mutating func expectContract() throws(ParseStop) -> Name {
    try expectName(Wording(en: "the contract's name", zh: "合约的名称"))
  }

  private mutating func parseMovement(
    _ verb: (Money, Name) -> Deed.Verb
  ) throws(ParseStop) -> Deed.Verb {
    let money = try expectMoney()
    try expect(.to)
    return verb(money, try expectName(Wording(en: "a wallet", zh: "钱包")))
  }

  private mutating func parseArguments() throws(ParseStop) -> [Deed.NamedArgument] {
    let arguments = try list { parser throws(ParseStop) -> Deed.NamedArgument in
      var name: Name?
      if parser.at(.colon, ahead: 1) {
        name = try parser.expectName(Wording(en: "an argument", zh: "参数"))
        parser.advance()
      }
      return .init(name: name, value: try parser.parseArgument())
    }
    try expect(.closeParen)
    return arguments
  }

  /// `wrong-phase`: words joined by hyphens.
  private mutating func parseReason() throws(ParseStop) -> Reason {
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

  private mutating func parseExpectations() throws(ParseStop) -> [Expectation] {
    var expectations = [try parseExpectation()]
    while take(.and) || take(.comma) { expectations.append(try parseExpectation()) }
    return expectations
  }

  private mutating func parseExpectation() throws(ParseStop) -> Expectation {
    let start = position
    let subject = try expectName(Wording(en: "a wallet or a contract", zh: "钱包或合约"))
    let claim: Expectation.Claim
    if take(.period) {
      claim = try parseMember(of: subject)
    } else if take(.hasUnclaimed) {
      claim = .hasUnclaimed(subject, try expectMoney())
    } else if take(.hasNotBegun) {
      claim = .hasNotBegun(subject)
    } else if take(.has) {
      claim = .has(subject, try expectMoney())
    } else if take(.potsHold) {
      claim = .holds(subject, try expectMoney())
    } else if take(.isIn) {
      claim = .isIn(subject, phase: try parsePhase())
    } else {
      throw expected(oneOf: [.has, .hasUnclaimed, .potsHold, .isIn, .hasNotBegun])
    }
    return Expectation(claim: claim, range: range(from: start))
  }

  /// The built-in end goes by its English name, however it is spelt.
  private mutating func parsePhase() throws(ParseStop) -> Name {
    let range = token.range
    if take(.halted) { return Name(text: Keyword.halted.word(in: .en), range: range) }
    return try expectName(Wording(en: "a phase", zh: "阶段"))
  }

  /// `payroll has ¥0`, `left is 3`, `wages[老李] is ¥7,500`, behind `pay.`.
  private mutating func parseMember(of contract: Name) throws(ParseStop) -> Expectation.Claim {
    let member = try expectName(
      Wording(en: "a pot, a term, a variable or a book", zh: "保管款、约定、变量或账簿"))
    var key: GivenValue?
    if take(.openBracket) {
      key = try parseArgument()
      try expect(.closeBracket)
    }
    if take(.has) { return .potHas(contract, pot: member, key: key, try expectMoney()) }
    guard take(.isValue) else { throw expected(oneOf: [.has, .isValue]) }
    return .valueIs(contract, member, key: key, try parseArgument())
  }
}

extension Value {
  /// The literal behind a minus sign; nil where there is nothing below zero. A duration that is, a
  /// contract refuses.
  fileprivate var negated: Value? {
    switch self {
    case .money(let money): .money(Money(fen: -money.fen))
    case .integer(let integer): .integer(-integer)
    case .rate(let rate): .rate(Rate(millionths: -rate.millionths))
    case .dailyRate(let rate): .dailyRate(Rate(millionths: -rate.millionths))
    case .duration(let duration): .duration(Duration(-duration.count, duration.unit))
    default: nil
    }
  }
}
