import QiDiagnostics
import QiValues

/// What a contract has gathered while its body is read.
private struct ContractParts {
  var parties: [Name] = []
  var groups: [ContractSyntax.Group] = []
  var oracles: [Name] = []
  var rounding: Rounding?
  var accruals: [ContractSyntax.Accrual] = []
  var terms: [Parameter] = []
  var pots: [ContractSyntax.Pot] = []
  var variables: [ContractSyntax.Variable] = []
  var books: [BookSyntax] = []
  var start: ContractSyntax.Phase?
  var phases: [ContractSyntax.Phase] = []
  var shared: [ContractSyntax.Shared] = []
  var ends: [Name] = []
  var mandates: [MandateSyntax] = []
  var invariants: [ContractSyntax.Invariant] = []
  var properties: [PropertySyntax] = []
}

extension Parser {
  mutating func parseContract(notice: String) throws(ParseStop) -> ContractSyntax {
    try expect(.contract)
    let name = try expectName(Wording(en: "the contract's name", zh: "合约的名称"))
    var parts = ContractParts()
    let errorsBefore = diagnostics.count
    try block(of: .contract) { parser throws(ParseStop) in
      try parser.parseMember(into: &parts)
    }
    // Where the body had mistakes, the start may be what could not be read.
    if parts.start == nil, diagnostics.count == errorsBefore { report(.noStart(name)) }
    return ContractSyntax(
      notice: notice, name: name, parties: parts.parties, groups: parts.groups,
      oracles: parts.oracles, rounding: parts.rounding, terms: parts.terms, pots: parts.pots,
      variables: parts.variables, books: parts.books, accruals: parts.accruals,
      phases: (parts.start.map { [$0] } ?? []) + parts.phases, shared: parts.shared,
      ends: parts.ends, invariants: parts.invariants, mandates: parts.mandates,
      properties: parts.properties, records: [])
  }

  private mutating func parseMember(into parts: inout ContractParts) throws(ParseStop) {
    if take(.parties) {
      for group in try list({ parser throws(ParseStop) in try parser.parseParty() }) {
        if let max = group.max {
          parts.groups.append(.init(name: group.name, max: max))
        } else {
          parts.parties.append(group.name)
        }
      }
    } else if take(.oracle) {
      parts.oracles += try list { parser throws(ParseStop) in
        try parser.expectName(Wording(en: "an oracle's name", zh: "见证方的名称"))
      }
    } else if take(.terms) {
      var terms: [Parameter] = []
      try block { parser throws(ParseStop) in terms.append(try parser.parseParameter()) }
      parts.terms += terms
    } else if take(.holds) {
      parts.pots.append(try parsePot())
    } else if take(.mandate) {
      parts.mandates.append(try parseMandate())
    } else if take(.variable) {
      parts.variables.append(try parseVariable())
    } else if take(.book) {
      parts.books.append(try parseBook())
    } else if take(.accrual) {
      parts.accruals.append(try parseAccrual())
    } else if take(.start) {
      let phase = try parsePhase()
      if let first = parts.start { report(.secondStart(phase.name, first: first.name)) }
      parts.start = parts.start ?? phase
    } else if take(.phase) {
      parts.phases.append(try parsePhase())
    } else if take(.inPhases) {
      let phases = try parsePhaseNames()
      parts.shared.append(.init(phases: phases, clauses: try parseClauses()))
    } else if take(.invariant) {
      parts.invariants.append(try parseInvariant())
    } else if let rounding = try takeRounding(after: parts.rounding) {
      parts.rounding = rounding
    } else if take(.property) {
      parts.properties.append(try parseProperty())
    } else if take(.end) {
      parts.ends += try list { parser throws(ParseStop) in
        try parser.expectName(Wording(en: "the name of an end", zh: "结束阶段的名称"))
      }
    } else {
      throw expected(oneOf: Parser.startingMembers)
    }
  }

  /// `buyer`, or `each buyer max 20`.
  private mutating func parseParty() throws(ParseStop) -> (name: Name, max: Int64?) {
    let what = Wording(en: "a party's name", zh: "当事人的名称")
    // A party may be called `each`: what follows tells.
    guard isName(peek(1).kind), take(.each) else { return (try expectName(what), nil) }
    let name = try expectName(what)
    return (name, try parseMost(Parser.mostMembers))
  }

  private func isName(_ kind: Token.Kind) -> Bool {
    switch kind {
    case .word, .quotedName: true
    default: false
    }
  }

  /// `rounding half up`, once a contract; nil where none stands here.
  private mutating func takeRounding(after first: Rounding?) throws(ParseStop) -> Rounding? {
    let start = position
    for rounding in Rounding.allCases where take(rounding.keyword) {
      if first != nil { report(.secondRounding(at: range(from: start))) }
      return first ?? rounding
    }
    return nil
  }

  /// `escrow owned by buyer`, or `stakes by party max 200`; behind either `carried over`.
  private mutating func parsePot() throws(ParseStop) -> ContractSyntax.Pot {
    let name = try expectName(Wording(en: "the pot's name", zh: "保管款的名称"))
    let owner: ContractSyntax.Pot.Owner
    if take(.by) {
      try expect(.party)
      owner = .each(max: try parseMost())
    } else {
      try expect(.ownedBy)
      owner = .party(try expectName(Wording(en: "its owner, a party", zh: "所有人，即一方当事人")))
    }
    let isCarriedOver = take(.carriedOver)
    if !isCarriedOver, !token.startsLine, !nearest(of: [.carriedOver], at: position).isEmpty {
      throw expected(oneOf: [.carriedOver])
    }
    return .init(name: name, owner: owner, isCarriedOver: isCarriedOver)
  }

  private mutating func parsePhaseNames() throws(ParseStop) -> [Name] {
    try list { parser throws(ParseStop) in
      try parser.expectName(Wording(en: "a phase's name", zh: "阶段的名称"))
    }
  }

  /// `in A, B: CONDITION`, behind `invariant`.
  private mutating func parseInvariant() throws(ParseStop) -> ContractSyntax.Invariant {
    let start = position - 1
    let phases = take(.inPhases) ? try parsePhaseNames() : []
    try expect(.colon)
    let condition = try parseExpression()
    return .init(phases: phases, condition: condition, range: range(from: start))
  }

  /// `"TITLE": P loses at most M`, behind `property`.
  private mutating func parseProperty() throws(ParseStop) -> PropertySyntax {
    let start = position - 1
    let (text, _) = try expectText()
    try expect(.colon)
    return PropertySyntax(text: text, promise: try parsePromise(), range: range(from: start))
  }

  private mutating func parsePromise() throws(ParseStop) -> PropertySyntax.Promise {
    if take(.endsWithin) { return .endsWithin(try parseExpression()) }
    let party = try expectName(
      Wording(en: "a party's name, or `ends within`", zh: "当事人的名称，或“终于”"))
    if take(.losesAtMost) { return .loses(party, atMost: try parseExpression()) }
    guard take(.receivesAtLeast) else {
      throw expected(oneOf: [.losesAtMost, .receivesAtLeast])
    }
    let sum = try parseExpression()
    try expect(.onceIn)
    let phase = try expectName(Wording(en: "a phase's name", zh: "阶段的名称"))
    return .receives(party, atLeast: sum, in: phase)
  }

  private mutating func parsePhase() throws(ParseStop) -> ContractSyntax.Phase {
    let name = try expectName(Wording(en: "the phase's name", zh: "阶段的名称"))
    return ContractSyntax.Phase(name: name, clauses: try parseClauses())
  }

  private mutating func parseClauses() throws(ParseStop) -> [ClauseSyntax] {
    var clauses: [ClauseSyntax] = []
    try block { parser throws(ParseStop) in clauses.append(try parser.parseClause()) }
    return clauses
  }

  /// `price: money where price > ¥0`.
  mutating func parseParameter() throws(ParseStop) -> Parameter {
    let name = try expectName(Wording(en: "a name", zh: "名称"))
    try expect(.colon)
    let type = try parseType()
    let bound = take(.whereBound) ? try parseExpression() : nil
    return Parameter(name: name, type: type, bound: bound)
  }
}
