import QiBytecode
import QiValues

/// Exact quotients, and the one rounding that ends them.
extension Lowering {
  private mutating func freshFraction() -> Int { freshRegisters(4) }

  mutating func asFraction(_ value: Lowered) -> Int {
    if case .fraction = value.type { return value.register }
    let register = freshFraction()
    let denominator = value.type == .rate ? Rate.whole.millionths : 1
    emit(.widen, a: register, b: value.register, constant: denominator)
    return register
  }

  mutating func lowerFractions(
    _ operation: Expression.Arithmetic, _ left: Lowered, _ right: Lowered
  ) -> Int {
    let (a, b) = (asFraction(left), asFraction(right))
    let result = freshFraction()
    let code: Operation =
      switch operation {
      case .add: .addFractions
      case .subtract: .subtractFractions
      case .multiply: .multiplyFractions
      case .divide: .divideFractions
      }
    emit(code, a: result, b: a, c: b)
    return result
  }

  mutating func lower(negated value: Lowered) -> Lowered {
    guard case .fraction = value.type else {
      let register = freshRegister()
      emit(.negate, a: register, b: value.register)
      return (register, value.type)
    }
    let zero = freshRegister()
    emit(.load, a: zero)
    return (lowerFractions(.subtract, (zero, .integer), value), value.type)
  }

  mutating func lower(_ expression: Expression, rounded rounding: Rounding) -> Lowered {
    let value = lower(expression)
    guard case .fraction(let isMoney) = value.type else { return value }
    let result = freshRegister()
    emit(.round, a: result, b: value.register, constant: rounding.rawValue)
    return (result, isMoney ? .money : .integer)
  }

  mutating func emitComparisonOfFractions(
    _ comparison: Expression.Comparison, into result: Int, _ left: Lowered, _ right: Lowered
  ) {
    let (a, b) = (asFraction(left), asFraction(right))
    switch comparison {
    case .equal, .notEqual: emit(.equalFractions, a: result, b: a, c: b)
    case .less, .greaterOrEqual: emit(.lessFractions, a: result, b: a, c: b)
    case .greater, .lessOrEqual: emit(.lessFractions, a: result, b: b, c: a)
    }
    switch comparison {
    case .notEqual, .greaterOrEqual, .lessOrEqual: emit(.not, a: result, b: result)
    case .equal, .less, .greater: break
    }
  }
}
