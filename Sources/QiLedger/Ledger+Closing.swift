public import QiValues

extension Ledger {
  /// Closes for good (注销) the wallet that asks for it. Refuses with `not-authorised` who is no
  /// wallet, or closed; `guard-failed` while it has money, with what it has; `frozen`. What is
  /// unclaimed by its holder, and what pots keep for it, is no money of the wallet's: the holder
  /// may claim it into another wallet.
  public mutating func close(_ wallet: ActorNumber, at now: Instant) throws(Refusal) {
    let index = try actors.openWallet(wallet)
    let balance = actors[index].balance
    guard balance == .zero else { throw Refusal(.guardFailed, (.available, .money(balance))) }
    try checkThawed(.wallet(wallet), at: now)
    touchActor(index)
    actors[index].close()
  }
}

extension Refusal {
  /// Of what a closed wallet tries to do.
  public static var closed: Refusal {
    Refusal(.notAuthorised, (.whichLimit, .integer(WhichLimit.closed.rawValue)))
  }

  /// Whether it is refused because a wallet is closed: the one that acts, or the one it would pay.
  public var isOfClosedWallet: Bool {
    self[.whichLimit] == .integer(WhichLimit.closed.rawValue)
  }
}
