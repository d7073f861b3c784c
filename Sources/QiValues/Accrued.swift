/// Interest that has come together over days and is paid in whole fen: no part of a fen is lost.
public struct Accrued: Hashable, Sendable {
  public let fen: Int64
  /// In parts of a fen, as many as `parts` says: less than one fen.
  public let rest: Int64

  public init(fen: Int64, rest: Int64) {
    self.fen = fen
    self.rest = rest
  }

  /// What a fen has of them, for rates of so many days a year: millionths of a day's share. One day
  /// a year is a rate a day.
  public static func parts(daysOfYear: Int64) -> Int64 { Rate.whole.millionths * daysOfYear }

  /// With the interest of so many days on a sum, at a rate in millionths. Refuses with
  /// `invalid-amount` a sum or a rate below zero, and with `arithmetic` days below zero and what
  /// leaves 128 bits on its way, or 64 bits in the end.
  public func adding(
    _ principal: Money, at rate: Rate, days: Int64, daysOfYear: Int64
  ) throws(Refusal) -> Accrued {
    guard principal >= .zero else { throw Refusal(.invalidAmount) }
    guard rate.millionths >= 0 else { throw Refusal(.invalidAmount, (.rate, .rate(rate))) }
    guard days >= 0 else { throw Refusal(arithmetic: .backwards) }
    // In bounds: two numbers of 63 bits.
    let daily = Int128(principal.fen) * Int128(rate.millionths)
    let (product, tooMuch) = daily.multipliedReportingOverflow(by: Int128(days))
    let (sum, tooMuchYet) = product.addingReportingOverflow(Int128(rest))
    let parts = Int128(Accrued.parts(daysOfYear: daysOfYear))
    guard !tooMuch, !tooMuchYet, let more = Int64(exactly: sum / parts) else {
      throw Refusal(.arithmetic)
    }
    let (total, overflow) = fen.addingReportingOverflow(more)
    if overflow { throw Refusal(.arithmetic) }
    return Accrued(fen: total, rest: Int64(sum % parts))
  }
}
