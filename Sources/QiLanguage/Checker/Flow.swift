/// What statements do to the pots that may hold money: a bit a pot, at most 32 of them.
struct Flow {
  var keeps: UInt32 = .max
  var fills: UInt32 = 0

  func after(_ before: UInt32) -> UInt32 { before & keeps | fills }

  /// This, then the other.
  func then(_ next: Flow) -> Flow {
    Flow(keeps: keeps & next.keeps, fills: next.after(fills))
  }

  /// Either of the two.
  func or(_ other: Flow) -> Flow {
    Flow(keeps: keeps | other.keeps, fills: fills | other.fills)
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
    if let rest = follow(outcome, from: Flow(), &ways) { ways.append(Way(arrow: nil, flow: rest)) }
    return ways
  }

  /// Adds the ways that end here, and returns what was done where it goes on; nil if nowhere.
  private func follow(_ outcome: Outcome, from flow: Flow, _ ways: inout [Way]) -> Flow? {
    guard let rest = follow(outcome.statements, from: flow, &ways) else { return nil }
    guard let arrow = outcome.target else { return rest }
    ways.append(Way(arrow: arrow, flow: rest))
    return nil
  }

  private func follow(_ statements: [Statement], from flow: Flow, _ ways: inout [Way]) -> Flow? {
    var flow = flow
    for statement in statements {
      switch statement.form {
      case .pay(let sum, let source, let target):
        var step = Flow()
        if case .all = sum, case .pot(let pot) = scope[source.text] { step.keeps &= ~(1 << pot) }
        if target.field == nil, case .pot(let pot) = scope[target.name.text] {
          step.fills |= 1 << pot
        }
        flow = flow.then(step)
      case .split(let split): flow = flow.then(step(split))
      case .attempt(let body, let otherwise):
        // No arrow leads out of either, and where the body was undone the other begins anew.
        let done = follow(body, from: flow, &ways) ?? flow
        flow = done.or(follow(otherwise, from: flow, &ways) ?? flow)
      case .choice(_, let outcome, let otherwise):
        let done = follow(outcome, from: flow, &ways)
        let rest = otherwise.map { follow($0, from: flow, &ways) } ?? flow
        guard let next = done.map({ done in rest.map(done.or) ?? done }) ?? rest else {
          return nil
        }
        flow = next
      case .loop(let loop):
        // Perhaps never, perhaps often; what further rounds fill the first one fills.
        let before = flow
        flow = before.or(follow(loop.body, from: before, &ways) ?? before)
      case .assign, .note, .name, .assignEntry, .remove, .clear, .accrue: break
      }
    }
    return flow
  }

  /// Only `split POT` is known to empty what it takes from.
  private func step(_ split: SplitSyntax) -> Flow {
    var step = Flow()
    if split.sum == nil, case .pot(let pot) = scope[split.sources[0].text] {
      step.keeps &= ~(1 << pot)
    }
    for target in split.shares.targets {
      if case .pot(let pot) = scope[target.text] { step.fills |= 1 << pot }
    }
    return step
  }
}
