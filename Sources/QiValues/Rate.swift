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
