/// Clauses set off by time that the contract's own words do not keep from being refused.
extension Template {
  /// Phases, by their places in `contract.phases`, in which time may lead to the built-in end
  /// `Halted` as far as the words of its clauses say: they pay a sum that is not all of a pot, or
  /// compute, outside `try`. That it never happens may well follow from the rest.
  public var phasesThatMayHalt: [Int] {
    contract.phases.indices.filter { contract.clauses(of: $0).contains(where: \.mayHalt) }
  }
}

extension ClauseSyntax {
  fileprivate var mayHalt: Bool {
    switch trigger {
    case .right, .fact: false
    case .duty(_, _, let failing): failing.mayBeRefused
    case .deadline: outcome.mayBeRefused
    }
  }
}

extension Outcome {
  fileprivate var mayBeRefused: Bool { statements.contains(where: \.mayBeRefused) }
}

extension Statement {
  fileprivate var mayBeRefused: Bool {
    switch form {
    // In a pot of many there may be no room for one more.
    case .pay(.all, _, let target): target.isHoldOfMany
    case .pay(.exactly, _, _), .pay(.settled, _, _), .assignEntry, .accrue: true
    case .split(let split):
      split.sum != nil || split.shares.hasCaps
        || split.shares.targets.contains(where: \.isHoldOfMany)
    case .assign(_, let assignment, let value): assignment != .set || value.computes
    case .name(_, let value): value.computes
    case .choice(let condition, let outcome, let otherwise):
      condition.computes || outcome.mayBeRefused || otherwise?.mayBeRefused == true
    case .attempt(_, let otherwise): otherwise.contains(where: \.mayBeRefused)
    case .loop(let loop): loop.body.contains(where: \.mayBeRefused)
    case .remove, .clear, .note: false
    }
  }
}

extension PlaceSyntax {
  fileprivate var isHoldOfMany: Bool { if case .key? = part { true } else { false } }
}

extension SharesSyntax {
  /// On any level: a cap below zero is refused.
  fileprivate var hasCaps: Bool {
    let inside = (shares.map(\.recipient) + [remainder]).contains { recipient in
      if case .shares(let level) = recipient { level.hasCaps } else { false }
    }
    return inside || shares.contains { $0.cap != nil }
  }
}

extension Expression {
  /// Whether a number in it may leave its range.
  fileprivate var computes: Bool {
    switch form {
    case .arithmetic, .negate, .total, .whole, .interest, .level, .moved: true
    default: parts.contains(where: \.computes)
    }
  }
}
