public import QiValues

/// What is due to one account when money is shared out.
public struct Share: Hashable, Sendable {
  /// A wallet or a hold.
  public let account: Account
  public let amount: Money

  public init(_ account: Account, _ amount: Money) {
    self.account = account
    self.amount = amount
  }
}

/// What goes from one source to one share, by their places.
private struct Leg {
  let source: Int
  let share: Int
  let amount: Money
}

extension Ledger {
  /// Takes the sum of the shares from the sources, each emptied before the next is touched, and
  /// gives each share its part: to be called between `begin()` and `commit()`. Gives what each
  /// source was drawn on for.
  ///
  /// The draw on a wallet is one payment for its limits. A part that would go back to where it
  /// comes from stays there, and restores nothing of what was counted. What a share brings to a
  /// wallet goes there whole, or whole to what is unclaimed by its holder. The postings are pairs,
  /// in order of shares, and within a share in order of sources.
  ///
  /// Refuses, and then changes nothing, with `bad-argument` an account that is neither wallet nor
  /// hold, or not there, and a source named twice; `invalid-amount` a share below zero;
  /// `insufficient-funds` where the sources have less together; `limit-exceeded` or `frozen` of a
  /// source; `arithmetic` where the sum leaves 2^63 fen.
  @discardableResult
  public mutating func split(
    _ shares: [Share], from sources: [Account], at now: Instant
  ) throws(Refusal) -> [Money] {
    let accounts = sources + shares.map(\.account)
    for account in accounts { try checkExists(account) }
    guard Set(sources).count == sources.count else { throw Refusal(.badArgument) }
    var sum = Money.zero
    for share in shares where try share.amount.isAboveZero() {
      sum = try sum.adding(share.amount)
    }
    if sum == .zero { return sources.map { _ in .zero } }
    moveClock(to: now)
    let draws = try draws(of: sum, from: sources, at: now)
    for (source, draw) in zip(sources, draws) where draw > .zero {
      count(draw, paidBy: source)
    }
    let legs = Ledger.legs(from: draws, to: shares.map(\.amount))
    try post(
      legs.filter { sources[$0.source] != shares[$0.share].account }, sources, shares, at: now)
    return draws
  }

  /// What each source gives, at most what it has. Limits of all come before orders on any, as the
  /// reasons do.
  private func draws(
    of sum: Money, from sources: [Account], at now: Instant
  ) throws(Refusal) -> [Money] {
    // In bounds: all money there is fits.
    let available = sources.map { balance(of: $0) }
    try sum.checkAvailable(Money(fen: available.reduce(0) { $0 + $1.fen }))
    var needed = sum
    var draws: [Money] = []
    for has in available {
      let draw = min(needed, has)
      needed.fen -= draw.fen
      draws.append(draw)
    }
    let drawn = zip(sources, draws).filter { $0.1 > .zero }
    for (source, draw) in drawn { try checkLimits(of: source, paying: draw) }
    for (source, _) in drawn { try checkThawed(source, at: now) }
    return draws
  }

  /// Matches draws with shares of the same sum, both in order.
  private static func legs(from draws: [Money], to amounts: [Money]) -> [Leg] {
    var legs: [Leg] = []
    var left = draws
    var source = 0
    for (share, amount) in amounts.enumerated() {
      var due = amount
      while due > .zero {
        let part = min(due, left[source])
        if part > .zero { legs.append(Leg(source: source, share: share, amount: part)) }
        due.fen -= part.fen
        left[source].fen -= part.fen
        if left[source] == .zero { source += 1 }
      }
    }
    return legs
  }

  /// Everything is drawn before anything arrives: whether a wallet that is a source too has room
  /// is asked as if all it gives had left.
  private mutating func post(
    _ legs: [Leg], _ sources: [Account], _ shares: [Share], at now: Instant
  ) throws(Refusal) {
    var leaving: [Account: Money] = [:]
    for leg in legs { leaving[sources[leg.source], default: .zero].fen += leg.amount.fen }
    for (place, share) in shares.enumerated() {
      let parts = legs.filter { $0.share == place }
      let arriving = Money(fen: parts.reduce(0) { $0 + $1.amount.fen })
      if arriving == .zero { continue }
      let taker = taker(
        of: arriving, for: share.account, leaving: leaving[share.account] ?? .zero, at: now)
      for part in parts {
        try move(part.amount, from: sources[part.source], to: taker)
        leaving[sources[part.source]]?.fen -= part.amount.fen
      }
    }
  }
}
