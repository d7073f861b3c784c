public import QiLedger
public import QiValues

/// Orders of courts on wallets.
extension Platform {
  /// Freezes (冻结) a wallet of `bank` by an order until it ends; several may stand on one wallet.
  @discardableResult
  public func freeze(
    _ wallet: ActorNumber, by order: FreezeOrder, asked bank: ActorNumber
  ) throws(PlatformFailure) -> TransactionReceipt {
    try submit(.freeze(wallet, by: order), by: bank)
  }

  /// Lifts (解冻) an order before its end; what waited for it runs at once.
  @discardableResult
  public func unfreeze(
    _ wallet: ActorNumber, by order: String, asked bank: ActorNumber
  ) throws(PlatformFailure) -> TransactionReceipt {
    try submit(.unfreeze(wallet, by: order), by: bank)
  }

  /// Orders that stand on a wallet now, in order of placing.
  public func orders(on wallet: ActorNumber) -> [FreezeOrder] {
    machine.books.ledger.orders(on: wallet, at: now)
  }

  /// Of what is unclaimed by the wallet's holder, what is frozen now.
  public func withheld(from wallet: ActorNumber) -> Money {
    machine.books.ledger.withheld(fromHolderOf: wallet, at: now)
  }

  /// Until when money in the contract's pots is frozen, as things stand; nil where none is.
  public func suspendedUntil(_ contract: ContractNumber) -> Instant? {
    machine.instance(contract.number).flatMap { machine.suspension(of: $0, at: now)?.until }
  }
}
