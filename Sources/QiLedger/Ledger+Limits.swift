internal import QiValues

/// Which cap stopped a payment. Of several, the lowest number is given. Raw values are those of
/// fact 5 in the chain format, §6.
enum WhichLimit: Int64 {
  case balance = 1
  case payment, day, year
}

extension Ledger {
  /// Works out the day's calendar and limits where `now` has left the last payment's day.
  mutating func moveClock(to now: Instant) {
    if !today.contains(now) { today = Today(now.day, under: schedule) }
  }

  func checkFunds(_ amount: Money, available: Money) throws(Refusal) {
    if amount > available {
      throw Refusal(
        .insufficientFunds, (.available, .money(available)), (.needed, .money(amount)))
    }
  }

  /// Whether the wallet's balance cap lets it take the amount.
  func hasRoom(for amount: Money, in wallet: Int) -> Bool {
    // No overflow: a balance is never negative.
    amount.fen <= today.caps(of: actors[wallet]).balance - actors[wallet].balance.fen
  }

  func checkRoom(for amount: Money, in wallet: Int) throws(Refusal) {
    if !hasRoom(for: amount, in: wallet) {
      throw exceeded(
        .balance, today.caps(of: actors[wallet]).balance, used: actors[wallet].balance.fen, amount)
    }
  }

  /// Whether the payer's limits let it pay the amount out today, in one payment.
  func checkPayment(_ amount: Money, by wallet: Int) throws(Refusal) {
    let caps = today.caps(of: actors[wallet])
    let (day, year) = paidSoFar(by: wallet)
    if amount.fen > caps.payment { throw exceeded(.payment, caps.payment, used: nil, amount) }
    // No overflow: what was paid is never negative.
    if amount.fen > caps.day - day { throw exceeded(.day, caps.day, used: day, amount) }
    if amount.fen > caps.year - year { throw exceeded(.year, caps.year, used: year, amount) }
  }

  /// Notes a payment that `checkPayment` let pass.
  mutating func countPayment(_ amount: Money, by wallet: Int) {
    let (day, year) = paidSoFar(by: wallet)
    touchActor(wallet)
    actors[wallet].paidInDay = Money(fen: day + amount.fen)
    actors[wallet].paidInYear = Money(fen: year + amount.fen)
    actors[wallet].day = today.day
    actors[wallet].year = today.year
  }

  /// What was paid on another day, or in another year, no longer counts.
  private func paidSoFar(by wallet: Int) -> (day: Int64, year: Int64) {
    (
      actors[wallet].day == today.day ? actors[wallet].paidInDay.fen : 0,
      actors[wallet].year == today.year ? actors[wallet].paidInYear.fen : 0
    )
  }

  /// A total that no number can hold is `arithmetic`: where there is no cap, nothing else stops it.
  @inline(never)
  private func exceeded(
    _ which: WhichLimit, _ cap: Int64, used: Int64?, _ amount: Money
  ) -> Refusal {
    if cap == .max { return Refusal(.arithmetic) }
    var refusal = Refusal(
      .limitExceeded, (.whichLimit, .integer(which.rawValue)), (.limit, .money(Money(fen: cap))))
    if let used { refusal.facts.append((.used, .money(Money(fen: used)))) }
    refusal.facts.append((.needed, .money(amount)))
    return refusal
  }
}
