internal import QiValues

/// A balanced pair of postings. Every movement of money is one, or several.
struct JournalEntry {
  /// What the source loses: negative.
  let debit: Posting
  let credit: Posting

  /// Of an amount above zero, whose negative therefore exists.
  init(_ amount: Money, from source: Account, to target: Account) {
    debit = Posting(source, Money(fen: -amount.fen))
    credit = Posting(target, amount)
  }

  func checkBalance() throws(Refusal) {
    guard try debit.amount.adding(credit.amount) == .zero else { throw Refusal(.arithmetic) }
  }

  /// `post` for the commonest entry of all, between two wallets. Their total stays what it was, as
  /// the legs sum to zero.
  func apply(from source: inout ActorRow, to target: inout ActorRow) throws(Refusal) {
    try checkBalance()
    let debited = try source.balance.adding(debit.amount)
    let credited = try target.balance.adding(credit.amount)
    guard debited >= .zero else { throw Refusal(.insufficientFunds) }
    source.balance = debited
    target.balance = credited
  }
}

extension Ledger {
  /// Applies an entry, whole or not at all. Callers have asked everything a rule of payment asks;
  /// what is refused here, in release builds too, would break the ledger itself: `arithmetic` where
  /// the legs do not sum to zero or a total leaves 2^63 fen, `insufficient-funds` where an account
  /// other than an issuance falls below zero.
  mutating func post(_ entry: JournalEntry) throws(Refusal) {
    try entry.checkBalance()
    let debited = try balance(after: entry.debit)
    let credited = try balance(after: entry.credit)
    store(debited, on: entry.debit.account)
    store(credited, on: entry.credit.account)
  }

  private func balance(after leg: Posting) throws(Refusal) -> Money {
    let old = balance(of: leg.account)
    let new = try old.adding(leg.amount)
    if leg.account.kind == .issuance {
      try totals.checkIssuance(from: old, to: new)
    } else if new < .zero {
      throw Refusal(.insufficientFunds)
    }
    return new
  }

  private mutating func store(_ balance: Money, on account: Account) {
    let index = account.index
    switch account.kind {
    case .wallet:
      touchActor(index)
      totals.wallets += balance.fen - actors[index].balance.fen
      actors[index].balance = balance
    case .issuance:
      touchActor(index)
      totals.moveIssuance(from: actors[index].balance, to: balance)
      actors[index].balance = balance
    case .hold:
      touchHold(index)
      totals.holds += balance.fen - holds[index].amount.fen
      holds[index].amount = balance
    case .unclaimed:
      let row = unclaimedRow(of: ActorNumber(account.number))
      totals.unclaimed += balance.fen - unclaimed[row].amount.fen
      unclaimed[row].amount = balance
    }
  }

  /// The holder's row, ready to be written; appended where it is the first.
  private mutating func unclaimedRow(of holder: ActorNumber) -> Int {
    if let row = unclaimedRows[holder.number] {
      touchUnclaimed(row)
      return row
    }
    unclaimed.append(UnclaimedRow(holder: holder))
    unclaimedRows[holder.number] = unclaimed.count - 1
    appended(.unclaimed)
    return unclaimed.count - 1
  }
}
