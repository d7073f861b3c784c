import QiBytecode
import QiChain
import QiLanguage
import QiLedger
import QiMachine
import QiValues

extension StateMachine {
  /// Opens an instance all of whose parties have signed. What is out of bounds is `bad-argument`,
  /// with its place in the request: parties first, then oracles and terms.
  mutating func deploy(
    _ template: UInt64, _ parties: [ActorNumber], _ terms: [Value], replacing replaced: UInt64?,
    by actor: ActorNumber, at now: Instant
  ) throws(Refusal) -> (number: UInt64, Receipt) {
    try checkOpen(actor)
    let first = (parties + members(in: terms, of: template)).first
    guard actor == first else { throw Refusal(.notAuthorised) }
    var instance = try proposal(of: template, parties, terms, at: now)
    instance.replaces = replaced
    let receipt = try begin(&instance, at: now)
    return (append(instance), receipt)
  }

  /// An instance nobody has signed, of parties and terms that fit in number and kind.
  mutating func proposal(
    of template: UInt64, _ parties: [ActorNumber], _ terms: [Value], at now: Instant
  ) throws(Refusal) -> Instance {
    guard template > 0, template <= UInt64(templates.count) else { throw Refusal(.badArgument) }
    let program = templates[Int(template) - 1].program
    // Without a party there is nobody to sign: an oracle does not.
    guard program.parties.count + program.groups.count > 0 else { throw Refusal(.notAuthorised) }
    try checkRoles(parties, of: program)
    var slots = parties.map { Int64(bitPattern: $0.number) }
    slots += try books.slots(of: terms, as: program.terms, after: parties.count)
    slots += repeatElement(0, count: program.variables.width)
    let instance = Instance(
      number: UInt64(instances.count + 1), template: template, parties: parties, slots: slots,
      begun: now, entered: now)
    try checkMembers(of: instance, program)
    return instance
  }

  /// The wallets that terms name as members of groups; none where they do not fit.
  func members(in terms: [Value], of template: UInt64) -> [ActorNumber] {
    guard template > 0, template <= UInt64(templates.count) else { return [] }
    return terms.prefix(templates[Int(template) - 1].program.groups.count).flatMap { value in
      guard case .list(let members) = value else { return [ActorNumber]() }
      return members.compactMap { if case .party(let member) = $0 { member } else { nil } }
    }
  }

  /// A role of many has one member at least, each with a wallet that is open, and each of a holder
  /// who fills no other role.
  private func checkMembers(of instance: Instance, _ program: Program) throws(Refusal) {
    let parties = instance.parties.prefix(program.parties.count)
    var seen = parties.map { books.ledger.actor($0)?.holder }
    for group in program.groups.indices {
      let argument = Int64(program.roleCount + group + 1)
      let actors = Program.Actors(roles: [], groups: [group], needed: 1)
      let members = instance.eligible(for: actors, program).map(\.wallet)
      if members.isEmpty { throw Refusal(.badArgument, (.argument, .integer(argument))) }
      for (place, member) in members.enumerated() {
        let row = books.ledger.actor(member)
        guard row?.isClosed == false, !seen.contains(row?.holder) else {
          throw Refusal(
            .badArgument, (.argument, .integer(argument)), (.element, .integer(Int64(place + 1))))
        }
        seen.append(row?.holder)
      }
    }
    try checkNumbers(of: instance, program)
  }

  /// An act takes no more signatures than there are to give.
  private func checkNumbers(of instance: Instance, _ program: Program) throws(Refusal) {
    for actors in program.phases.flatMap(\.clauses).compactMap({ $0.act?.actors }) {
      guard let group = actors.groups.max() else { continue }
      let count = instance.eligible(for: actors, program).count
      if count >= actors.needed { continue }
      throw Refusal(
        .badArgument, (.argument, .integer(Int64(program.roleCount + group + 1))),
        (.available, .integer(Int64(count))), (.needed, .integer(Int64(actors.needed))))
    }
  }

  /// All have signed: tests the bounds, sets the variables, opens the pots, takes over what the
  /// contract it replaces held, enters the first phase. Throws before anything changed.
  mutating func begin(_ proposal: inout Instance, at now: Instant) throws(Refusal) -> Receipt {
    let program = program(of: proposal)
    let replaced = try replaced(by: proposal)
    if let replaced { try checkSuspension(of: replaced, at: now) }
    var instance = proposal
    instance.begun = now
    instance.fired = Array(repeating: nil, count: program.scheduleCount)
    instance.firstHold = books.ledger.rowCount(of: .holds)
    var ended: Instance?
    let start = books.begin(instance, at: now)
    defer { books.ledger.commit() }
    do throws(Refusal) {
      var frame = instance.frame(for: program, at: now)
      try checkBounds(of: program, from: program.boundsEntry, &frame)
      _ = try Machine.run(
        program, from: program.initialEntry, frame: &frame, settlement: &books)
      instance.keepVariables(of: frame, program)
      instance.mandates = try mandates(of: program, instance, frame)
      for case (let index, .role(let owner)) in program.pots.map(\.owner).enumerated() {
        _ = try books.ledger.openHold(
          instance: instance.number, pot: UInt32(index), owner: instance.parties[owner])
      }
      if let replaced { ended = try end(replaced, for: &instance, at: now) }
      try enter(0, &instance, program, at: now)
    } catch {
      books.undo(to: start)
      throw error
    }
    proposal = instance
    guard let replaced, let ended else { return .plain }
    keep(ended)
    return .replaced(
      Replacement(
        contract: replaced.number, phase: UInt16(replaced.phase + 1),
        postings: books.ledger.postings))
  }

  mutating func append(_ instance: Instance) -> UInt64 {
    instances.append(instance)
    dirtyInstances.mark(row: instances.count - 1)
    return instance.number
  }

  /// The program counts terms alone; a refusal counts the roles in front of them too.
  mutating func checkBounds(
    of program: Program, from entry: Int, _ frame: inout [Int64]
  ) throws(Refusal) {
    let before = frame
    do throws(Refusal) {
      _ = try Machine.run(
        program, from: entry, frame: &frame, settlement: &books)
    } catch {
      guard case .integer(let term)? = error[.argument] else { throw error }
      var refusal = books.explained(
        error, program, from: entry, frame: before)
      refusal.facts[0].value = .integer(term + Int64(program.roleCount))
      throw refusal
    }
  }

  /// As many wallets as parties, none closed, each of another holder, then as many oracles: who
  /// fills one role fills no other.
  private func checkRoles(_ actors: [ActorNumber], of program: Program) throws(Refusal) {
    guard actors.count == program.roleCount else { throw Refusal(.badArgument) }
    var seen: [ActorNumber] = []
    for (index, actor) in actors.enumerated() {
      let isParty = index < program.parties.count
      guard let row = books.ledger.actor(actor),
        isParty ? row.isWallet && !row.isClosed : row.kind == .oracle,
        !seen.contains(isParty ? row.holder : actor)
      else { throw Refusal(.badArgument, (.argument, .integer(Int64(index + 1)))) }
      seen.append(isParty ? row.holder : actor)
    }
  }
}
