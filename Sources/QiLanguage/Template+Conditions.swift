public import QiBytecode
public import QiValues

/// A bound of an argument, or a part of a guard that `and` joins with others.
public struct ConditionPart: Sendable {
  public let text: Spelled
  /// The argument's place, from 1; 0 of a guard.
  public let argument: Int
  /// Refuses where it does not hold.
  public let entry: Int
  public let names: [String]
  /// Whether time alone may change it.
  public var asksClock = false
}

extension Template {
  /// What an act of a clause asks, part by part, with the program that has an entry for each. Nil
  /// where there is no such clause.
  public func conditions(
    of number: ClauseNumber
  ) -> (program: Program, parts: [ConditionPart])? {
    guard let act = clause(number)?.act else { return nil }
    return Lowering.conditions(of: act, in: contract)
  }

  /// What a condition looked at, in both spellings, by its English one, as the chain has it. Nil
  /// where no condition looks at that.
  public func spelled(_ english: String) -> Spelled? {
    program.observations.lazy.flatMap(\.operands).map(\.text).first { $0.en == english }
  }

  /// Clauses of a phase, by its place, that change one of the names: variables, books, pots.
  public func clauses(ofPhase place: Int, changing names: [String]) -> [ClauseNumber] {
    numbers(ofPhase: place).filter { number in
      let changed = clause(number)?.changedNames ?? []
      return changed.contains(where: names.contains)
    }
  }

  /// Clauses of a phase that may lead to one of those phases.
  public func clauses(ofPhase place: Int, leadingTo phases: [String]) -> [ClauseNumber] {
    let leading = waysOn(from: place).filter { $0.target.map(phases.contains) ?? false }
    return numbers(ofPhase: place).filter { number in leading.contains { $0.clause == number } }
  }

  private func numbers(ofPhase place: Int) -> [ClauseNumber] {
    guard contract.phases.indices.contains(place) else { return [] }
    return contract.clauses(of: place).indices.map {
      ClauseNumber(phase: UInt16(place + 1), clause: UInt16($0 + 1))
    }
  }

  private func clause(_ number: ClauseNumber) -> ClauseSyntax? {
    let place = Int(number.phase) - 1
    guard contract.phases.indices.contains(place) else { return nil }
    let clauses = contract.clauses(of: place)
    let index = Int(number.clause) - 1
    return clauses.indices.contains(index) ? clauses[index] : nil
  }
}

extension ClauseSyntax {
  fileprivate var changedNames: [String] {
    if case .duty(_, _, let failing) = trigger {
      return outcome.changedNames + failing.changedNames
    }
    return outcome.changedNames
  }
}

extension Outcome {
  fileprivate var changedNames: [String] { statements.flatMap(\.changedNames) }
}

extension Statement {
  fileprivate var changedNames: [String] {
    switch form {
    case .pay(let sum, let source, let target):
      if case .settled(let name) = sum {
        [name.text, source.name.text, target.name.text]
      } else {
        [source.name.text, target.name.text]
      }
    case .assign(let name, _, _), .assignEntry(let name, _, _, _), .remove(let name, _),
      .clear(let name), .accrue(let name, _, _):
      [name.text]
    case .attempt(let body, let otherwise): (body + otherwise).flatMap(\.changedNames)
    case .choice(_, let outcome, let otherwise):
      outcome.changedNames + (otherwise?.changedNames ?? [])
    case .split(let split):
      (split.sources.map(\.name) + split.shares.targets.map(\.name)).map(\.text)
    case .loop(let loop): loop.body.flatMap(\.changedNames)
    case .note, .name: []
    }
  }
}
