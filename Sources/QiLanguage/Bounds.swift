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

extension Template {
  public var bounds: [StaticBound] {
    func bound(_ en: String, _ zh: String, _ count: Int, _ most: Int) -> StaticBound {
      StaticBound(what: Wording(en: en, zh: zh), count: count, most: most)
    }
    let clauses = program.phases.map(\.clauses)
    let arguments = clauses.joined().compactMap { $0.act?.parameters.count }.max() ?? 0
    return [
      bound("parties", "当事人", contract.parties.count, Checker.mostRoles),
      bound("oracles", "见证方", contract.oracles.count, Checker.mostRoles),
      bound("terms", "约定", contract.terms.count, Checker.mostTerms),
      bound("pots", "保管款", contract.pots.count, Checker.mostPots),
      bound("mandates", "授权", contract.mandates.count, Checker.mostMandates),
      bound("variables", "变量", contract.variables.count, Checker.mostVariables),
      bound("accruals", "应计", contract.accruals.count, Checker.mostAccruals),
      bound("invariants", "恒有", contract.invariants.count, Checker.maximumInvariants),
      bound(
        "phases, ends included", "阶段，含结束", contract.phases.count + contract.ends.count,
        Checker.mostPhases),
      bound(
        "clauses of a phase", "一个阶段的条款", clauses.map(\.count).max() ?? 0, Checker.mostClauses),
      bound("arguments of an act", "一个行动的参数", arguments, Checker.mostArguments),
      bound("steps of a clause", "一条条款的步数", program.longestRun, Program.mostSteps),
      bound(
        "postings and notes of a clause", "一条条款的分录与附注", program.mostEffects,
        Program.mostEffects),
    ]
  }
}
