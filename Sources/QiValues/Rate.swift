/// A part of a whole in millionths, the finest a literal says: `12.5%` is 125,000 of them.
public struct Rate: Hashable, Comparable, Sendable {
  public let millionths: Int64

  public init(millionths: Int64) { self.millionths = millionths }

  public static var whole: Rate { Rate(millionths: 1_000_000) }

  public static func < (a: Rate, b: Rate) -> Bool { a.millionths < b.millionths }

  /// This part of a sum in whole fen, rounded down: never more than the exact part, and less by
  /// less than a fen. The product is taken in 128 bits. Refuses with `arithmetic` what leaves
  /// ±2^63 fen, which no part of one whole does.
  public func share(of sum: Money) throws(Refusal) -> Money {
    let product = Int128(sum.fen) * Int128(millionths)
    let (quotient, rest) = product.quotientAndRemainder(dividingBy: 1_000_000)
    guard let fen = Int64(exactly: rest < 0 ? quotient - 1 : quotient) else {
      throw Refusal(.arithmetic)
    }
    return Money(fen: fen)
  }
}

extension Rate: CustomStringConvertible {
  /// In per cent, with as many decimals as it has: `3.5%`.
  public var description: String {
    let sign = millionths < 0 ? "-" : ""
    let (whole, rest) = millionths.magnitude.quotientAndRemainder(dividingBy: 10_000)
    if rest == 0 { return "\(sign)\(whole)%" }
    var decimals = "\(10_000 + rest)".dropFirst()
    while decimals.last == "0" { decimals.removeLast() }
    return "\(sign)\(whole).\(decimals)%"
  }
}

/// In the bytes of docs/chain-format.md §2.
extension Rate {
  /// In lowest terms, the denominator above zero; no factor but those of a million is in it.
  var lowestTerms: (numerator: Int64, denominator: Int64) {
    var (a, b) = (millionths.magnitude, UInt64(1_000_000))
    while b != 0 { (a, b) = (b, a % b) }
    let divisor = Int64(a)
    return (millionths / divisor, 1_000_000 / divisor)
  }

  /// Nil where it is not in lowest terms, or no whole number of millionths.
  init?(_ numerator: Int64, over denominator: Int64) {
    guard denominator > 0, 1_000_000 % denominator == 0 else { return nil }
    let (millionths, overflow) = numerator.multipliedReportingOverflow(
      by: 1_000_000 / denominator)
    self.init(millionths: millionths)
    guard !overflow, lowestTerms == (numerator, denominator) else { return nil }
  }
}
