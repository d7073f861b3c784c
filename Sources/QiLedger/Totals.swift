internal import QiValues

/// Running sums over all rows, in fen.
///
/// What operators have issued and not redeemed is bounded by 2^63 − 1, all operators together. As
/// everything anybody has came from there, no sum over any rows, in any order, leaves 2^63.
struct Totals: Hashable, Sendable {
  /// Over operators that issued more than they redeemed: never above zero.
  private(set) var issued: Int64 = 0
  /// Over operators that redeemed more than they issued: never below zero.
  private(set) var redeemedBeyond: Int64 = 0
  var wallets: Int64 = 0
  var holds: Int64 = 0
  var unclaimed: Int64 = 0

  var supply: Int64 { -(issued + redeemedBeyond) }

  /// Refuses with `arithmetic` where `issued` would leave its bound.
  func checkIssuance(from old: Money, to new: Money) throws(Refusal) {
    let others = Money(fen: issued - min(0, old.fen))
    guard try others.adding(min(.zero, new)).fen > .min else { throw Refusal(.arithmetic) }
  }

  mutating func moveIssuance(from old: Money, to new: Money) {
    issued += min(0, new.fen) - min(0, old.fen)
    redeemedBeyond += max(0, new.fen) - max(0, old.fen)
  }
}
