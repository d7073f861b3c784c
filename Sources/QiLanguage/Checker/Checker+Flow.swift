import QiDiagnostics

/// One way from a phase to another, and what it does to the pots.
private struct Passage {
  let source: Int
  let target: Int
  let byTime: Bool
  let outcome: Outcome
}

/// Which pots may hold money: where a pot may, time alone has to lead to an end.
extension Checker {
  mutating func checkFlow() {
    let passages = contract.phases.enumerated().flatMap { index, phase in
      phase.clauses.flatMap { self.passages(of: $0, from: index) }
    }
    let (reached, funded) = reach(passages)
    for (index, phase) in contract.phases.enumerated() where !reached.contains(index) {
      report(.neverReached(phase.name))
    }
    for (index, end) in contract.ends.enumerated()
    where !reached.contains(contract.phases.count + index) {
      report(.neverReached(end))
    }
    for (index, phase) in contract.phases.enumerated() {
      let pots = funded[index]
      guard !pots.isEmpty, !timeEnds(from: index, passages) else { continue }
      let pot = contract.pots[pots.min() ?? 0]
      report(.noWayOut(phase.name, pot: pot.name, cycle: timeCycles(from: index, passages)))
    }
    warnOfReleases(passages, funded)
  }

  private func passages(of clause: ClauseSyntax, from phase: Int) -> [Passage] {
    func passage(_ outcome: Outcome, byTime: Bool) -> Passage {
      let target = outcome.target.flatMap { scope.phases[$0.text] } ?? phase
      return Passage(source: phase, target: target, byTime: byTime, outcome: outcome)
    }
    switch clause.trigger {
    case .right: return [passage(clause.outcome, byTime: false)]
    case .deadline: return [passage(clause.outcome, byTime: true)]
    case .duty(_, _, let failing):
      return [passage(clause.outcome, byTime: false), passage(failing, byTime: true)]
    }
  }

  /// The phases that can be entered, and for each the pots that may hold money in it.
  private func reach(_ passages: [Passage]) -> (Set<Int>, [Set<Int>]) {
    var reached: Set<Int> = [0]
    var funded = [Set<Int>](repeating: [], count: contract.phases.count + contract.ends.count)
    var changed = true
    while changed {
      changed = false
      for passage in passages where reached.contains(passage.source) {
        let after = pots(after: passage.outcome.statements, funded[passage.source])
        if reached.insert(passage.target).inserted || !after.isSubset(of: funded[passage.target]) {
          funded[passage.target].formUnion(after)
          changed = true
        }
      }
    }
    return (reached, funded)
  }

  /// The pots that may hold money after these statements.
  private func pots(after statements: [Statement], _ before: Set<Int>) -> Set<Int> {
    statements.reduce(into: before) { pots, statement in
      switch statement.form {
      case .pay(let sum, let source, let target):
        if case .all = sum, case .pot(let pot) = scope[source.text] { pots.remove(pot) }
        if case .pot(let pot) = scope[target.text] { pots.insert(pot) }
      case .attempt(let body, let otherwise):
        pots = self.pots(after: body, pots).union(self.pots(after: otherwise, pots))
      case .assign, .note: break
      }
    }
  }

  /// Whether nothing but time passing leads from here to an end.
  private func timeEnds(from phase: Int, _ passages: [Passage]) -> Bool {
    timeReach(from: phase, passages).contains { $0 >= contract.phases.count }
  }

  private func timeCycles(from phase: Int, _ passages: [Passage]) -> Bool {
    passages.contains { $0.byTime && $0.source == phase && $0.target != phase }
  }

  private func timeReach(from phase: Int, _ passages: [Passage]) -> Set<Int> {
    var reached: Set<Int> = [phase]
    var waiting = [phase]
    while let next = waiting.popLast() {
      for passage in passages where passage.byTime && passage.source == next {
        if reached.insert(passage.target).inserted { waiting.append(passage.target) }
      }
    }
    return reached
  }

  private mutating func warnOfReleases(_ passages: [Passage], _ funded: [Set<Int>]) {
    for passage in passages where passage.target >= contract.phases.count {
      let left = pots(after: passage.outcome.statements, funded[passage.source])
      guard let pot = left.min(), let target = passage.outcome.target else { continue }
      report(.releasedAtEnd(target, pot: contract.pots[pot].name))
    }
  }

  /// Warns of names nothing uses.
  mutating func checkUse() {
    let declared =
      contract.terms.map(\.name) + contract.pots.map(\.name) + contract.variables.map(\.name)
    for name in declared where !used.contains(name.text) { report(.unused(name)) }
  }
}
