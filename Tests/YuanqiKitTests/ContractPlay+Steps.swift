import Testing

@testable import YuanqiKit

/// What comes to somebody's mind.
extension ContractPlay {
  /// One transaction, or some time.
  mutating func step() throws {
    if !hasBegun, random.below(3) > 0 { return try consent() }
    if isPatient, random.below(2) == 0 { return try advanceToDeadline() }
    switch random.below(24) {
    case 0: try issue(to: wallet())
    case 1: try pay()
    case 2: try claim()
    case 3: try redeem()
    case 4: try advance(seconds: Int64(random.below(4 * 86_400)))
    case 5, 6: try advanceToDeadline()
    case 7: try act(of: program.phases.flatMap(\.clauses))
    case 8 where program.mandates.isEmpty || random.below(3) > 0:
      try wallets(doing: random.below(8))
    case 8: try revoke()
    default: try act(of: phase?.clauses ?? [])
    }
  }

  // MARK: Signatures

  /// Mostly a signature that is missing; some are taken back, some are for something else.
  private mutating func consent() throws {
    guard let deal else { return }
    switch random.below(10) {
    case 0:
      let who = wallet()
      let request = Request.sign(instance: deal.number, template: .zero, terms: .zero)
      note("\(name(who)): sign deal", try platform.submit(request, by: who))
    case 1, 2:
      let who = random.below(3) > 0 ? random.pick(platform.signers(of: deal)) : nil
      let actor = who ?? wallet()
      note("\(name(actor)): withdraw deal", try platform.withdraw(deal, by: actor))
    default:
      let who = random.below(5) > 0 ? random.pick(platform.unsigned(in: deal)) : nil
      let actor = who ?? wallet()
      note("\(name(actor)): sign deal", try platform.sign(deal, by: actor))
    }
  }

  /// Mostly by as many as it takes of those it concerns, who mostly get what is wanting and try
  /// again.
  private mutating func act(of clauses: [Program.Clause]) throws {
    guard let act = random.pick(clauses.compactMap(\.act)), let deal else { return }
    let needed = random.below(6) > 0 ? act.actors.needed : 1
    let eligible =
      act.actors.roles.map { platform.roles(of: deal)[$0] }
      + act.actors.groups.flatMap { members(of: program.groups[$0]) }
    var signers =
      eligible.isEmpty
      ? [somebody(named: act.actors) ?? wallet()]
      : Array(eligible.shuffled(using: &random).prefix(needed))
    var arguments = act.parameters.map { value(of: $0.type, by: signers.first) }
    if random.below(2) == 0, let (who, shown) = opened(under: act) {
      arguments = shown
      if act.actors.isAnyone, let who { signers = [who] }
    }
    if random.below(60) == 0 { arguments.append(.integer(1)) }
    for _ in 0..<4 {
      guard let refusal = try sign(act, arguments, signers), random.below(5) > 0 else { return }
      if case .integer(let place)? = refusal[.argument], place <= act.parameters.count {
        arguments[Int(place) - 1] = value(of: act.parameters[Int(place) - 1].type)
      } else if case .money(let needed)? = refusal[.needed], refusal.reason == .insufficientFunds,
        let signer = signers.first(where: wallets.contains)
      {
        try issue(needed, to: signer)
      } else {
        return
      }
    }
  }

  private func members(of group: String) -> [ActorNumber] {
    guard let deal, case .list(let members)? = platform.value(group, of: deal) else { return [] }
    return members.compactMap { if case .party(let member) = $0 { member } else { nil } }
  }

  /// Each signs in turn; gives the first refusal, but for a signature that is there already.
  private mutating func sign(
    _ act: Program.Act, _ arguments: [Value], _ signers: [ActorNumber]
  ) throws -> Refusal? {
    guard let deal else { return nil }
    let named = zip(act.parameters, arguments).map { "\($0.name): \(text(of: $1, $0.type))" }
    let listed = named + arguments.dropFirst(named.count).map(\.text)
    let given = listed.isEmpty ? "" : "(\(listed.joined(separator: ", ")))"
    for signer in signers {
      let actor = random.below(12) > 0 ? signer : somebody()
      let most = random.below(20) == 0 ? amount() : nil
      let answer = platform.whyNot(
        actor, deal, act.name, arguments: arguments, payingAtMost: most)
      let receipt = try platform.act(
        actor, deal, act.name, arguments: arguments, payingAtMost: most)
      expect(answer, toForetell: receipt)
      let stated = most.map { " paying at most \($0.text)" } ?? ""
      note("\(name(actor)): deal.\(act.name)\(given)\(stated)", receipt)
      if let refusal = receipt.refusal, refusal.reason != .duplicate { return refusal }
    }
    return nil
  }

  /// Mostly by who granted it.
  private mutating func revoke() throws {
    guard let deal, let mandate = random.pick(program.mandates) else { return }
    var actor = somebody()
    if case .role(let role) = mandate.granter, random.below(4) > 0 {
      actor = platform.roles(of: deal)[role]
    }
    let receipt = try platform.revoke(mandate.name, of: deal, by: actor)
    note("\(name(actor)): revoke deal.\(mandate.name)", receipt)
  }

  /// Nothing is wanting exactly where it is done, and the reason is among what is wanting.
  private func expect(_ answer: WhyNot, toForetell receipt: TransactionReceipt) {
    let reasons = answer.obstacles.map(\.refusal.reason)
    #expect(
      receipt.reason.map(reasons.contains) ?? reasons.isEmpty, "\(reasons), \(receipt): \(story)")
  }

  // MARK: Time

  /// To the second before, at, or after a deadline.
  private mutating func advanceToDeadline() throws {
    guard let due = platform.machine.nextDue()?.wake,
      let moment = due.adding(seconds: Int64(random.below(3) - 1))
    else { return }
    try advance(to: max(moment, platform.now))
  }

  private mutating func advance(seconds: Int64) throws {
    if let moment = platform.now.adding(seconds: seconds) { try advance(to: moment) }
  }

  mutating func advance(to moment: Instant) throws {
    try platform.advance(to: moment)
    script.append("at \(moment)")
  }

  // MARK: Money outside the contract

  /// Mostly by its own operator, as others may not.
  mutating func issue(_ amount: Money? = nil, to wallet: ActorNumber) throws {
    let most = [1_000, 100_000, 1_000_000, 20_000_000][random.below(4)]
    let amount = amount ?? Money(fen: Int64(random.below(most)))
    let bank = random.below(12) > 0 ? bank(of: wallet) : banks[random.below(2)]
    let receipt = try platform.issue(amount, by: bank, to: wallet)
    note("\(name(bank)): issue \(amount.text) to \(name(wallet))", receipt)
  }

  private mutating func pay() throws {
    let (payer, payee, amount) = (wallet(), wallet(), amount())
    let receipt = try platform.pay(amount, from: payer, to: payee)
    note("\(name(payer)): pay \(amount.text) to \(name(payee))", receipt)
  }

  private mutating func claim() throws {
    let wallet = wallet()
    let amount = random.below(3) > 0 ? platform.unclaimed(of: wallet) : amount()
    note("\(name(wallet)): claim \(amount.text)", try platform.claim(amount, into: wallet))
  }

  private mutating func redeem() throws {
    let (wallet, amount) = (wallet(), amount())
    note("\(name(wallet)): redeem \(amount.text)", try platform.redeem(amount, from: wallet))
  }

  // MARK: Wallets

  private mutating func wallets(doing what: Int) throws {
    switch what {
    case 0: try closeWallet()
    case 1, 2: try attestKind()
    default: try freeze()
    }
  }

  /// For some days, mostly, by one of a few orders; or one of them is lifted.
  private mutating func freeze() throws {
    let wallet = wallet()
    let bank = random.below(9) > 0 ? bank(of: wallet) : banks[random.below(2)]
    let order = "执\(random.below(3))号"
    let who = "\(name(bank)): "
    if random.below(3) == 0 {
      let receipt = try platform.unfreeze(wallet, by: order, asked: bank)
      return note("\(who)unfreeze \(name(wallet)) by order \"\(order)\"", receipt)
    }
    let until = platform.now.adding(seconds: Int64(random.below(20 * 86_400) - 3_600))
    guard let until else { return }
    let receipt = try platform.freeze(
      wallet, by: FreezeOrder(order, until: until), asked: bank)
    note("\(who)freeze \(name(wallet)) by order \"\(order)\" until \(until)", receipt)
  }

  /// Mostly once it is empty; its holder opens another.
  private mutating func closeWallet() throws {
    let old = wallet()
    let balance = platform.balance(of: old)
    if random.below(3) > 0 {
      note("\(name(old)): redeem \(balance.text)", try platform.redeem(balance, from: old))
    }
    let receipt = try platform.closeWallet(old)
    note("\(name(old)): close", receipt)
    if receipt.isDone { try issue(to: openWallet(owner: old)) }
  }

  /// There is no step for it in a scenario.
  private mutating func attestKind() throws {
    let kind = random.pick(program.texts + ["餐饮", "no name"]) ?? ""
    let wallet = random.below(9) > 0 ? wallet() : somebody()
    let receipt = try platform.attestKind(kind, of: wallet, by: bank(of: wallet))
    if receipt.isDone { script.append("// \(name(wallet)) is of the kind \(kind) now") }
  }

  // MARK: Seals

  /// The digest of values as the contract digests some; nil where it digests none.
  private mutating func seal(by signer: ActorNumber?) -> Value? {
    guard let digest = random.pick(program.digests) else { return nil }
    var sealed: [Value] = []
    for (_, type) in digest.values {
      switch type {
      case .party: sealed.append(.party(signer ?? wallet()))
      case .digest: sealed.append(.digest(.zero))
      default: sealed.append(value(of: .scalar(type)))
      }
    }
    seals.append(sealed)
    return .digest(digest.rule.digest(of: sealed))
  }

  /// Something sealed that the act could take for arguments, with who it was sealed by.
  private mutating func opened(under act: Program.Act) -> (by: ActorNumber?, [Value])? {
    let wanted = act.parameters.map(\.type)
    let fitting = seals.filter { seal in
      let shown = seal.filter { $0.type != .party }
      return !shown.isEmpty && shown.map { .scalar($0.type) } == wanted
    }
    guard let seal = random.pick(fitting) else { return nil }
    let parties = seal.compactMap { if case .party(let party) = $0 { party } else { nil } }
    return (parties.first, seal.filter { $0.type != .party })
  }

  // MARK: Chance

  /// Whoever the variable is that says who acts.
  private func somebody(named actors: Program.Actors) -> ActorNumber? {
    guard let name = actors.variable.flatMap(program.variableName), let deal,
      case .party(let party)? = platform.value(name, of: deal)
    else { return nil }
    return party
  }

  private mutating func wallet() -> ActorNumber { wallets[random.below(wallets.count)] }

  private mutating func somebody() -> ActorNumber {
    let everybody = [.centre] + banks + oracles + wallets
    return everybody[random.below(everybody.count)]
  }

  private mutating func amount() -> Money { Money(fen: Int64(random.below(400_000))) }

  /// Near the deal's terms, what its pots hold, those who have wallets, and `known`.
  mutating func value(
    of type: SlotType, known: [Value] = [], by signer: ActorNumber? = nil
  ) -> Value {
    if type == .scalar(.digest), random.below(3) > 0, let seal = seal(by: signer) { return seal }
    var known = known + wallets.map(Value.party)
    if let deal {
      known += program.terms.compactMap { platform.value($0.name, of: deal) }
      known += platform.pots(of: deal).map { .money($0.held) }
    }
    return values.value(of: type, near: known, now: platform.now, from: &random)
  }
}
