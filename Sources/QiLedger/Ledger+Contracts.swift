public import QiValues

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

  /// Everything that can refuse a payment out of the source, and its count against limits.
  private mutating func draw(
    _ amount: Money, from source: Account, paysItself: Bool, at now: Instant
  ) throws(Refusal) {
    guard try amount.isAboveZero() else { return }
    moveClock(to: now)
    try amount.checkAvailable(balance(of: source))
    try checkLimits(of: source, paying: amount)
    if paysItself { throw Refusal(.selfPayment) }
    count(amount, paidBy: source)
  }

  /// Of money the source is known to have.
  private mutating func credit(
    _ target: Account, _ amount: Money, from source: Account
  ) throws(Refusal) -> Account {
    if amount == .zero { return target }
    let target = taker(of: amount, for: target)
    try move(amount, from: source, to: target)
    return target
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

  /// The target itself, or what is unclaimed by its holder where its balance, `leaving` less than
  /// it is now, has no room for the amount.
  func taker(of amount: Money, for target: Account, leaving: Money = .zero) -> Account {
    guard target.kind == .wallet else { return target }
    var row = actors[target.index]
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
