import QiBytecode
import QiValues

/// Exact quotients, and the one rounding that ends them.
extension Lowering {
  private mutating func freshFraction() -> Int { freshRegisters(4) }

  mutating func asFraction(_ value: Lowered) -> Int {
    if value.type.isFraction { return value.register }
    let register = freshFraction()
    let isRate = value.type == .rate || value.type == .dailyRate
    let denominator = isRate ? Rate.whole.millionths : 1
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
    guard value.type.isFraction else {
      let register = freshRegister()
      emit(.negate, a: register, b: value.register)
      return (register, value.type)
    }
    let zero = freshRegister()
    emit(.load, a: zero)
    return (lowerFractions(.subtract, (zero, .integer), value), value.type)
  }

  mutating func lower(_ expression: Expression, rounded rounding: Rounding) -> Lowered {
    rounded(lower(expression), rounding)
  }

  /// A value where a whole one is wanted: rounded as the contract says, unless the expression does.
  mutating func lower(kept expression: Expression) -> Lowered {
    let value = lower(expression)
    return contract.rounding.map { rounded(value, $0) } ?? value
  }

  private mutating func rounded(_ value: Lowered, _ rounding: Rounding) -> Lowered {
    guard value.type != value.type.whole else { return value }
    let result = freshRegister()
    let operation: Operation = value.type == .instalment ? .level : .round
    emit(operation, a: result, b: value.register, constant: rounding.rawValue)
    return (result, value.type.whole)
  }

  /// Principal times rate, then times the days of a year that passed.
  mutating func lower(interest values: [Expression], _ count: DayCount?) -> Lowered {
    let type = QiType.fraction(ofMoney: true)
    let product = (lowerFractions(.multiply, lower(values[0]), lower(values[1])), type)
    let (from, to) = (lower(values[2]).register, lower(values[3]).register)
    let days = freshRegister()
    if count == .thirtyE360 {
      emit(.days30E, a: days, b: from, c: to)
    } else {
      emit(.subtract, a: days, b: to, c: from)
    }
    let years = freshFraction()
    emit(.widen, a: years, b: days, constant: count?.year ?? 1)
    return (lowerFractions(.multiply, product, (years, .fraction(ofMoney: false))), type)
  }

  /// The three values in registers that follow each other, for the rounding to work on.
  mutating func lower(level values: [Expression]) -> Lowered {
    let first = freshRegisters(values.count)
    for (place, value) in values.enumerated() {
      scratch { $0.emit(.copy, a: first + place, b: $0.lower(kept: value).register) }
    }
    return (first, .instalment)
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
