public import QiValues

/// What an actor does directly. The two postings follow from actor, target and amount, so none are
/// recorded.
extension Ledger {
  /// New money into a wallet (兑出). Refuses with `not-authorised` unless the wallet was opened by
  /// this operator; `limit-exceeded` of the wallet's balance cap; `invalid-amount` below zero;
  /// `arithmetic` where the supply would leave 2^63 fen.
  public mutating func issue(
    _ amount: Money, by operatorNumber: ActorNumber, to wallet: ActorNumber, at now: Instant
  ) throws(Refusal) {
    guard actor(operatorNumber)?.kind == .operator, let target = walletIndex(wallet),
      actors[target].operatorNumber == operatorNumber
    else { throw Refusal(.notAuthorised) }
    guard try isAboveZero(amount) else { return }
    moveClock(to: now)
    try checkRoom(for: amount, in: target)
    try post(JournalEntry(amount, from: .issuance(operatorNumber), to: .wallet(wallet)))
  }

  /// Money out of a wallet and out of being, at the operator that opened it (兑回), which may have
  /// issued less than it redeems. It is no payment: no limit applies. Refuses with
  /// `not-authorised` who is no wallet; `insufficient-funds`; `invalid-amount` below zero;
  /// `arithmetic` where the operator's issuance would leave 2^63 fen.
  public mutating func redeem(_ amount: Money, from wallet: ActorNumber) throws(Refusal) {
    guard let source = walletIndex(wallet) else { throw Refusal(.notAuthorised) }
    guard try isAboveZero(amount) else { return }
    try checkFunds(amount, available: actors[source].balance)
    let operatorNumber = actors[source].operatorNumber
    try post(JournalEntry(amount, from: .wallet(wallet), to: .issuance(operatorNumber)))
  }

  /// A plain payment. Refuses with `not-authorised` a payer that is no wallet; `bad-argument` a
  /// payee that is none; `insufficient-funds`; `limit-exceeded` of the payee's balance cap and of
  /// the payer's caps of one payment, the calendar day and the calendar year in UTC+8;
  /// `invalid-amount` below zero; `self-payment`, which comes after the limits by its number;
  /// `arithmetic` where a total without a cap would leave 2^63 fen.
  public mutating func transfer(
    _ amount: Money, from payer: ActorNumber, to payee: ActorNumber, at now: Instant
  ) throws(Refusal) {
    guard let source = walletIndex(payer) else { throw Refusal(.notAuthorised) }
    guard let target = walletIndex(payee) else { throw Refusal(.badArgument) }
    guard try isAboveZero(amount) else { return }
    moveClock(to: now)
    try checkFunds(amount, available: actors[source].balance)
    // Paying itself would leave a wallet with what it has.
    if source != target { try checkRoom(for: amount, in: target) }
    try checkPayment(amount, by: source)
    if source == target { throw Refusal(.selfPayment) }
    try post(JournalEntry(amount, from: .wallet(payer), to: .wallet(payee)))
    countPayment(amount, by: source)
  }

  /// Into a wallet what is unclaimed by its holder (领取). It counts against nobody's payments.
  /// Refuses with `not-authorised` who is no wallet; `insufficient-funds` beyond what is there;
  /// `limit-exceeded` of the wallet's balance cap; `invalid-amount` below zero.
  public mutating func claim(
    _ amount: Money, into wallet: ActorNumber, at now: Instant
  ) throws(Refusal) {
    guard let target = walletIndex(wallet) else { throw Refusal(.notAuthorised) }
    guard try isAboveZero(amount) else { return }
    moveClock(to: now)
    let source = Account.unclaimed(actors[target].holder)
    try checkFunds(amount, available: balance(of: source))
    try checkRoom(for: amount, in: target)
    try post(JournalEntry(amount, from: source, to: .wallet(wallet)))
  }

  /// False for zero, which passes and moves nothing; refuses with `invalid-amount` below it.
  func isAboveZero(_ amount: Money) throws(Refusal) -> Bool {
    if amount < .zero { throw Refusal(.invalidAmount) }
    return amount != .zero
  }
}
