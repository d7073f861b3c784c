public import QiValues

extension Ledger {
  /// Nil where nobody has the number.
  public func actor(_ number: ActorNumber) -> ActorRow? {
    number.number < UInt64(actors.count) ? actors[Int(number.number)] : nil
  }

  /// What the calendars published so far, and known on the day of that moment, say of a day.
  public func isWorkingDay(_ day: Day, at now: Instant) -> Bool {
    calendars.isWorkingDay(day, asOf: now.day)
  }

  /// Whose money an account has: of a hold the owner's holder. Nil of what operators issue, and of
  /// an account that is not there.
  public func holder(of account: Account) -> ActorNumber? {
    switch account.kind {
    case .wallet, .unclaimed: actor(ActorNumber(account.number))?.holder
    case .hold: hold(account.index).flatMap { actor($0.owner)?.holder }
    case .issuance: nil
    }
  }

  /// Nil where no hold has the number.
  public func hold(_ number: Int) -> HoldRow? {
    holds.indices.contains(number) ? holds[number] : nil
  }

  /// The hold of an owner in a pot of many; nil where it never had money there.
  public func hold(ofMany pot: UInt32, instance: UInt64, owner: ActorNumber) -> Int? {
    holdRows[HoldKey(instance: instance, pot: pot, owner: owner)]
  }

  /// Of what is unclaimed the number may be that of any of the holder's wallets. Zero where there
  /// is no such account.
  public func balance(of account: Account) -> Money {
    let number = ActorNumber(account.number)
    switch account.kind {
    case .wallet: return actors.wallet(number).map { actors[$0].balance } ?? .zero
    case .hold: return hold(account.index)?.amount ?? .zero
    case .issuance: return actor(number).flatMap { $0.isWallet ? nil : $0.balance } ?? .zero
    case .unclaimed:
      guard let wallet = actors.wallet(number) else { return .zero }
      return unclaimedRows[actors[wallet].holder.number].map { unclaimed[$0].amount } ?? .zero
    }
  }

  /// What the actor's next transaction must be numbered. 1 for an actor that is not there.
  public func nextSequence(of number: ActorNumber) -> UInt64 {
    (actor(number)?.lastSequence ?? 0) + 1
  }

  /// The actor has used `nextSequence(of:)`, whether its transaction was done or refused. Of an
  /// actor that is not there nothing is noted.
  public mutating func advanceSequence(of number: ActorNumber) {
    guard number.number < UInt64(actors.count) else { return }
    let index = Int(number.number)
    touchActor(index)
    actors[index].lastSequence += 1  // 2^64 transactions of one actor do not happen
  }
}

extension [ActorRow] {
  /// The row of a wallet that may still do something. Refuses with `not-authorised`, and the fact
  /// that it is closed where it is.
  func openWallet(_ number: ActorNumber) throws(Refusal) -> Int {
    guard let index = wallet(number) else { throw Refusal(.notAuthorised) }
    if self[index].isClosed { throw Refusal.closed }
    return index
  }

  /// The row of a wallet; nil where the number is nobody's, or that of another kind of actor.
  func wallet(_ number: ActorNumber) -> Int? {
    guard number.number < UInt64(count) else { return nil }
    let index = Int(number.number)
    return self[index].isWallet ? index : nil
  }
}
