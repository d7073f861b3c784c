import QiBytecode
import QiValues

/// A value that may be a fraction, and then takes four registers: so nothing but this file reads
/// the first of them.
struct Exact {
  fileprivate let register: Int
  let type: QiType

  init(_ value: Lowered) { (register, type) = value }
}

/// Exact quotients, and the one rounding that ends them.
extension Lowering {
  private mutating func freshFraction() -> Int { freshRegisters(4) }

  private mutating func asFraction(_ value: Exact) -> Int {
    if value.type.isFraction { return value.register }
    let register = freshFraction()
    let isRate = value.type == .rate || value.type == .dailyRate
    let denominator = isRate ? Rate.whole.millionths : 1
    emit(.widen, a: register, b: value.register, constant: denominator)
    return register
  }

  mutating func lowerFractions(
    _ operation: Expression.Arithmetic, _ left: Exact, _ right: Exact, _ type: QiType
  ) -> Exact {
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
    return Exact((result, type))
  }

  mutating func lower(negated expression: Expression) -> Exact {
    let value = lower(exact: expression)
    guard value.type.isFraction else {
      let register = freshRegister()
      emit(.negate, a: register, b: value.register)
      return Exact((register, value.type))
    }
    let zero = freshRegister()
    emit(.load, a: zero)
    return lowerFractions(.subtract, Exact((zero, .integer)), value, value.type)
  }

  mutating func lower(_ expression: Expression, rounded rounding: Rounding) -> Lowered {
    if case .level(let values) = expression.form { return lower(level: values, rounding) }
    return rounded(lower(exact: expression), rounding)
  }

  /// A whole value: rounded as the contract says, unless the expression does. Where the contract
  /// says nothing the checker let no fraction through.
  mutating func whole(_ value: Exact) -> Lowered {
    contract.rounding.map { rounded(value, $0) } ?? (value.register, value.type)
  }

  private mutating func rounded(_ value: Exact, _ rounding: Rounding) -> Lowered {
    guard value.type.isFraction else { return (value.register, value.type) }
    let result = freshRegister()
    emit(.round, a: result, b: value.register, constant: rounding.rawValue)
    return (result, value.type.whole)
  }

  /// Principal times rate, then times the days of a year that passed.
  mutating func lower(interest values: [Expression], _ count: DayCount?) -> Exact {
    let type = QiType.fraction(ofMoney: true)
    let product = lowerFractions(.multiply, lower(exact: values[0]), lower(exact: values[1]), type)
    let (from, to) = (lower(values[2]).register, lower(values[3]).register)
    let days = freshRegister()
    if count == .thirtyE360 {
      emit(.days30E, a: days, b: from, c: to)
    } else {
      emit(.subtract, a: days, b: to, c: from)
    }
    let years = freshFraction()
    emit(.widen, a: years, b: days, constant: count?.year ?? 1)
    return lowerFractions(.multiply, product, Exact((years, .fraction(ofMoney: false))), type)
  }

  /// Rounded at once, as no fraction has room for it: the three values stand in registers that
  /// follow each other.
  mutating func lower(level values: [Expression], _ rounding: Rounding) -> Lowered {
    let first = freshRegisters(values.count)
    for (place, value) in values.enumerated() {
      scratch { $0.emit(.copy, a: first + place, b: $0.lower(value).register) }
    }
    let result = freshRegister()
    emit(.level, a: result, b: first, constant: rounding.rawValue)
    return (result, .money)
  }

  mutating func emitComparisonOfFractions(
    _ comparison: Expression.Comparison, into result: Int, _ left: Exact, _ right: Exact
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
