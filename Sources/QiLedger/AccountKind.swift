/// What accounts are told apart by in a trial balance, in that order.
public enum AccountKind: Hashable, Sendable {
  /// Minus what the operator issued and has not redeemed.
  case issued
  case personal(class: UInt8)
  case corporate
  /// In pots of contracts, whose owners have wallets at the operator.
  case held
  /// By holders whose first wallet is at the operator.
  case unclaimed

  /// Of a row that is a wallet's.
  public init(wallet row: ActorRow) {
    self = row.kind == .personal ? .personal(class: row.walletClass) : .corporate
  }

  /// Its place among the kinds.
  var order: Int {
    switch self {
    case .issued: 0
    case .personal(let number): Int(number)
    case .corporate: 5
    case .held: 6
    case .unclaimed: 7
    }
  }
}
