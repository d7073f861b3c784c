import QiDiagnostics

/// One way from a phase to another.
private struct Passage {
  var source: Int
  var target: Int
  /// Where it leads, as written; nil where the phase goes on.
  let arrow: Name?
  /// Set off by time whenever its phase is come back to.
  let mayTurn: Bool
  /// One of those by which time leads on if nobody acts in this stay, whatever was done in it.
  let isSure: Bool
  let flow: Flow

  /// The same of another phase.
  func moved(to phase: Int) -> Passage {
    var passage = self
    passage.source = phase
    if arrow == nil { passage.target = phase }
    return passage
  }
}

/// Which pots may hold money: where a pot may, time alone has to lead to an end.
extension Checker {
  mutating func checkFlow() {
    // The parser has said so already.
    guard !contract.phases.isEmpty else { return }
    let shared = contract.shared.map { block in
      block.clauses.flatMap { self.passages(of: $0, from: 0) }
    }
    let places = contract.sharedByPhase
    let passages = contract.phases.enumerated().map { index, phase in
      phase.clauses.flatMap { self.passages(of: $0, from: index) }
        + places[index].flatMap { shared[$0].map { $0.moved(to: index) } }
    }
    let funded = reach(passages)
    for (index, name) in (contract.phases.map(\.name) + contract.ends).enumerated()
    where funded[index] == nil {
      report(.neverReached(name))
    }
    checkTurns(passages)
    for (index, phase) in contract.phases.enumerated() {
      // Where time does not go round, it reaches an end if it leads on from everywhere.
      let leadsOn = passages[index].contains { $0.isSure }
      guard !leadsOn, let pot = firstPot(funded[index] ?? 0) else { continue }
      report(.noWayOut(phase.name, pot: pot))
    }
    warnOfReleases(passages, funded)
  }

  private func passages(of clause: ClauseSyntax, from phase: Int) -> [Passage] {
    func passages(_ outcome: Outcome, mayTurn: Bool, isSure: Bool) -> [Passage] {
      let ways = ways(through: outcome)
      // Where one path stays, time may leave everything as it is.
      let isSure = isSure && ways.allSatisfy { $0.arrow != nil }
      return ways.map { way in
        Passage(
          source: phase, target: way.arrow.flatMap { scope.phases[$0.text] } ?? phase,
          arrow: way.arrow, mayTurn: mayTurn, isSure: isSure, flow: way.flow)
      }
    }
    switch clause.trigger {
    case .right, .fact: return passages(clause.outcome, mayTurn: false, isSure: false)
    case .deadline(.every(let schedule)):
      // Each occurrence comes once, so that there is a last one unless what ends it moves on with
      // every turn. Whether there is one at all when the phase is entered, nobody knows.
      let mayTurn = !schedule.until.isAgreed(in: scope)
      return passages(clause.outcome, mayTurn: mayTurn, isSure: false)
    case .deadline: return passages(clause.outcome, mayTurn: true, isSure: true)
    case .duty(_, _, let failing):
      let done = passages(clause.outcome, mayTurn: false, isSure: false)
      // A duty done without an arrow is discharged: its deadline never comes.
      let isSure = done.allSatisfy { $0.arrow != nil }
      return done + passages(failing, mayTurn: true, isSure: isSure)
    }
  }

  /// For each phase the pots that may hold money in it; nil where it cannot be entered.
  private func reach(_ passages: [[Passage]]) -> [UInt32?] {
    var funded = [UInt32?](repeating: nil, count: contract.phases.count + contract.ends.count)
    funded[0] = contract.numberedPots.enumerated().reduce(0) { pots, pot in
      pot.element.isCarriedOver ? pots | 1 << pot.offset : pots
    }
    var waiting = [0]
    while let next = waiting.popLast() {
      guard next < passages.count, let before = funded[next] else { continue }
      for passage in passages[next] {
        let known = funded[passage.target]
        let after = (known ?? 0) | passage.flow.after(before)
        if known == after { continue }
        funded[passage.target] = after
        waiting.append(passage.target)
      }
    }
    return funded
  }

  /// Reports each arrow by which time alone comes back to where it has been: deadlines may be past
  /// already when a phase is entered, and then such a turn takes no time at all.
  private mutating func checkTurns(_ passages: [[Passage]]) {
    enum Visit { case under, done }
    // An arrow of several phases is one mistake.
    var reported: Set<Int> = []
    var visits = [Visit?](repeating: nil, count: contract.phases.count)
    for first in contract.phases.indices where visits[first] == nil {
      var path = [(phase: first, next: 0)]
      visits[first] = .under
      while let (phase, next) = path.last {
        guard next < passages[phase].count else {
          visits[phase] = .done
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let passage = passages[phase][next]
        guard passage.mayTurn, let arrow = passage.arrow, passage.target < visits.count else {
          continue
        }
        switch visits[passage.target] {
        case .under:
          if reported.insert(arrow.range.start).inserted { report(.timeGoesRound(arrow)) }
        case .done: break
        case nil:
          visits[passage.target] = .under
          path.append((passage.target, 0))
        }
      }
    }
  }

  private func firstPot(_ pots: UInt32) -> ContractSyntax.Pot? {
    pots == 0 ? nil : contract.numberedPots[pots.trailingZeroBitCount]
  }

  /// Once for each pot, at the first arrow by which its money is left to the end.
  private mutating func warnOfReleases(_ passages: [[Passage]], _ funded: [UInt32?]) {
    var arrows = [[Name]](repeating: [], count: contract.numberedPots.count)
    for passage in passages.joined() where passage.target >= contract.phases.count {
      guard let before = funded[passage.source], let arrow = passage.arrow else { continue }
      let left = passage.flow.after(before)
      for pot in arrows.indices where left & 1 << pot != 0 {
        if !arrows[pot].contains(where: { $0.range == arrow.range }) { arrows[pot].append(arrow) }
      }
    }
    for (pot, arrows) in zip(contract.numberedPots, arrows) {
      guard let first = arrows.min(by: { $0.range.start < $1.range.start }) else { continue }
      report(.releasedAtEnd(first, pot: pot, others: arrows.count - 1))
    }
  }

  /// Warns of names nothing uses.
  mutating func checkUse() {
    let declared =
      contract.oracles + contract.terms.map(\.name)
      + contract.pots.filter { !$0.isCarriedOver }.map(\.name)
      + contract.variables.map(\.name) + contract.books.map(\.name)
      + contract.mandates.map(\.name) + contract.accruals.map(\.name)
    for name in declared where !used.contains(name.text) { report(.unused(name)) }
  }
}
