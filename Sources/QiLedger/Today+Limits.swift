internal import QiValues

/// Which cap stopped a payment. Of several, the lowest number is given. Raw values are those of
/// fact 5 in the chain format, §6.
enum WhichLimit: Int64 {
  case balance = 1
  case payment, day, year
  /// No cap: the wallet is closed, and takes nothing.
  case closed
}

extension Today {
  /// Whether the wallet is open, and its balance cap lets it take the amount.
  func hasRoom(for amount: Money, in wallet: ActorRow) -> Bool {
    // No overflow: a balance is never negative.
    !wallet.isClosed && amount.fen <= caps(of: wallet).balance - wallet.balance.fen
  }

  func checkRoom(for amount: Money, in wallet: ActorRow) throws(Refusal) {
    if hasRoom(for: amount, in: wallet) { return }
    if wallet.isClosed { throw exceeded(.closed, 0, used: nil, amount) }
    throw exceeded(.balance, caps(of: wallet).balance, used: wallet.balance.fen, amount)
  }

  /// Whether the payer's limits let it pay the amount out today, in one payment.
  func checkPayment(_ amount: Money, by wallet: ActorRow) throws(Refusal) {
    let caps = caps(of: wallet)
    if amount.fen > caps.payment { throw exceeded(.payment, caps.payment, used: nil, amount) }
    // No overflow: what was paid is never negative.
    let day = wallet.paid(onDayOf: self)
    if amount.fen > caps.day - day { throw exceeded(.day, caps.day, used: day, amount) }
    let year = wallet.paid(inYearOf: self)
    if amount.fen > caps.year - year { throw exceeded(.year, caps.year, used: year, amount) }
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

extension ActorRow {
  /// In fen. What was paid on another day no longer counts.
  func paid(onDayOf today: Today) -> Int64 { day == today.day ? paidInDay.fen : 0 }

  /// In fen. What was paid in another year no longer counts.
  func paid(inYearOf today: Today) -> Int64 { year == today.year ? paidInYear.fen : 0 }

  /// Notes a payment that `checkPayment` let pass, which is why the sums are in bounds.
  mutating func count(payment: Money, on today: Today) {
    paidInDay = Money(fen: paid(onDayOf: today) + payment.fen)
    paidInYear = Money(fen: paid(inYearOf: today) + payment.fen)
    day = today.day
    year = today.year
  }
}
