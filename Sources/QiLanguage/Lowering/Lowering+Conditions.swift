import QiBytecode
import QiValues

/// What a clause asks before it runs, one by one: for those who want to know all that fails.
extension Lowering {
  static func conditions(
    of act: ActSyntax, in contract: ContractSyntax
  ) -> (program: Program, parts: [ConditionPart]) {
    var lowering = lowered(contract)
    lowering.scope = lowering.scope.adding(contract.known(in: act))
    var parts: [ConditionPart] = []
    let starts = act.parameters.map(lowering.slot).starts(from: lowering.program.firstArgument)
    for (index, parameter) in act.parameters.enumerated() {
      if let record = parameter.type.form.record {
        let entry = lowering.begin(act)
        lowering.requireFields(of: parameter.type, at: starts[index], about: index + 1)
        lowering.emit(.stop)
        let text = Spelled(en: record.text, zh: record.text)
        parts.append(.init(text: text, argument: index + 1, entry: entry, names: []))
      }
      for part in parameter.bound?.conjuncts ?? [] {
        parts.append(lowering.lower(part, of: act, .badArgument, about: index + 1))
      }
    }
    for part in act.condition?.conjuncts ?? [] {
      parts.append(lowering.lower(part, of: act, .guardFailed, about: 0))
    }
    return (lowering.program, parts)
  }

  private mutating func begin(_ act: ActSyntax) -> Int {
    releaseRegisters(arguments: contract.known(in: act).map(slot))
    return here
  }

  private mutating func lower(
    _ part: Expression, of act: ActSyntax, _ reason: Reason, about argument: Int
  ) -> ConditionPart {
    let entry = begin(act)
    require(part, reason, about: argument)
    emit(.stop)
    return .init(
      text: part.spelled, argument: argument, entry: entry, names: part.names.map(\.text),
      asksClock: !part.clocks.isEmpty)
  }
}

extension Expression {
  /// What `and` joins.
  fileprivate var conjuncts: [Expression] {
    if case .logic(.and, let left, let right) = form { return left.conjuncts + right.conjuncts }
    return [self]
  }
}
