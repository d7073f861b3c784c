public import QiValues

/// What clauses of contracts move between wallets and holds: to be called between `begin()` and
/// `commit()`, and recorded in `postings`.
extension Ledger {
  /// A payment between two wallets or holds. Gives the account that has it now: the target's, or
  /// what is unclaimed by the holder of a wallet that cannot take the amount because of its balance
  /// cap, or is closed or frozen; the owner of a hold is a payee like any other.
  ///
  /// Refuses with `bad-argument` an account that is neither wallet nor hold, or not there;
  /// `insufficient-funds`; `limit-exceeded` where a wallet pays, as in a transfer (what leaves a
  /// hold counts against nobody); `frozen` where the source is; `invalid-amount` below zero;
  /// `self-payment` to the source itself.
  @discardableResult
  public mutating func pay(
    _ amount: Money, from source: Account, to target: Account, at now: Instant
  ) throws(Refusal) -> Account {
    try checkExists(source)
    try checkExists(target)
    try draw(amount, from: source, paysItself: source == target, at: now)
    return try credit(target, amount, from: source, at: now)
  }

  /// Gives what a hold has to a wallet, frozen or not: what an end releases stays under its order,
  /// as unclaimed.
  public mutating func release(
    _ hold: Account, to wallet: Account, at now: Instant
  ) throws(Refusal) {
    moveClock(to: now)
    _ = try credit(wallet, balance(of: hold), from: hold, at: now)
  }

  /// Everything that can refuse a payment out of the source, and its count against limits.
  private mutating func draw(
    _ amount: Money, from source: Account, paysItself: Bool, at now: Instant
  ) throws(Refusal) {
    guard try amount.isAboveZero() else { return }
    moveClock(to: now)
    try amount.checkAvailable(balance(of: source))
    try checkLimits(of: source, paying: amount)
    try checkThawed(source, at: now)
    if paysItself { throw Refusal(.selfPayment) }
    count(amount, paidBy: source)
  }

  /// Of money the source is known to have.
  private mutating func credit(
    _ target: Account, _ amount: Money, from source: Account, at now: Instant
  ) throws(Refusal) -> Account {
    if amount == .zero { return target }
    let taker = taker(of: amount, for: target, at: now)
    try move(amount, from: source, to: taker)
    return taker
  }

  /// What leaves a hold counts against nobody.
  func checkLimits(of source: Account, paying amount: Money) throws(Refusal) {
    if source.kind == .wallet { try today.checkPayment(amount, by: actors[source.index]) }
  }

  mutating func count(_ amount: Money, paidBy source: Account) {
    guard source.kind == .wallet else { return }
    touchActor(source.index)
    actors[source.index].count(payment: amount, on: today)
  }

  /// The target itself, or what is unclaimed by its holder where it is frozen, which is noted, or
  /// where its balance, `leaving` less than it is now, has no room for the amount.
  mutating func taker(
    of amount: Money, for target: Account, leaving: Money = .zero, at now: Instant
  ) -> Account {
    guard target.kind == .wallet else { return target }
    var row = actors[target.index]
    let wallet = ActorNumber(target.number)
    if frozenUntil(wallet, at: now) != nil {
      withhold(amount, from: wallet)
      return .unclaimed(row.holder)
    }
    row.balance.fen -= leaving.fen
    return today.hasRoom(for: amount, in: row) ? target : .unclaimed(row.holder)
  }

  /// Posts and records.
  mutating func move(
    _ amount: Money, from source: Account, to target: Account
  ) throws(Refusal) {
    let entry = JournalEntry(amount, from: source, to: target)
    try post(entry)
    postings.append(entry.debit)
    postings.append(entry.credit)
  }

  func checkExists(_ account: Account) throws(Refusal) {
    switch account.kind {
    case .wallet where actors.wallet(ActorNumber(account.number)) != nil: return
    case .hold where account.index < holds.count: return
    default: throw Refusal(.badArgument)
    }
  }
}
