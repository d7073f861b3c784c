import QiBytecode
import QiValues

/// What a contract promises: asked between clauses, never run by one.
extension Lowering {
  mutating func lowerInvariants() {
    for invariant in contract.invariants {
      releaseRegisters()
      let phases = invariant.phases.compactMap { scope.phases[$0.text] }
      program.invariants.append(
        .init(entry: here, phases: phases, names: invariant.condition.distinctNames))
      require(invariant.condition, .guardFailed)
      emit(.stop)
    }
  }

  mutating func lowerProperties() {
    for property in contract.properties {
      releaseRegisters()
      let entry = here
      let (promise, limit) = lower(property.promise)
      program.properties.append(
        .init(
          promise: promise, entry: entry, register: limit.register, names: limit.names))
      emit(.stop)
    }
  }

  private typealias Limit = (register: Int, names: [String])

  private mutating func lower(
    _ promise: PropertySyntax.Promise
  ) -> (Program.Property.Promise, Limit) {
    switch promise {
    case .loses(let party, let sum):
      (.loses(party: place(of: party)), (lower(sum).register, sum.distinctNames))
    case .receives(let party, let sum, let phase):
      (
        .receives(party: place(of: party), phase: scope.phases[phase.text] ?? 0),
        (lower(sum).register, sum.distinctNames)
      )
    case .endsWithin(let duration):
      (.endsWithin, (lowerEnd(duration), duration.distinctNames))
    }
  }

  private mutating func lowerEnd(_ duration: Expression) -> Int {
    let register = freshRegister()
    emitMove(register, from: Program.begun, isDate: false, duration, sign: 1)
    return register
  }

  private func place(of party: Name) -> Int { contract.parties.firstIndex(of: party) ?? 0 }
}

extension Expression {
  /// Each once, in the order of the source.
  fileprivate var distinctNames: [String] {
    var distinct: [String] = []
    for name in names where !distinct.contains(name.text) { distinct.append(name.text) }
    return distinct
  }
}
