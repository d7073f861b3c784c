import QiBytecode
import QiLanguage
import QiLedger
import QiValues

/// Orders of courts, placed by operators on wallets they keep, and what they do to contracts.
extension StateMachine {
  /// Refuses with `not-authorised` whoever is not the wallet's operator, `bad-argument` what is no
  /// wallet and what is no name of an order; the rest is the ledger's.
  mutating func freeze(
    _ wallet: ActorNumber, by order: FreezeOrder, asked actor: ActorNumber, at now: Instant
  ) throws(Refusal) {
    try books.ledger.checkOperator(actor, of: wallet)
    try StateMachine.checkForm(order.name)
    try books.ledger.freeze(wallet, by: order, at: now)
  }

  mutating func unfreeze(
    _ wallet: ActorNumber, by order: String, asked actor: ActorNumber, at now: Instant
  ) throws(Refusal) {
    try books.ledger.checkOperator(actor, of: wallet)
    try books.ledger.unfreeze(wallet, by: order, at: now)
    dues.wake(waitingFor: wallet, at: now)
  }

  /// As courts number them, （2026）沪01执1号: 1 to 64 characters, all of them to be seen.
  private static func checkForm(_ order: String) throws(Refusal) {
    let scalars = order.unicodeScalars
    guard 1...64 ~= scalars.count, !scalars.contains(where: { isHidden($0) || $0 < " " }) else {
      throw Refusal(.badArgument, (.argument, .integer(1)))
    }
  }

  // MARK: Contracts

  /// The wallet under orders that keeps money of the instance from moving, and until when: of
  /// several the one that thaws last. Nil where no pot of one owner is frozen that holds money, or
  /// that a clause which has come due is about to fill and to draw on.
  func suspension(
    of instance: Instance, at now: Instant
  ) -> (wallet: ActorNumber, until: Instant)? {
    guard !instance.isProposed, books.ledger.rowCount(of: .freezes) > 0 else { return nil }
    let filled = potsToFill(in: instance, at: now)
    var last: (wallet: ActorNumber, until: Instant)?
    for case (let index, .role(let role)) in program(of: instance).pots.map(\.owner).enumerated()
    where filled.contains(index) || held(in: index, of: instance) > .zero {
      let owner = instance.parties[role]
      guard let until = books.ledger.frozenUntil(owner, at: now) else { continue }
      if last.map({ until > $0.until }) ?? true { last = (owner, until) }
    }
    return last
  }

  private func potsToFill(in instance: Instance, at now: Instant) -> [Int] {
    let phases = program(of: instance).phases
    guard phases.indices.contains(instance.phase) else { return [] }
    let fills = phases[instance.phase].clauses.map { $0.deadline?.fills ?? [] }
    if fills.allSatisfy(\.isEmpty) { return [] }
    return dues.items(of: instance).filter { $0.due <= now }.flatMap { fills[$0.clause] }
  }

  /// Refuses with `frozen` where the instance is suspended.
  func checkSuspension(of instance: Instance, at now: Instant) throws(Refusal) {
    if let (wallet, until) = suspension(of: instance, at: now) {
      throw Refusal.frozen(wallet, until: until)
    }
  }
}
