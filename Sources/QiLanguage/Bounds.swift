import QiBytecode
public import QiDiagnostics

/// How much a contract has of what is limited (docs/language.md, Limits), known before it runs.
public struct StaticBound: Sendable {
  public let what: Wording
  public let count: Int
  /// So much may be.
  public let most: Int
}

extension Checker {
  /// Parties, and oracles too.
  static let mostRoles = 32
  static let mostTerms = 64
  static let mostPots = 32
  static let mostMandates = 32
  static let mostVariables = 64
  static let mostAccruals = 32
  /// Ends included.
  static let mostPhases = 256
  /// Of one phase.
  static let mostClauses = 64
  /// Of one act.
  static let mostArguments = 32
}

extension StaticBound {
  fileprivate init(_ en: String, _ zh: String, _ count: Int, _ most: Int) {
    self.init(what: Wording(en: en, zh: zh), count: count, most: most)
  }
}

extension Compilation {
  /// Of the text as a whole.
  public var bounds: [StaticBound] {
    [
      StaticBound("a source, in bytes", "源文件的字节", source.bytes.count, Lexer.maximumBytes),
      StaticBound(
        "blocks and parentheses, nested", "块与括号的嵌套", tree.deepest, Parser.maximumNesting),
      StaticBound(
        "values in one expression", "一个表达式的值", tree.mostOperands, Parser.maximumOperands),
    ]
  }
}

extension Template {
  public var bounds: [StaticBound] { memberBounds + listBounds + clauseBounds }

  private var memberBounds: [StaticBound] {
    let phases = contract.phases.count + contract.ends.count
    return [
      StaticBound("parties", "当事人", contract.parties.count, Checker.mostRoles),
      StaticBound("oracles", "见证方", contract.oracles.count, Checker.mostRoles),
      StaticBound("terms", "约定", contract.terms.count, Checker.mostTerms),
      StaticBound("pots", "保管款", contract.pots.count, Checker.mostPots),
      StaticBound("mandates", "授权", contract.mandates.count, Checker.mostMandates),
      StaticBound("variables", "变量", contract.variables.count, Checker.mostVariables),
      StaticBound("accruals", "应计", contract.accruals.count, Checker.mostAccruals),
      StaticBound("invariants", "恒有", contract.invariants.count, Checker.maximumInvariants),
      StaticBound("properties", "性质", contract.properties.count, Checker.maximumProperties),
      StaticBound("phases, ends included", "阶段，含结束", phases, Checker.mostPhases),
    ]
  }

  private var listBounds: [StaticBound] {
    let members = contract.groups.reduce(contract.parties.count) { $0 + Int($1.max) }
    let room = Checker(contract, isPartial: false).rooms.map { $0.reduce(0) { $0 + $1.width } }
    return [
      StaticBound(
        "members of groups, with the parties", "当事人，含各方成员", members, Parser.mostMembers),
      StaticBound(
        "elements of a list, entries of a book, owners in a pot", "列表、账簿或多人保管款的项",
        contract.longestList, Parser.longestList),
      StaticBound(
        "values in lists, books and pots together", "列表、账簿与保管款的数值合计", room.max() ?? 0,
        Checker.mostValues),
    ]
  }

  private var clauseBounds: [StaticBound] {
    let clauses = program.phases.map(\.clauses)
    let arguments = clauses.joined().compactMap { $0.act?.parameters.count }.max() ?? 0
    let statements = contract.everyClause.map(\.everyStatement)
    let names = statements.map { $0.count { if case .name = $0.form { true } else { false } } }
    let splits = statements.joined().compactMap {
      if case .split(let split) = $0.form { split } else { nil }
    }
    return [
      StaticBound(
        "clauses of a phase", "一个阶段的条款", clauses.map(\.count).max() ?? 0, Checker.mostClauses),
      StaticBound("arguments of an act", "一个行动的参数", arguments, Checker.mostArguments),
      StaticBound(
        "values named by `let` in a clause", "一条条款中“令”的名称", names.max() ?? 0,
        Checker.maximumLocals),
      StaticBound(
        "sources of a split", "一次分账的来处", splits.map(\.sources.count).max() ?? 0,
        Checker.maximumSources),
      StaticBound(
        "shares of a split, all levels", "一次分账的份额，含各级",
        splits.map(\.shares.targets.count).max() ?? 0, Checker.maximumShares),
      StaticBound("steps of a clause", "一条条款的步数", program.longestRun, Program.mostSteps),
      StaticBound(
        "postings and notes of a clause", "一条条款的分录与附注", program.mostEffects,
        Program.mostEffects),
    ]
  }
}

extension ContractSyntax {
  /// Of the types it names, its books and its pots of many; 0 where it has none.
  fileprivate var longestList: Int {
    let types = (everyParameter + records.flatMap(\.fields)).map(\.type.form.longest)
    let pots = pots.map { pot -> Int64 in
      if case .each(let max) = pot.owner { max } else { 0 }
    }
    return Int((types + pots + books.map(\.max)).max() ?? 0)
  }
}

extension TypeSyntax.Form {
  fileprivate var longest: Int64 {
    switch self {
    case .list(_, let max), .set(_, let max): max
    case .value, .record, .choice, .partyOrNone: 0
    }
  }
}

extension ClauseSyntax {
  /// Of a duty, those behind `failing which` too.
  fileprivate var everyStatement: [Statement] {
    guard case .duty(_, _, let failing) = trigger else { return outcome.everyStatement }
    return outcome.everyStatement + failing.everyStatement
  }
}

extension Outcome {
  fileprivate var everyStatement: [Statement] { statements.flatMap(\.withParts) }
}

extension Statement {
  fileprivate var withParts: [Statement] {
    switch form {
    case .attempt(let body, let otherwise): [self] + (body + otherwise).flatMap(\.withParts)
    case .choice(_, let outcome, let otherwise):
      [self] + outcome.everyStatement + (otherwise?.everyStatement ?? [])
    case .loop(let loop): [self] + loop.body.flatMap(\.withParts)
    default: [self]
    }
  }
}
