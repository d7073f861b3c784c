/// An exact quotient of whole numbers, in lowest terms: what a division or a rate gives until it is
/// rounded, once.
public struct Fraction: Hashable, Sendable {
  public let numerator: Int128
  /// Above zero.
  public let denominator: Int128

  /// Refuses with `arithmetic` a denominator of zero, and what leaves 128 bits.
  public init(_ numerator: Int128, over denominator: Int128 = 1) throws(Refusal) {
    guard denominator != 0, numerator != .min, denominator != .min else {
      throw Refusal(.arithmetic)
    }
    let sign: Int128 = denominator < 0 ? -1 : 1
    let divisor = Fraction.divisor(numerator.magnitude, denominator.magnitude)
    self.numerator = sign * (numerator / divisor)
    self.denominator = sign * (denominator / divisor)
  }

  /// The greatest that divides both, by Euclid.
  private static func divisor(_ a: UInt128, _ b: UInt128) -> Int128 {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return Int128(truncatingIfNeeded: a)
  }

  public func adding(_ other: Fraction) throws(Refusal) -> Fraction {
    let left = try Fraction.product(numerator, other.denominator)
    let right = try Fraction.product(other.numerator, denominator)
    let (sum, overflow) = left.addingReportingOverflow(right)
    if overflow { throw Refusal(.arithmetic) }
    return try Fraction(sum, over: try Fraction.product(denominator, other.denominator))
  }

  public func subtracting(_ other: Fraction) throws(Refusal) -> Fraction {
    try adding(try Fraction(-other.numerator, over: other.denominator))
  }

  public func multiplied(by other: Fraction) throws(Refusal) -> Fraction {
    try Fraction(
      try Fraction.product(numerator, other.numerator),
      over: try Fraction.product(denominator, other.denominator))
  }

  public func divided(by other: Fraction) throws(Refusal) -> Fraction {
    try multiplied(by: try Fraction(other.denominator, over: other.numerator))
  }

  public func isLess(than other: Fraction) throws(Refusal) -> Bool {
    try Fraction.product(numerator, other.denominator)
      < Fraction.product(other.numerator, denominator)
  }

  private static func product(_ a: Int128, _ b: Int128) throws(Refusal) -> Int128 {
    let (product, overflow) = a.multipliedReportingOverflow(by: b)
    if overflow { throw Refusal(.arithmetic) }
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
