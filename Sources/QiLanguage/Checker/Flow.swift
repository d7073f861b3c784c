/// What statements do to the pots that may hold money: a bit a pot, at most 32 of them.
struct Flow {
  var keeps: UInt32 = .max
  var fills: UInt32 = 0
  /// What something went into, whatever became of it.
  var adds: UInt32 = 0

  func after(_ before: UInt32) -> UInt32 { before & keeps | fills }

  /// This, then the other.
  func then(_ next: Flow) -> Flow {
    Flow(keeps: keeps & next.keeps, fills: next.after(fills), adds: adds | next.adds)
  }

  /// Either of the two.
  func or(_ other: Flow) -> Flow {
    Flow(keeps: keeps | other.keeps, fills: fills | other.fills, adds: adds | other.adds)
  }
}

/// One way through a clause: the arrow it ends at, nil where it stays, and what was done till then.
struct Way {
  let arrow: Name?
  let flow: Flow
}

extension Checker {
  /// Paths that meet again are one: there are at most as many ways as arrows, and one that stays.
  func ways(through outcome: Outcome) -> [Way] {
    var ways: [Way] = []
    if let rest = follow(outcome, from: Flow(), [], &ways) {
      ways.append(Way(arrow: nil, flow: rest))
    }
    return ways
  }

  /// Adds the ways that end here, and returns what was done where it goes on; nil if nowhere.
  private func follow(
    _ outcome: Outcome, from flow: Flow, _ rounds: [Statement.Loop], _ ways: inout [Way]
  ) -> Flow? {
    guard let rest = follow(outcome.statements, from: flow, rounds, &ways) else { return nil }
    guard let arrow = outcome.target else { return rest }
    ways.append(Way(arrow: arrow, flow: rest))
    return nil
  }

  private func follow(
    _ statements: [Statement], from flow: Flow, _ rounds: [Statement.Loop], _ ways: inout [Way]
  ) -> Flow? {
    var flow = flow
    for statement in statements {
      switch statement.form {
      case .pay(let sum, let source, let target):
        flow = flow.then(step(sum, [source.place], [target], rounds))
      case .split(let split):
        let sum = split.sum.map(Statement.Sum.exactly) ?? .all(split.sources[0].name.range)
        flow = flow.then(step(sum, split.sources.map(\.place), split.shares.targets, rounds))
      case .attempt(let body, let otherwise):
        // No arrow leads out of either, and where the body was undone the other begins anew.
        let done = follow(body, from: flow, rounds, &ways) ?? flow
        flow = done.or(follow(otherwise, from: flow, rounds, &ways) ?? flow)
      case .choice(_, let outcome, let otherwise):
        let done = follow(outcome, from: flow, rounds, &ways)
        let rest = otherwise.map { follow($0, from: flow, rounds, &ways) } ?? flow
        guard let next = done.map({ done in rest.map(done.or) ?? done }) ?? rest else {
          return nil
        }
        flow = next
      case .loop(let loop):
        // Perhaps never, perhaps often; what further rounds fill the first one fills.
        let round = follow(loop.body, from: Flow(), rounds + [loop], &ways) ?? Flow()
        var done = Flow().or(round)
        // Where each round empties its own hold of the pot it goes through, and nothing comes in,
        // nothing is left in it: with no round there was nothing.
        if case .pots(let pot, _) = scope[loop.collection.text],
          (round.after(1 << pot) | round.adds) & 1 << pot == 0
        {
          done.keeps &= ~(1 << pot)
        }
        flow = flow.then(done)
      case .assign, .note, .name, .assignEntry, .remove, .clear, .accrue: break
      }
    }
    return flow
  }

  /// What is known to be emptied: a pot by all of it, in each round over a pot of many the hold of
  /// that round by all of it, or by what stood there when its turn came.
  private func step(
    _ sum: Statement.Sum, _ sources: [PlaceSyntax], _ targets: [PlaceSyntax],
    _ rounds: [Statement.Loop]
  ) -> Flow {
    var step = Flow()
    if sources.count == 1, let pot = pot(sources[0]), empties(sources[0], sum, rounds) {
      step.keeps &= ~(1 << pot)
    }
    for pot in targets.compactMap(pot) { step.fills |= 1 << pot }
    step.adds = step.fills
    return step
  }

  private func pot(_ place: PlaceSyntax) -> Int? {
    switch (scope[place.name.text], place.part) {
    case (.pot(let pot), nil), (.pots(let pot, _), .key?): pot
    default: nil
    }
  }

  private func empties(
    _ place: PlaceSyntax, _ sum: Statement.Sum, _ rounds: [Statement.Loop]
  ) -> Bool {
    guard case .key(let key)? = place.part else {
      if case .all = sum { return true }
      return false
    }
    guard case .name(let owner) = key.form,
      let round = rounds.last(where: { $0.element.text == owner }),
      round.collection == place.name
    else { return false }
    switch sum {
    case .all: return true
    case .settled: return false
    case .exactly(let sum):
      guard case .name(let name) = sum.form else { return false }
      return name == round.value?.text
    }
  }
}
