import QiDiagnostics
import QiValues

/// What a scenario expects.
extension Parser {
  mutating func parseExpectations() throws(ParseStop) -> [Expectation] {
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
      let words: [Keyword] = [.has, .hasUnclaimed, .potsHold, .isIn, .hasNotBegun]
      if at(.isValue) { throw expected(oneOf: words, help: helpAgainstIs) }
      throw expected(oneOf: words)
    }
    return Expectation(claim: claim, range: range(from: start))
  }

  /// 甲 为 ¥5, 订单 为 Open: 为 goes with what stands behind a period.
  private var helpAgainstIs: Wording {
    let keyword = if case .money = peek(1).kind { Keyword.has } else { Keyword.isIn }
    let (meant, word) = (keyword.chinese[0], source.text(token.range))
    return Wording(
      en: "write `\(meant)`; `\(word)` is of a term, a variable or a book: `deal.left`",
      zh: "请写“\(meant)”；“\(word)”用于约定、变量和账簿，如 deal.left")
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
