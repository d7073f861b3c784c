public import QiValues

/// The sums of the ledger's accounts. What was issued and not redeemed is what everybody has.
public struct TrialBalance: Hashable, Sendable {
  /// Minus the sum of the operators' issuance.
  public let supply: Money
  public let wallets: Money
  public let holds: Money
  public let unclaimed: Money

  init(_ totals: Totals) {
    supply = Money(fen: totals.supply)
    wallets = Money(fen: totals.wallets)
    holds = Money(fen: totals.holds)
    unclaimed = Money(fen: totals.unclaimed)
  }

  public var isBalanced: Bool {
    supply.fen - wallets.fen - holds.fen - unclaimed.fen == 0
  }
}

/// A ledger that does not add up: what its rows say, and what it took them to say.
public struct Imbalance: Error, Hashable, Sendable {
  public let counted: TrialBalance
  public let kept: TrialBalance
}

extension Ledger {
  /// Kept as money moves: costs nothing to ask.
  public var trialBalance: TrialBalance { TrialBalance(totals) }

  /// Counts every row again. Throws where the accounts do not sum to zero, where somebody has less
  /// than nothing, or where the count differs from `trialBalance`.
  @discardableResult
  public func audit() throws(Imbalance) -> TrialBalance {
    var counted = Totals()
    var isOverdrawn = false
    for row in actors {
      if row.isWallet {
        counted.wallets += row.balance.fen
        if row.balance < .zero { isOverdrawn = true }
      } else {
        counted.moveIssuance(from: .zero, to: row.balance)
      }
    }
    for row in holds {
      counted.holds += row.amount.fen
      if row.amount < .zero { isOverdrawn = true }
    }
    for row in unclaimed {
      counted.unclaimed += row.amount.fen
      if row.amount < .zero { isOverdrawn = true }
    }
    let balance = TrialBalance(counted)
    if isOverdrawn || !balance.isBalanced || counted != totals {
      throw Imbalance(counted: balance, kept: trialBalance)
    }
    return balance
  }
}
