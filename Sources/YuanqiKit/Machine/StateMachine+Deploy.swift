import QiBytecode
import QiLanguage
import QiLedger
import QiMachine
import QiValues

extension StateMachine {
  /// Opens an instance all of whose parties have signed. What is out of bounds is `bad-argument`,
  /// with its place in the request: parties first, then terms.
  mutating func deploy(
    _ template: UInt64, _ parties: [ActorNumber], _ terms: [Value], by actor: ActorNumber,
    at now: Instant
  ) throws(Refusal) -> UInt64 {
    guard actor == parties.first else { throw Refusal(.notAuthorised) }
    guard template > 0, template <= UInt64(templates.count) else { throw Refusal(.badArgument) }
    let program = templates[Int(template) - 1].program
    try checkParties(parties, of: program)
    var slots = parties.map { Int64(bitPattern: $0.number) }
    slots += try books.slots(of: terms, as: program.terms, after: parties.count)
    slots += repeatElement(0, count: program.variables.width)
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

  /// The program counts terms alone; a refusal counts the parties in front of them too.
  private mutating func checkBounds(
    of program: Program, _ frame: inout [Int64]
  ) throws(Refusal) {
    let before = frame
    do throws(Refusal) {
      _ = try Machine.run(
        program, from: program.boundsEntry, frame: &frame, settlement: &books)
    } catch {
      guard case .integer(let term)? = error[.argument] else { throw error }
      var refusal = books.explained(
        error, program, from: program.boundsEntry, frame: before)
      refusal.facts[0].value = .integer(term + Int64(program.parties.count))
      throw refusal
    }
  }

  /// As many wallets as parties, each of another holder: one holder fills one role.
  private func checkParties(_ parties: [ActorNumber], of program: Program) throws(Refusal) {
    guard parties.count == program.parties.count else { throw Refusal(.badArgument) }
    var holders: [ActorNumber] = []
    for (index, party) in parties.enumerated() {
      guard let row = books.ledger.actor(party), row.isWallet, !holders.contains(row.holder)
      else { throw Refusal(.badArgument, (.argument, .integer(Int64(index + 1)))) }
      holders.append(row.holder)
    }
  }
}
