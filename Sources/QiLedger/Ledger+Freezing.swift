public import QiValues

/// Orders of courts. While one stands the wallet pays nothing out and takes nothing in, and every
/// hold of its own is frozen with it.
extension Ledger {
  /// Orders that may stand on one wallet.
  public static let mostOrders = 100

  /// Freezes a wallet until the order ends; that its operator asked is the caller's to know.
  /// Refuses with `bad-argument` an order that has ended already, `duplicate` one that stands on
  /// the wallet, `full` one more than `mostOrders`.
  public mutating func freeze(
    _ wallet: ActorNumber, by order: FreezeOrder, at now: Instant
  ) throws(Refusal) {
    guard order.stands(at: now) else { throw Refusal(.badArgument, (.argument, .integer(2))) }
    let standing = orders(on: wallet, at: now)
    guard !standing.contains(where: { $0.isNamed(order.name) }) else { throw Refusal(.duplicate) }
    guard standing.count < Ledger.mostOrders else { throw Refusal(.full) }
    let row = openFreezeRow(of: wallet)
    // What an earlier freeze withheld is free, and stays so.
    if standing.isEmpty { freezes[row].withheld = .zero }
    freezes[row].orders = standing + [order]
  }

  /// Lifts an order before its end. Refuses with `bad-argument` one that does not stand.
  public mutating func unfreeze(
    _ wallet: ActorNumber, by name: String, at now: Instant
  ) throws(Refusal) {
    let standing = orders(on: wallet, at: now)
    guard standing.contains(where: { $0.isNamed(name) }), let row = freezeRow(of: wallet) else {
      throw Refusal(.badArgument, (.argument, .integer(1)))
    }
    dirtyFreezes.mark(row: row)
    freezes[row].orders = standing.filter { !$0.isNamed(name) }
  }

  /// Those that stand, in order of placing.
  public func orders(on wallet: ActorNumber, at now: Instant) -> [FreezeOrder] {
    freezeRow(of: wallet).map { freezes[$0].orders.filter { $0.stands(at: now) } } ?? []
  }

  /// Until when a wallet, or the owner's of a hold, is frozen; nil where it is not.
  public func frozenUntil(_ wallet: ActorNumber, at now: Instant) -> Instant? {
    guard actor(wallet)?.hasOrders == true else { return nil }
    return freezeRow(of: wallet).flatMap { freezes[$0].frozenUntil(at: now) }
  }

  /// Of what is unclaimed by the wallet's holder, what is frozen now.
  public func withheld(fromHolderOf wallet: ActorNumber, at now: Instant) -> Money {
    let frozen = frozenRows(ofHolder: actor(wallet)?.holder, at: now)
    return Money(fen: frozen.reduce(0) { $0 + $1.withheld.fen })
  }

  // MARK: Tests of money

  /// Refuses with `frozen` a wallet or a hold under an order.
  func checkThawed(_ account: Account, at now: Instant) throws(Refusal) {
    let wallet: ActorNumber
    switch account.kind {
    case .wallet: wallet = ActorNumber(account.number)
    case .hold: wallet = holds[account.index].owner
    case .issuance, .unclaimed: return
    }
    if let until = frozenUntil(wallet, at: now) { throw Refusal.frozen(wallet, until: until) }
  }

  /// Refuses with `frozen` a claim beyond what is not withheld, with what may be claimed.
  func checkWithheld(
    _ amount: Money, ofHolder holder: ActorNumber, at now: Instant
  ) throws(Refusal) {
    let frozen = frozenRows(ofHolder: holder, at: now).filter { $0.withheld > .zero }
    let withheld = frozen.reduce(0) { $0 + $1.withheld.fen }
    let free = Money(fen: balance(of: .unclaimed(holder)).fen - withheld)
    guard amount > free, let first = frozen.first, let until = first.frozenUntil(at: now) else {
      return
    }
    var refusal = Refusal.frozen(first.wallet, until: until)
    refusal.facts = [(.available, .money(free)), (.needed, .money(amount))] + refusal.facts
    throw refusal
  }

  /// Notes that an amount just went unclaimed because the wallet is frozen.
  mutating func withhold(_ amount: Money, from wallet: ActorNumber) {
    guard let row = freezeRow(of: wallet) else { return }
    touchFreeze(row)
    freezes[row].withheld.fen += amount.fen  // in bounds: all of it is unclaimed
  }

  // MARK: Rows

  /// By order of first orders, from 0.
  public func freezeRow(_ row: Int) -> FreezeRow { freezes[row] }

  private func frozenRows(ofHolder holder: ActorNumber?, at now: Instant) -> [FreezeRow] {
    guard let holder else { return [] }
    return (freezeRows[holder.number] ?? []).map { freezes[$0] }.filter {
      $0.frozenUntil(at: now) != nil
    }
  }

  private func freezeRow(of wallet: ActorNumber) -> Int? {
    guard let holder = actor(wallet)?.holder else { return nil }
    return freezeRows[holder.number]?.first { freezes[$0].wallet == wallet }
  }

  /// The wallet's row, about to be written; appended where it is the first order on it.
  private mutating func openFreezeRow(of wallet: ActorNumber) -> Int {
    let index = Int(wallet.number)
    let row = freezeRow(of: wallet) ?? freezes.count
    if row == freezes.count {
      freezes.append(FreezeRow(wallet: wallet))
      freezeRows[actors[index].holder.number, default: []].append(row)
      touchActor(index)
      actors[index].noteOrders()
    }
    dirtyFreezes.mark(row: row)
    return row
  }
}

extension Refusal {
  /// Of money of a wallet under an order.
  public static func frozen(_ wallet: ActorNumber, until: Instant) -> Refusal {
    Refusal(.frozen, (.frozenUntil, .time(until)), (.frozenWallet, .party(wallet)))
  }
}
