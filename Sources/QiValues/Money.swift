/// A sum of e-CNY in whole fen. Negative only as the signed leg of a posting or a difference.
public struct Money: Hashable, Comparable, Sendable {
  public var fen: Int64

  public init(fen: Int64) { self.fen = fen }

  /// Whole yuan. What is beyond 2,147,483,647 of them is given in fen.
  public static func yuan(_ yuan: Int32) -> Money { Money(fen: Int64(yuan) * 100) }

  public static var zero: Money { Money(fen: 0) }

  public static func < (a: Money, b: Money) -> Bool { a.fen < b.fen }

  /// Refuses with `arithmetic` where the sum leaves ±2^63 fen.
  public func adding(_ other: Money) throws(Refusal) -> Money {
    let (sum, overflow) = fen.addingReportingOverflow(other.fen)
    if overflow { throw Refusal(.arithmetic) }
    return Money(fen: sum)
  }

  /// Refuses with `arithmetic` where the difference leaves ±2^63 fen.
  public func subtracting(_ other: Money) throws(Refusal) -> Money {
    let (difference, overflow) = fen.subtractingReportingOverflow(other.fen)
    if overflow { throw Refusal(.arithmetic) }
    return Money(fen: difference)
  }
}

extension Money: CustomStringConvertible {
  /// Yuan with two decimals, digits grouped by thousands, a true minus sign: `−1,234.56`.
  public var description: String {
    let magnitude = fen.magnitude
    let cents = magnitude % 100
    var yuan = String(magnitude / 100)
    var end = yuan.count - 3
    while end > 0 {
      yuan.insert(",", at: yuan.index(yuan.startIndex, offsetBy: end))
      end -= 3
    }
    return "\(fen < 0 ? "−" : "")\(yuan).\(cents < 10 ? "0" : "")\(cents)"
  }
}
