import QiBytecode
import QiMachine
import QiValues

extension StateMachine {
  /// What the parties grant with their signatures, as of the last of them. Refuses with
  /// `invalid-amount` a cap below zero.
  mutating func mandates(
    of program: Program, _ instance: Instance, _ frame: [Int64]
  ) throws(Refusal) -> [GrantedMandate] {
    var granted: [GrantedMandate] = []
    for (place, mandate) in program.mandates.enumerated() {
      var frame = frame
      _ = try Machine.run(program, from: mandate.entry, frame: &frame, settlement: &books)
      guard let until = Instant(seconds: frame[mandate.untilRegister]) else {
        throw Refusal(.arithmetic)
      }
      _ = try Money(fen: frame[mandate.mostRegister]).isAboveZero()
      let granters =
        switch mandate.granter {
        case .role(let role): [instance.parties[role]]
        case .each(let group): instance.members(of: group, program)
        }
      for granter in granters {
        granted.append(
          GrantedMandate(
            place: place, granter: granter, most: Money(fen: frame[mandate.mostRegister]),
            period: mandate.period, until: until))
      }
    }
    return granted
  }

  /// Takes a mandate back, for good. Refuses with `not-signed` before all have signed,
  /// `not-authorised` who did not grant it, `bad-argument` what the contract does not have,
  /// `mandate-revoked` where it is revoked already, or has ended.
  mutating func revoke(
    _ name: String, of number: UInt64, by actor: ActorNumber, at now: Instant
  ) throws(Refusal) {
    var instance = try instance(number, for: actor)
    if instance.isProposed { throw notSigned(instance) }
    try checkOpen(actor)
    let place = program(of: instance).mandates.firstIndex {
      $0.name.utf8.elementsEqual(name.utf8)
    }
    guard let place else { throw Refusal(.badArgument) }
    let holder = books.ledger.actor(actor).flatMap { $0.isWallet ? $0.holder : nil }
    let granted = instance.mandates.indices.filter { instance.mandates[$0].place == place }
    let own = granted.first {
      holder != nil && books.ledger.actor(instance.mandates[$0].granter)?.holder == holder
    }
    guard let own else {
      throw Refusal(
        reason: .notAuthorised, clause: nil,
        facts: granted.map { (.holder, .party(instance.mandates[$0].granter)) })
    }
    try instance.mandates[own].checkInForce(at: now)
    instance.mandates[own].isRevoked = true
    keep(instance)
  }
}
