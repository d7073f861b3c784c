/// A product of two numbers of 128 bits, or the sum of two of them, which 256 bits have room for.
struct WideInteger: Comparable {
  private let high: Int128
  private let low: UInt128

  private init(high: Int128, low: UInt128) {
    self.high = high
    self.low = low
  }

  init(_ a: Int128, times b: Int128) {
    let (product, overflow) = a.multipliedReportingOverflow(by: b)
    if overflow {
      (high, low) = a.multipliedFullWidth(by: b)
    } else {
      (high, low) = (product < 0 ? -1 : 0, UInt128(bitPattern: product))
    }
  }

  /// Neither of the two is of the highest bit but one, as no product of two numbers of 127 bits is.
  func adding(_ other: WideInteger) -> WideInteger {
    let (sum, carry) = low.addingReportingOverflow(other.low)
    return WideInteger(high: high + other.high + (carry ? 1 : 0), low: sum)
  }

  static func < (a: WideInteger, b: WideInteger) -> Bool {
    a.high == b.high ? a.low < b.low : a.high < b.high
  }

  /// Of its magnitude.
  func remainder(by divisor: UInt128) -> UInt128 {
    let (high, low) = magnitude
    if high == 0 { return low % divisor }
    return divisor.dividingFullWidth((high % divisor, low)).remainder
  }

  /// By what divides it. Refuses with `arithmetic` a quotient of more than 127 bits.
  func divided(by divisor: Int128) throws(Refusal) -> Int128 {
    let (high, low) = magnitude
    let divisor = divisor.magnitude
    guard high < divisor else { throw Refusal(.arithmetic) }
    let quotient = high == 0 ? low / divisor : divisor.dividingFullWidth((high, low)).quotient
    guard let size = Int128(exactly: quotient) else { throw Refusal(.arithmetic) }
    return self.high < 0 ? -size : size
  }

  private var magnitude: (high: UInt128, low: UInt128) {
    if high >= 0 { return (high.magnitude, low) }
    return (UInt128(bitPattern: ~high) + (low == 0 ? 1 : 0), ~low &+ 1)
  }
}
