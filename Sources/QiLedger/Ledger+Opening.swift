public import QiValues

extension Ledger {
  /// The operation centre is the first actor after time, number 1. Refuses with `not-authorised`
  /// where there already is one.
  public mutating func openCentre() throws(Refusal) {
    guard actors.count == 1 else { throw Refusal(.notAuthorised) }
    _ = append(ActorRow(.centre))
  }

  /// Only the centre registers operators; that it asked is the caller's to know. Refuses with
  /// `not-authorised` where there is no centre yet.
  public mutating func openOperator() throws(Refusal) -> ActorNumber {
    guard actors.count > 1 else { throw Refusal(.notAuthorised) }
    return append(ActorRow(.operator))
  }

  /// Only the centre registers oracles; that it asked is the caller's to know. Refuses with
  /// `not-authorised` where there is no centre yet.
  public mutating func openOracle() throws(Refusal) -> ActorNumber {
    guard actors.count > 1 else { throw Refusal(.notAuthorised) }
    return append(ActorRow(.oracle))
  }

  /// Notes what kind of merchant a wallet is, in place of what was noted before. Refuses with
  /// `bad-argument` what is no wallet, with `not-authorised` whoever is not its operator.
  public mutating func attestKind(
    _ kind: UInt64, of wallet: ActorNumber, by operatorNumber: ActorNumber
  ) throws(Refusal) {
    let index = try checkOperator(operatorNumber, of: wallet)
    touchActor(index)
    actors[index].attestedKind = kind
  }

  /// The wallet's row. Refuses with `bad-argument` what is no wallet, with `not-authorised` whoever
  /// is not its operator.
  @discardableResult
  public func checkOperator(
    _ operatorNumber: ActorNumber, of wallet: ActorNumber
  ) throws(Refusal) -> Int {
    guard actor(operatorNumber)?.kind == .operator else { throw Refusal(.notAuthorised) }
    guard let index = actors.wallet(wallet) else { throw Refusal(.badArgument) }
    guard actors[index].operatorNumber == operatorNumber else { throw Refusal(.notAuthorised) }
    return index
  }

  /// The wallet of a new holder, or of the holder of `existing`, any of whose wallets will do.
  ///
  /// Refuses with `not-authorised` unless `operatorNumber` is an operator; with `bad-argument`, and
  /// the place of the argument in the request, a class the kind does not have (personal 1…4,
  /// corporate 0) and an `existing` that is no wallet.
  public mutating func openWallet(
    _ kind: WalletKind, class walletClass: UInt8, at operatorNumber: ActorNumber,
    holder existing: ActorNumber? = nil
  ) throws(Refusal) -> ActorNumber {
    guard actor(operatorNumber)?.kind == .operator else { throw Refusal(.notAuthorised) }
    guard kind.admits(class: walletClass) else {
      throw Refusal(.badArgument, (.argument, .integer(3)))
    }
    var holder = ActorNumber(UInt64(actors.count))
    if let existing {
      guard let wallet = actors.wallet(existing) else {
        throw Refusal(.badArgument, (.argument, .integer(4)))
      }
      holder = actors[wallet].holder
    }
    return append(
      ActorRow(kind.actorKind, class: walletClass, at: operatorNumber, holder: holder))
  }

  /// An empty hold of a contract, numbered by order of opening from 0. Refuses with
  /// `bad-argument` an owner that is no wallet.
  public mutating func openHold(
    instance: UInt64, pot: UInt32, owner: ActorNumber
  ) throws(Refusal) -> Int {
    guard actors.wallet(owner) != nil else { throw Refusal(.badArgument) }
    holds.append(HoldRow(instance: instance, pot: pot, owner: owner))
    appended(.holds)
    return holds.count - 1
  }

  /// What the owner has in a pot of many, opened where there is none yet. Its owner never changes,
  /// and it stays when it is emptied. Refuses with `bad-argument` an owner that is no wallet.
  public mutating func openHold(
    ofMany pot: UInt32, instance: UInt64, owner: ActorNumber
  ) throws(Refusal) -> Int {
    if let row = hold(ofMany: pot, instance: instance, owner: owner) { return row }
    let row = try openHold(instance: instance, pot: pot, owner: owner)
    holdRows[HoldKey(instance: instance, pot: pot, owner: owner)] = row
    return row
  }

  /// `item` is the digest of the side item that carries the limits: it stands for them in the
  /// state. Any first day will do, past ones too.
  public mutating func publish(_ limits: Limits, item: Digest) {
    schedule.publish(limits)
    published.append(PublicationRow(item: item, firstDay: limits.firstDay))
    appended(.limits)
    today = .never
  }

  /// The same of a calendar.
  public mutating func publish(_ calendar: WorkingCalendar, item: Digest) {
    calendars.publish(calendar)
    let row = PublicationRow(
      item: item, firstDay: calendar.firstDay, year: UInt16(calendar.year))
    published.append(row)
    appended(.limits)
  }

  private mutating func append(_ row: ActorRow) -> ActorNumber {
    actors.append(row)
    appended(.actors)
    return ActorNumber(UInt64(actors.count - 1))
  }
}
