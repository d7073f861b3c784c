import QiDiagnostics

/// What a contract has gathered while its body is read.
private struct ContractParts {
  var parties: [Name] = []
  var oracles: [Name] = []
  var terms: [Parameter] = []
  var pots: [ContractSyntax.Pot] = []
  var variables: [ContractSyntax.Variable] = []
  var start: ContractSyntax.Phase?
  var phases: [ContractSyntax.Phase] = []
  var shared: [ContractSyntax.Shared] = []
  var ends: [Name] = []
}

extension Parser {
  mutating func parseContract(notice: String) throws(ParseStop) -> ContractSyntax {
    try expect(.contract)
    let name = try expectName(Wording(en: "the contract's name", zh: "合约的名称"))
    var parts = ContractParts()
    let errorsBefore = diagnostics.count
    try block { parser throws(ParseStop) in try parser.parseMember(into: &parts) }
    // Where the body had mistakes, the start may be what could not be read.
    if parts.start == nil, diagnostics.count == errorsBefore { report(.noStart(name)) }
    return ContractSyntax(
      notice: notice, name: name, parties: parts.parties, oracles: parts.oracles,
      terms: parts.terms, pots: parts.pots, variables: parts.variables,
      phases: (parts.start.map { [$0] } ?? []) + parts.phases, shared: parts.shared,
      ends: parts.ends)
  }

  private mutating func parseMember(into parts: inout ContractParts) throws(ParseStop) {
    if take(.parties) {
      parts.parties += try list { parser throws(ParseStop) in
        try parser.expectName(Wording(en: "a party's name", zh: "当事人的名称"))
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
      let name = try expectName(Wording(en: "the pot's name", zh: "保管款的名称"))
      try expect(.ownedBy)
      let owner = try expectName(Wording(en: "its owner, a party", zh: "所有人，即一方当事人"))
      parts.pots.append(.init(name: name, owner: owner))
    } else if take(.variable) {
      let name = try expectName(Wording(en: "the variable's name", zh: "变量的名称"))
      try expect(.assign)
      parts.variables.append(.init(name: name, initial: try parseExpression()))
    } else if take(.start) {
      let phase = try parsePhase()
      if let first = parts.start { report(.secondStart(phase.name, first: first.name)) }
      parts.start = parts.start ?? phase
    } else if take(.phase) {
      parts.phases.append(try parsePhase())
    } else if take(.inPhases) {
      let phases = try list { parser throws(ParseStop) in
        try parser.expectName(Wording(en: "a phase's name", zh: "阶段的名称"))
      }
      parts.shared.append(.init(phases: phases, clauses: try parseClauses()))
    } else if take(.end) {
      parts.ends += try list { parser throws(ParseStop) in
        try parser.expectName(Wording(en: "the name of an end", zh: "结束阶段的名称"))
      }
    } else {
      throw expected(
        Wording(
          en: "`parties`, `oracle`, `terms`, `holds`, `var`, `start`, `phase`, `in` or `end`",
          zh: "“当事人”、“见证方”、“约定”、“保管”、“变量”、“起始”、“阶段”、“在”或“结束”"))
    }
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

  private mutating func parseType() throws(ParseStop) -> TypeSyntax {
    for kind in ValueKind.allCases where at(kind.keyword) {
      defer { _ = take(kind.keyword) }
      return TypeSyntax(type: kind, range: token.range)
    }
    if token.kind == .word {
      report(.unknownType(source.text(token.range), at: token.range))
      throw ParseStop()
    }
    throw expected(Wording(en: "a type", zh: "类型"))
  }
}

extension ValueKind {
  var keyword: Keyword {
    switch self {
    case .money: .money
    case .integer: .integer
    case .date: .date
    case .time: .time
    case .boolean: .boolean
    }
  }
}
