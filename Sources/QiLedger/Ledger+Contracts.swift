public import QiValues

/// What is due to one account when a source is shared out.
public struct Share: Hashable, Sendable {
  /// A wallet or a hold.
  public let account: Account
  public let amount: Money

  public init(_ account: Account, _ amount: Money) {
    self.account = account
    self.amount = amount
  }
}

/// What clauses of contracts move between wallets and holds: to be called between `begin()` and
/// `commit()`, and recorded in `postings`.
extension Ledger {
  /// A payment between two wallets or holds. Gives the account that has it now: the target's, or
  /// what is unclaimed by the holder of a wallet whose balance cap does not let it take the amount,
  /// the owner of a hold being a payee like any other.
  ///
  /// Refuses with `bad-argument` an account that is neither wallet nor hold, or not there;
  /// `insufficient-funds`; `limit-exceeded` where a wallet pays, as in a transfer (what leaves a
  /// hold counts against nobody); `invalid-amount` below zero; `self-payment` to the source itself.
  @discardableResult
  public mutating func pay(
    _ amount: Money, from source: Account, to target: Account, at now: Instant
  ) throws(Refusal) -> Account {
    try checkExists(source)
    try checkExists(target)
    try draw(amount, from: source, paysItself: source == target, at: now)
    return try credit(target, amount, from: source)
  }

  /// One payment to several: the limits of a paying wallet are asked once, for the sum. Which
  /// shares went unclaimed the postings tell. Refuses as `pay` does, and with `arithmetic` where
  /// the sum leaves 2^63 fen.
  public mutating func split(
    _ shares: [Share], from source: Account, at now: Instant
  ) throws(Refusal) {
    var sum = Money.zero
    var paysItself = false
    try checkExists(source)
    for share in shares { try checkExists(share.account) }
    for share in shares {
      guard try share.amount.isAboveZero() else { continue }
      sum = try sum.adding(share.amount)
      if share.account == source { paysItself = true }
    }
    try draw(sum, from: source, paysItself: paysItself, at: now)
    for share in shares { try credit(share.account, share.amount, from: source) }
  }

  /// Everything that can refuse a payment out of the source, and its count against limits.
  private mutating func draw(
    _ amount: Money, from source: Account, paysItself: Bool, at now: Instant
  ) throws(Refusal) {
    guard try amount.isAboveZero() else { return }
    moveClock(to: now)
    try amount.checkAvailable(balance(of: source))
    if source.kind == .wallet { try today.checkPayment(amount, by: actors[source.index]) }
    if paysItself { throw Refusal(.selfPayment) }
    if source.kind == .wallet {
      touchActor(source.index)
      actors[source.index].count(payment: amount, on: today)
    }
  }

  /// Of money the source is known to have.
  @discardableResult
  private mutating func credit(
    _ target: Account, _ amount: Money, from source: Account
  ) throws(Refusal) -> Account {
    if amount == .zero { return target }
    var target = target
    if target.kind == .wallet, !today.hasRoom(for: amount, in: actors[target.index]) {
      target = .unclaimed(actors[target.index].holder)
    }
    let entry = JournalEntry(amount, from: source, to: target)
    try post(entry)
    postings.append(entry.debit)
    postings.append(entry.credit)
    return target
  }

  private func checkExists(_ account: Account) throws(Refusal) {
    switch account.kind {
    case .wallet where actors.wallet(ActorNumber(account.number)) != nil: return
    case .hold where account.index < holds.count: return
    default: throw Refusal(.badArgument)
    }
  }
}
