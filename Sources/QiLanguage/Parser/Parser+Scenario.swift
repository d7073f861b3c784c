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

  mutating func expectInstant() throws(ParseStop) -> Instant {
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
        of: Parser.startingSteps + (token.startsLine ? [] : Parser.goingOnWithWallet),
        help: helpAgainstMissingColon)
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
    let replaced = take(.replacing) ? try expectContract() : nil
    if replaced == nil, token.kind == .word, !token.startsLine, !at(.colon, ahead: 1) {
      let words = Wording.either([Symbol.openBrace.quoted, Keyword.replacing.quoted])
      throw expected(words, of: [.replacing])
    }
    var bindings: [DeploySyntax.Binding] = []
    try block(of: .bindings) { parser throws(ParseStop) in
      let name = try parser.expectName(Wording(en: "a party or a term", zh: "当事人或约定"))
      try parser.expect(.colon)
      bindings.append(.init(name: name, value: try parser.parseArgument()))
    }
    return DeploySyntax(
      name: name, isProposal: isProposal, template: template, replaced: replaced,
      bindings: bindings)
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
}
