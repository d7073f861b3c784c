import QiLedger
import QiValues

/// What a contract with properties has moved since it began, by the places of its parties: for
/// questions, and no part of the chain.
struct Life {
  /// What each lost, in fen: below zero what it gained. Its own pots, and what is unclaimed by it,
  /// are its own.
  var lost: [Int64]
  /// What reached each one's wallets, or went unclaimed for it.
  var received: [Int64]
  /// Whether an order stood, while it lived, on a party's wallet, or on that of somebody who had
  /// money in a pot of many.
  var isTouched: Bool
}

extension Platform {
  /// Takes in what a transaction did to the lives there are.
  func remember(_ receipt: TransactionReceipt) {
    guard receipt.isDone else { return }
    let target = receipt.entry.target
    switch receipt.entry.kind {
    case .deploy, .propose, .sign:
      if let replaced = receipt.replacement?.contract { lives[replaced] = nil }
      beginLife(of: target)
    case .act, .actAtMost, .due: move(receipt, in: target)
    case .freeze: touchLives(of: ActorNumber(target))
    default: break
    }
  }

  private func beginLife(of number: UInt64) {
    guard lives[number] == nil, let instance = machine.instance(number), !instance.isProposed,
      !machine.program(of: instance).properties.isEmpty
    else { return }
    let parties = parties(of: ContractNumber(number))
    let isFrozen = parties.contains { machine.books.ledger.frozenUntil($0, at: now) != nil }
    let zeros = [Int64](repeating: 0, count: parties.count)
    lives[number] = Life(lost: zeros, received: zeros, isTouched: isFrozen)
    for party in parties { livesOfWallets[party, default: []].insert(number) }
    // Pots that were carried over may be others' too.
    for pot in machine.program(of: instance).pots.indices {
      for (owner, _) in machine.holds(in: pot, of: instance) {
        livesOfWallets[owner, default: []].insert(number)
        if machine.books.ledger.frozenUntil(owner, at: now) != nil {
          lives[number]?.isTouched = true
        }
      }
    }
  }

  private func move(_ receipt: TransactionReceipt, in number: UInt64) {
    guard var life = lives[number] else { return }
    let holders = parties(of: ContractNumber(number)).map { machine.books.ledger.actor($0)?.holder }
    func place(_ account: Account) -> Int? {
      holders.firstIndex(of: machine.books.ledger.holder(of: account))
    }
    for (from, to) in receipt.movements {
      if to.account.kind == .hold, let hold = machine.books.ledger.hold(to.account.index) {
        livesOfWallets[hold.owner, default: []].insert(number)
        if machine.books.ledger.frozenUntil(hold.owner, at: now) != nil { life.isTouched = true }
      }
      let (payer, payee) = (place(from.account), place(to.account))
      if let payer { life.lost[payer].add(to.amount.fen) }
      if let payee { life.lost[payee].add(-to.amount.fen) }
      let isWithin = payer == payee && from.account.kind != .hold
      if let payee, to.account.kind != .hold, !isWithin { life.received[payee].add(to.amount.fen) }
    }
    lives[number] = life
  }

  private func touchLives(of wallet: ActorNumber) {
    // In any order: each is marked by itself.
    for number in livesOfWallets[wallet] ?? [] {
      guard let instance = machine.instance(number), machine.isUnderWay(instance),
        parties(of: ContractNumber(number)).contains(wallet)
          || machine.hasHold(wallet, in: instance)
      else { continue }
      lives[number]?.isTouched = true
    }
  }
}

extension Int64 {
  /// Stays at its bound beyond it: money that goes round for ever may add up to more.
  fileprivate mutating func add(_ other: Int64) {
    let (sum, overflow) = addingReportingOverflow(other)
    self = overflow ? (other > 0 ? .max : .min) : sum
  }
}
