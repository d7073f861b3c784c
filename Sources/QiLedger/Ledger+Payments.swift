public import QiValues

/// What an actor does directly. The two postings follow from actor, target and amount, so none are
/// recorded.
extension Ledger {
  /// New money into a wallet (兑出). Refuses with `not-authorised` unless the wallet was opened by
  /// this operator; `limit-exceeded` of the wallet's balance cap, or where it is closed; `frozen`;
  /// `invalid-amount` below zero; `arithmetic` where the supply would leave 2^63 fen.
  public mutating func issue(
    _ amount: Money, by operatorNumber: ActorNumber, to wallet: ActorNumber, at now: Instant
  ) throws(Refusal) {
    guard actor(operatorNumber)?.kind == .operator, let target = actors.wallet(wallet),
      actors[target].operatorNumber == operatorNumber
    else { throw Refusal(.notAuthorised) }
    guard try amount.isAboveZero() else { return }
    moveClock(to: now)
    do throws(Refusal) { try today.checkRoom(for: amount, in: actors[target]) } catch {
      // Beyond all bounds it is `arithmetic`, which comes after `frozen`.
      if error.reason == .arithmetic { try checkThawed(.wallet(wallet), at: now) }
      throw error
    }
    try checkThawed(.wallet(wallet), at: now)
    try post(JournalEntry(amount, from: .issuance(operatorNumber), to: .wallet(wallet)))
  }

  /// Money out of a wallet and out of being, at the operator that opened it (兑回), which may have
  /// issued less than it redeems. It is no payment: no limit applies. Refuses with
  /// `not-authorised` who is no wallet, or closed; `insufficient-funds`; `frozen`; `invalid-amount`
  /// below zero; `arithmetic` where the operator's issuance would leave 2^63 fen.
  public mutating func redeem(
    _ amount: Money, from wallet: ActorNumber, at now: Instant
  ) throws(Refusal) {
    let source = try actors.openWallet(wallet)
    guard try amount.isAboveZero() else { return }
    try amount.checkAvailable(actors[source].balance)
    try checkThawed(.wallet(wallet), at: now)
    let operatorNumber = actors[source].operatorNumber
    try post(JournalEntry(amount, from: .wallet(wallet), to: .issuance(operatorNumber)))
  }

  /// A plain payment. Refuses with `not-authorised` a payer that is no wallet, or closed;
  /// `bad-argument` a payee that is none; `insufficient-funds`; `limit-exceeded` of a closed payee,
  /// of the payee's balance cap and of the payer's caps of one payment, the calendar day and the
  /// calendar year in UTC+8; `frozen` where either is; `invalid-amount` below zero; `self-payment`,
  /// which comes after these by its number; `arithmetic` where a total without a cap would leave
  /// 2^63 fen.
  public mutating func transfer(
    _ amount: Money, from payer: ActorNumber, to payee: ActorNumber, at now: Instant
  ) throws(Refusal) {
    let source = try actors.openWallet(payer)
    guard let target = actors.wallet(payee) else { throw Refusal(.badArgument) }
    guard try amount.isAboveZero() else { return }
    moveClock(to: now)
    // Both rows at once: they are far apart in memory, and fetching them is most of the cost.
    var (paying, paid) = (actors[source], actors[target])
    try amount.checkAvailable(paying.balance)
    // Paying itself would leave a wallet with what it has.
    if source != target { try today.checkRoom(for: amount, in: paid) }
    try today.checkPayment(amount, by: paying)
    if paying.hasOrders { try checkThawed(.wallet(payer), at: now) }
    if paid.hasOrders { try checkThawed(.wallet(payee), at: now) }
    if source == target { throw Refusal(.selfPayment) }
    try JournalEntry(amount, from: .wallet(payer), to: .wallet(payee))
      .apply(from: &paying, to: &paid)
    paying.count(payment: amount, on: today)
    touchActor(source)
    touchActor(target)
    actors[source] = paying
    actors[target] = paid
  }

  /// Into a wallet what is unclaimed by its holder (领取). It counts against nobody's payments.
  /// Refuses with `not-authorised` who is no wallet, or closed; `insufficient-funds` beyond what is
  /// there; `limit-exceeded` of the wallet's balance cap; `frozen` where the wallet is, or what
  /// remains of what is unclaimed; `invalid-amount` below zero.
  public mutating func claim(
    _ amount: Money, into wallet: ActorNumber, at now: Instant
  ) throws(Refusal) {
    let target = try actors.openWallet(wallet)
    guard try amount.isAboveZero() else { return }
    moveClock(to: now)
    let holder = actors[target].holder
    let source = Account.unclaimed(holder)
    try amount.checkAvailable(balance(of: source))
    try today.checkRoom(for: amount, in: actors[target])
    try checkThawed(.wallet(wallet), at: now)
    try checkWithheld(amount, ofHolder: holder, at: now)
    try post(JournalEntry(amount, from: source, to: .wallet(wallet)))
  }

  /// Works out the day's calendar and limits where `now` has left the last payment's day.
  mutating func moveClock(to now: Instant) {
    if !today.contains(now) { today = Today(now.day, under: schedule) }
  }
}

extension Money {
  /// False for zero, which passes and moves nothing; refuses with `invalid-amount` below it.
  public func isAboveZero() throws(Refusal) -> Bool {
    if fen < 0 { throw Refusal(.invalidAmount) }
    return fen != 0
  }

  /// Refuses with `insufficient-funds` what is more than there is.
  public func checkAvailable(_ available: Money) throws(Refusal) {
    if fen > available.fen {
      throw Refusal(.insufficientFunds, (.available, .money(available)), (.needed, .money(self)))
    }
  }
}
