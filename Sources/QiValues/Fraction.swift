/// An exact quotient of whole numbers, in lowest terms: what a division or a rate gives until it is
/// rounded, once. A result is refused where it does not fit itself, whatever lies on the way to it.
public struct Fraction: Hashable, Sendable {
  public let numerator: Int128
  /// Above zero.
  public let denominator: Int128

  /// Refuses with `arithmetic` a denominator of zero, and what leaves 128 bits.
  public init(_ numerator: Int128, over denominator: Int128 = 1) throws(Refusal) {
    if denominator == 0 { throw Refusal(arithmetic: .divisionByZero) }
    guard numerator != .min, denominator != .min else { throw Refusal(.arithmetic) }
    let sign: Int128 = denominator < 0 ? -1 : 1
    let divisor = Fraction.divisor(numerator.magnitude, denominator.magnitude)
    self.init(
      lowestTerms: sign * (numerator / divisor), over: sign * (denominator / divisor))
  }

  /// What was in lowest terms before, the denominator above zero.
  public init(lowestTerms numerator: Int128, over denominator: Int128) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The greatest that divides both, by Euclid: one of the two is less than 2^127.
  private static func divisor(_ a: UInt128, _ b: UInt128) -> Int128 {
    var (a, b) = (a, b)
    while b != 0 {
      // Most numbers are small, and halves of the width divide much faster.
      if let x = UInt64(exactly: a), let y = UInt64(exactly: b) {
        return Int128(divisor(x, y))
      }
      (a, b) = (b, a % b)
    }
    return Int128(truncatingIfNeeded: a)
  }

  private static func divisor(_ a: UInt64, _ b: UInt64) -> UInt64 {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }

  /// Refuses with `arithmetic` what leaves 128 bits in lowest terms.
  public func adding(_ other: Fraction) throws(Refusal) -> Fraction {
    let shared = Fraction.divisor(denominator.magnitude, other.denominator.magnitude)
    let (mine, others) = (denominator / shared, other.denominator / shared)
    let left = WideInteger(numerator, times: others)
    let sum = left.adding(WideInteger(other.numerator, times: mine))
    // Whatever divides both the sum and the denominator divides what they share.
    let rest = Fraction.divisor(shared.magnitude, sum.remainder(by: shared.magnitude))
    return Fraction(
      lowestTerms: try sum.divided(by: rest),
      over: try Fraction.product(mine, other.denominator / rest))
  }

  public func subtracting(_ other: Fraction) throws(Refusal) -> Fraction {
    try adding(Fraction(lowestTerms: -other.numerator, over: other.denominator))
  }

  /// Refuses with `arithmetic` what leaves 128 bits in lowest terms.
  public func multiplied(by other: Fraction) throws(Refusal) -> Fraction {
    let one = Fraction.divisor(numerator.magnitude, other.denominator.magnitude)
    let two = Fraction.divisor(other.numerator.magnitude, denominator.magnitude)
    return Fraction(
      lowestTerms: try Fraction.product(numerator / one, other.numerator / two),
      over: try Fraction.product(denominator / two, other.denominator / one))
  }

  /// Refuses with `arithmetic` division by zero, and what leaves 128 bits in lowest terms.
  public func divided(by other: Fraction) throws(Refusal) -> Fraction {
    if other.numerator == 0 { throw Refusal(arithmetic: .divisionByZero) }
    let sign: Int128 = other.numerator < 0 ? -1 : 1
    return try multiplied(
      by: Fraction(lowestTerms: sign * other.denominator, over: sign * other.numerator))
  }

  public func isLess(than other: Fraction) -> Bool {
    WideInteger(numerator, times: other.denominator)
      < WideInteger(other.numerator, times: denominator)
  }

  private static func product(_ a: Int128, _ b: Int128) throws(Refusal) -> Int128 {
    let (product, overflow) = a.multipliedReportingOverflow(by: b)
    if overflow || product == .min { throw Refusal(.arithmetic) }
    return product
  }

  /// To a whole number. Refuses with `arithmetic` what leaves 64 bits.
  public func whole(_ rounding: Rounding) throws(Refusal) -> Int64 {
    let (whole, rest) = numerator.quotientAndRemainder(dividingBy: denominator)
    let away: Int128 = numerator < 0 ? -1 : 1
    // Twice the rest could leave 128 bits; what is left to the next whole does not.
    let (part, other) = (rest.magnitude, denominator.magnitude - rest.magnitude)
    let goesOn =
      switch rounding {
      case .down: false
      case .up: rest != 0
      case .halfUp: part >= other
      case .halfEven: part > other || part == other && whole % 2 != 0
      }
    guard let result = Int64(exactly: goesOn ? whole + away : whole) else {
      throw Refusal(.arithmetic)
    }
    return result
  }
}

/// Which whole number a fraction becomes. Raw values are those of the canonical tree.
public enum Rounding: Int64, CaseIterable, Sendable {
  /// To the nearest, a half away from zero (四舍五入).
  case halfUp = 1
  /// To the nearest, a half to the even one (四舍六入五成双).
  case halfEven
  /// Toward zero.
  case down
  /// Away from zero.
  case up
}
