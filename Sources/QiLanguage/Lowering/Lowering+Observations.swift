import QiBytecode
import QiValues

/// Conditions tell what they looked at, where somebody wants to know.
extension Lowering {
  mutating func lower(condition: Expression) -> Lowered {
    conditions += 1
    return lower(partOfCondition: condition)
  }

  private mutating func lower(partOfCondition condition: Expression) -> Lowered {
    at(condition.range)
    switch condition.form {
    case .logic(let operation, let a, let b):
      return lower(operation, { $0.lower(partOfCondition: a) }, { $0.lower(partOfCondition: b) })
    case .not(let inside):
      let operand = lower(partOfCondition: inside)
      let result = freshRegister()
      emit(.not, a: result, b: operand.register)
      return (result, .boolean)
    default:
      operands = []
      looksPerhaps = false
      let result = lower(condition)
      let seen = operands ?? []
      operands = nil
      observe(
        .init(
          .tested, text: condition.spelled, register: result.register, type: .boolean,
          operands: seen, condition: conditions))
      return result
    }
  }

  /// `left op right`, the right side only where it matters.
  mutating func lower(
    _ operation: Expression.Logic, _ left: (inout Lowering) -> Lowered,
    _ right: (inout Lowering) -> Lowered
  ) -> Lowered {
    let result = freshRegister()
    emit(.copy, a: result, b: left(&self).register)
    let skip = emit(operation == .and ? .jumpUnless : .jumpIf, a: result)
    looksPerhaps = true
    emit(.copy, a: result, b: right(&self).register)
    land(skip)
    return (result, .boolean)
  }

  /// Notes what a condition looks at: all but literals and what is worked out. What it may not
  /// come to is told when it does.
  mutating func note(_ expression: Expression, _ value: Lowered) {
    guard operands != nil, let type = value.type.valueType else { return }
    switch expression.form {
    case .name, .ambient, .field, .entry, .total, .kind, .balance:
      let operand = Observation.Operand(
        text: expression.spelled, register: value.register, type: type)
      if looksPerhaps {
        observe(
          .init(
            .looked, text: operand.text, register: operand.register, type: type,
            operands: [operand]))
      } else {
        operands?.append(operand)
      }
    default: break
    }
  }

  /// Tells of an entry that it is not there, which decides a condition.
  mutating func noteAbsent(_ entry: Expression) {
    guard operands != nil else { return }
    let operand = Observation.Operand(text: entry.spelled, register: 0, type: .nobody)
    observe(.init(.looked, text: operand.text, register: 0, type: .nobody, operands: [operand]))
  }

  mutating func observe(named text: Spelled, _ value: Lowered) {
    guard let type = value.type.valueType else { return }
    observe(.init(.named, text: text, register: value.register, type: type))
  }

  private mutating func observe(_ observation: Observation) {
    emit(.observe, constant: Int64(program.observations.count))
    program.observations.append(observation)
  }
}

extension Expression {
  var spelled: Spelled { Spelled(en: text(in: .en), zh: text(in: .zh)) }
}
