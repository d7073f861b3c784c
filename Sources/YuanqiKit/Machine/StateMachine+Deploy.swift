import QiBytecode
import QiLanguage
import QiLedger
import QiMachine
import QiValues

extension StateMachine {
  /// Opens an instance all of whose parties have signed. What is out of bounds is `bad-argument`,
  /// with its place in the request: parties first, then oracles and terms.
  mutating func deploy(
    _ template: UInt64, _ parties: [ActorNumber], _ terms: [Value], by actor: ActorNumber,
    at now: Instant
  ) throws(Refusal) -> UInt64 {
    guard actor == parties.first else { throw Refusal(.notAuthorised) }
    guard template > 0, template <= UInt64(templates.count) else { throw Refusal(.badArgument) }
    let program = templates[Int(template) - 1].program
    // Without a party there is nobody to sign: an oracle does not.
    guard !program.parties.isEmpty else { throw Refusal(.notAuthorised) }
    try checkRoles(parties, of: program)
    var slots = parties.map { Int64(bitPattern: $0.number) }
    slots += try StateMachine.slots(of: terms, as: program.terms, after: parties.count)
    slots += program.variables.map { _ in 0 }
    let number = UInt64(instances.count + 1)
    var instance = Instance(
      number: number, template: template, parties: parties, slots: slots,
      firstHold: books.ledger.rowCount(of: .holds), begun: now, entered: now)
    let start = books.begin(firstHold: instance.firstHold, at: now)
    defer { books.ledger.commit() }
    do throws(Refusal) {
      var frame = instance.frame(for: program, at: now)
      try checkBounds(of: program, &frame)
      _ = try Machine.run(
        program, from: program.initialEntry, frame: &frame, settlement: &books)
      instance.keepVariables(of: frame, program)
      for (index, pot) in program.pots.enumerated() {
        _ = try books.ledger.openHold(
          instance: number, pot: UInt32(index), owner: parties[pot.owner])
      }
      try enter(0, &instance, program, at: now)
    } catch {
      books.undo(to: start)
      throw error
    }
    instances.append(instance)
    dirtyInstances.mark(row: instances.count - 1)
    return number
  }

  /// The program counts terms alone; a refusal counts the roles in front of them too.
  private mutating func checkBounds(
    of program: Program, _ frame: inout [Int64]
  ) throws(Refusal) {
    do throws(Refusal) {
      _ = try Machine.run(
        program, from: program.boundsEntry, frame: &frame, settlement: &books)
    } catch {
      guard case .integer(let term)? = error[.argument] else { throw error }
      throw Refusal(error.reason, (.argument, .integer(term + Int64(program.roleCount))))
    }
  }

  /// As many wallets as parties, each of another holder, then as many oracles: who fills one role
  /// fills no other.
  private func checkRoles(_ actors: [ActorNumber], of program: Program) throws(Refusal) {
    guard actors.count == program.roleCount else { throw Refusal(.badArgument) }
    var seen: [ActorNumber] = []
    for (index, actor) in actors.enumerated() {
      let isParty = index < program.parties.count
      guard let row = books.ledger.actor(actor), isParty ? row.isWallet : row.kind == .oracle,
        !seen.contains(isParty ? row.holder : actor)
      else { throw Refusal(.badArgument, (.argument, .integer(Int64(index + 1)))) }
      seen.append(isParty ? row.holder : actor)
    }
  }

  /// Values as slots, where number and types fit.
  static func slots(
    of values: [Value], as slots: [Program.Slot], after offset: Int = 0
  ) throws(Refusal) -> [Int64] {
    guard values.count == slots.count else { throw Refusal(.badArgument) }
    var result: [Int64] = []
    for (index, value) in values.enumerated() {
      guard value.type == slots[index].type, let slot = value.slot else {
        throw Refusal(.badArgument, (.argument, .integer(Int64(offset + index + 1))))
      }
      result.append(slot)
    }
    return result
  }
}
