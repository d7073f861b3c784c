import QiChain
import QiCrypto
import QiLanguage
import QiLedger
import QiMachine
import QiValues

/// Parties who sign one after the other. The contract begins when the last has signed.
extension StateMachine {
  /// Opens an instance that its proposer alone has signed. Refuses as `deploy` does, but for bounds
  /// that name a moment: only the last signature decides about those.
  mutating func propose(
    _ template: UInt64, _ parties: [ActorNumber], _ terms: [Value], replacing replaced: UInt64?,
    by actor: ActorNumber, at now: Instant
  ) throws(Refusal) -> (number: UInt64, Receipt) {
    try checkOpen(actor)
    // Oracles, which stand among the parties here, have no wallet.
    let members = members(in: terms, of: template)
    guard place(of: actor, among: parties + members) != nil else { throw Refusal(.notAuthorised) }
    var instance = try proposal(of: template, parties, terms, at: now)
    instance.replaces = replaced
    _ = try self.replaced(by: instance)
    let program = program(of: instance)
    var frame = instance.frame(for: program, at: now)
    try checkBounds(of: program, from: program.proposalEntry, &frame)
    let signatories = instance.signatories(program)
    guard let place = place(of: actor, among: signatories) else { throw Refusal(.notAuthorised) }
    let receipt = try addSignature(place, to: &instance, at: now)
    return (append(instance), receipt)
  }

  /// Refuses with `wrong-phase` where all have signed, `not-authorised` who is no party,
  /// `bad-argument` another template or other terms than the instance has, `duplicate` who has
  /// signed. The last signature is refused, and changes nothing, where a bound does not hold now.
  mutating func sign(
    _ number: UInt64, _ template: Digest, _ terms: Digest, by actor: ActorNumber, at now: Instant
  ) throws(Refusal) -> Receipt {
    var instance = try instance(number, for: actor)
    let place = try signer(actor, of: instance)
    guard let (identity, agreed) = agreement(number), template == identity, terms == agreed else {
      throw Refusal(.badArgument)
    }
    guard instance.signed & 1 << UInt64(place) == 0 else { throw Refusal(.duplicate) }
    let receipt = try addSignature(place, to: &instance, at: now)
    keep(instance)
    return receipt
  }

  /// Takes the actor's own signature back; the proposal stays, and may be signed again. Refuses
  /// with `wrong-phase` where all have signed, `not-authorised` who is no party, `not-signed` who
  /// has not signed.
  mutating func withdraw(_ number: UInt64, by actor: ActorNumber) throws(Refusal) {
    var instance = try instance(number, for: actor)
    let place = try signer(actor, of: instance)
    guard instance.signed & 1 << UInt64(place) != 0 else {
      let signatories = instance.signatories(program(of: instance))
      throw Refusal(.notSigned, (.holder, .party(signatories[place])))
    }
    instance.signed &= ~(1 << UInt64(place))
    keep(instance)
  }

  private mutating func addSignature(
    _ place: Int, to instance: inout Instance, at now: Instant
  ) throws(Refusal) -> Receipt {
    instance.signed |= 1 << UInt64(place)
    return unsigned(instance).isEmpty ? try begin(&instance, at: now) : .plain
  }

  /// The place of an actor among the parties of what is still proposed. Any of a holder's wallets
  /// signs for the holder, as any may act.
  private func signer(_ actor: ActorNumber, of instance: Instance) throws(Refusal) -> Int {
    guard instance.isProposed else {
      throw Refusal(.wrongPhase, (.phase, .integer(Int64(instance.phase + 1))))
    }
    try checkOpen(actor)
    let signatories = instance.signatories(program(of: instance))
    guard let place = place(of: actor, among: signatories) else {
      throw Refusal(.notAuthorised)
    }
    return place
  }

  private func place(of actor: ActorNumber, among parties: [ActorNumber]) -> Int? {
    guard let row = books.ledger.actor(actor), row.isWallet else { return nil }
    return parties.firstIndex { books.ledger.actor($0)?.holder == row.holder }
  }

  // MARK: Questions

  /// What a party signs: the template's identity, and the digest of parties, terms and what it
  /// replaces.
  mutating func agreement(_ number: UInt64) -> (template: Digest, terms: Digest)? {
    guard let instance = instance(number) else { return nil }
    let template = templates[Int(instance.template) - 1]
    var writer = ByteWriter(reserving: 256)
    writer.write(raw: instance.agreedBytes(template.program, books))
    if let replaces = instance.replaces { writer.write(replaces) }
    return (template.identity, sm3.digest(.instanceValues, writer.bytes))
  }

  /// The parties whose signatures stand under it, and of those only; all once it has begun.
  func signers(_ instance: Instance) -> [ActorNumber] { parties(of: instance, whoSigned: true) }

  /// The parties whose signatures are missing.
  func unsigned(_ instance: Instance) -> [ActorNumber] { parties(of: instance, whoSigned: false) }

  private func parties(of instance: Instance, whoSigned: Bool) -> [ActorNumber] {
    let signatories = instance.signatories(program(of: instance))
    return signatories.enumerated().compactMap { place, party in
      let hasSigned = !instance.isProposed || instance.signed & 1 << UInt64(place) != 0
      return hasSigned == whoSigned ? party : nil
    }
  }

  // MARK: Refusals

  /// Of an act on what is only proposed: names whose signatures are missing.
  func notSigned(_ instance: Instance) -> Refusal {
    let facts = unsigned(instance).map { (Refusal.Fact.holder, Value.party($0)) }
    return Refusal(reason: .notSigned, clause: nil, facts: facts)
  }

  /// The instance of that number. Refuses with `bad-argument` where there is none; a closed wallet
  /// is `not-authorised` first.
  func instance(_ number: UInt64, for actor: ActorNumber) throws(Refusal) -> Instance {
    if let instance = instance(number) { return instance }
    try checkOpen(actor)
    throw Refusal(.badArgument)
  }

  /// Refuses with `not-authorised` a wallet that is closed.
  func checkOpen(_ actor: ActorNumber) throws(Refusal) {
    if books.ledger.actor(actor)?.isClosed == true { throw Refusal.closed }
  }
}
