import QiBytecode
import QiChain
import QiMachine
import QiValues

/// Who acts, when a clause is open, and acts of several.
extension StateMachine {
  /// The role by which the actor may act, and the wallet bound to it. A party's role is its
  /// holder's: any of the holder's wallets may act; an oracle is nobody's but its own.
  func role(
    of actor: ActorNumber, in actors: Program.Actors, _ instance: Instance
  ) throws(Refusal) -> (role: Int, wallet: ActorNumber) {
    let row = books.ledger.actor(actor)
    if actors.isAnyone, row?.isWallet == true { return (0, actor) }
    let eligible = instance.eligible(for: actors, program(of: instance))
    for (role, party) in eligible {
      if party == actor { return (role, party) }
      if let row, row.isWallet, row.holder == books.ledger.actor(party)?.holder {
        return (role, party)
      }
    }
    throw Refusal(
      reason: .notAuthorised, clause: nil, facts: eligible.map { (.holder, .party($0.wallet)) })
  }

  /// Half-open: at its first moment it is open, at its end it is not.
  mutating func check(
    _ window: Program.Window, _ instance: Instance, _ program: Program, at now: Instant
  ) throws(Refusal) {
    var frame = instance.frame(for: program, at: now)
    _ = try Machine.run(program, from: window.entry, frame: &frame, settlement: &books)
    if let opens = try moment(in: window.opens, frame), now < opens {
      throw Refusal(.tooEarly, (.deadline, .time(opens)))
    }
    if let closes = try moment(in: window.closes, frame), now >= closes {
      throw Refusal(.tooLate, (.deadline, .time(closes)))
    }
  }

  private func moment(in register: Int?, _ frame: [Int64]) throws(Refusal) -> Instant? {
    guard let register else { return nil }
    guard let moment = Instant(seconds: frame[register]) else { throw Refusal(.arithmetic) }
    return moment
  }

  /// Keeps an approval that is not the last; nil where it is, and the clause has to run. Nothing of
  /// a suspended instance changes.
  mutating func approve(
    _ arguments: [Value], paying most: Money?, _ actors: Program.Actors,
    _ clause: Program.Clause, _ index: Int, _ instance: Instance, by role: Int, at now: Instant
  ) throws(Refusal) -> Approval? {
    let bytes = OpenApproval.bytes(of: arguments)
    let count = 1 + instance.approvals(of: bytes, under: index, but: role).count
    guard count < actors.needed else { return nil }
    try checkSuspension(of: instance, at: now)
    var instance = instance
    try instance.approve(
      OpenApproval(clause: index, role: role, arguments: bytes, most: most))
    keep(instance)
    return Approval(
      clause: clause.number, count: UInt8(count), needed: UInt8(actors.needed))
  }
}
