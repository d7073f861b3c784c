import QiDiagnostics
import QiValues

/// Warnings of what is sound and surely not meant.
extension Checker {
  mutating func checkMeaning() {
    for clause in contract.everyClause {
      let outcomes: [Outcome]
      if case .duty(_, _, let failing) = clause.trigger {
        outcomes = [clause.outcome, failing]
      } else {
        outcomes = [clause.outcome]
      }
      let statements = outcomes.flatMap(\.statements).flatMap(\.andInner)
      for statement in statements {
        guard case .choice(let condition, _, _) = statement.form else { continue }
        checkVaries(condition, Keyword.choice)
      }
      if let condition = clause.trigger.act?.condition { checkVaries(condition, Keyword.when) }
      if case .right(let act) = clause.trigger, case .anyone = act.actors {
        checkStrangers(act, clause.outcome.statements)
      }
    }
    var reported: Set<Int> = []
    for (phase, places) in zip(contract.phases, contract.sharedByPhase) {
      checkDelays(phase.clauses + places.flatMap { contract.shared[$0].clauses }, &reported)
    }
  }

  private mutating func checkVaries(_ condition: Expression, _ keyword: Keyword) {
    guard condition.names.isEmpty, !condition.namesMoment else { return }
    report(.constantCondition(condition, behind: keyword))
  }

  /// Of delays the shortest leads on, and the others never come.
  private mutating func checkDelays(_ clauses: [ClauseSyntax], _ reported: inout Set<Int>) {
    var delays: [(seconds: Int64, range: SourceRange, leadsOn: Bool)] = []
    for clause in clauses {
      guard case .deadline(.after(let delay)) = clause.trigger,
        case .literal(.duration(let duration)) = delay.form, let seconds = duration.exactSeconds
      else { continue }
      let leadsOn = ways(through: clause.outcome).allSatisfy { $0.arrow != nil }
      delays.append((seconds, delay.range, leadsOn))
    }
    // Of equal ones the first runs.
    let first = delays.filter(\.leadsOn).min { $0.seconds < $1.seconds }
    guard let first else { return }
    for delay in delays where delay.range != first.range && delay.seconds >= first.seconds {
      let isBehind = delay.seconds > first.seconds || delay.range.start > first.range.start
      if isBehind, reported.insert(delay.range.start).inserted {
        report(.neverComes(at: delay.range, first: first.range))
      }
    }
  }
}

extension Statement {
  /// Itself, and those of its blocks.
  var andInner: [Statement] {
    let inner: [Statement] =
      switch form {
      case .attempt(let body, let otherwise): body + otherwise
      case .choice(_, let outcome, let otherwise):
        outcome.statements + (otherwise?.statements ?? [])
      case .loop(let loop): loop.body
      default: []
      }
    return [self] + inner.flatMap(\.andInner)
  }
}

extension ClauseSyntax.Trigger {
  fileprivate var act: ActSyntax? {
    switch self {
    case .right(let act), .fact(let act), .duty(let act, _, _): act
    case .deadline: nil
    }
  }
}

extension Duration {
  /// Nil of months, which differ.
  fileprivate var exactSeconds: Int64? {
    switch unit {
    case .seconds: count
    case .days: count * 86_400
    default: nil
    }
  }
}
