import QiBytecode
import QiLedger
import QiMachine
import QiValues

/// A contract that takes the place of another: all who signed the one, or are named in it since,
/// sign the other, and what its pots hold goes over.
extension StateMachine {
  /// Of those missing so many are named.
  private static let mostNamed = 64

  /// The instance that is to end; nil where there is none. Refuses with `bad-argument`, at the
  /// place behind the terms, one that is not under way, and with `not-authorised` where somebody
  /// it concerns does not sign this.
  func replaced(by instance: Instance) throws(Refusal) -> Instance? {
    guard let number = instance.replaces else { return nil }
    guard let replaced = self.instance(number), isUnderWay(replaced) else {
      throw Refusal(.badArgument, (.argument, .integer(placeOfReplaced(by: instance))))
    }
    let signatories = Set(instance.signatories(program(of: instance)).map { holder($0) })
    var missing: [ActorNumber] = []
    var seen: Set<ActorNumber> = []
    for wallet in concerned(by: replaced) where missing.count < StateMachine.mostNamed {
      if !signatories.contains(holder(wallet)), seen.insert(wallet).inserted {
        missing.append(wallet)
      }
    }
    if missing.isEmpty { return replaced }
    throw Refusal(
      reason: .notAuthorised, clause: nil, facts: missing.map { (.holder, .party($0)) })
  }

  /// Who signed it, then every wallet its variables, books and pots of many name, in their order.
  private func concerned(by instance: Instance) -> [ActorNumber] {
    let program = program(of: instance)
    let start = program.firstVariable - Program.firstSlot
    let values = books.values(of: program.variables, in: instance.slots, at: start)
    return instance.signatories(program) + values.flatMap(\.parties)
  }

  /// Pays over what the pots hold, each into the one of its name, and enters `Halted` with what is
  /// left: nothing. Refuses with `bad-argument` where the new contract carries no such pot over, or
  /// has another owner for it; `frozen`; `full`.
  mutating func end(
    _ replaced: Instance, for instance: inout Instance, at now: Instant
  ) throws(Refusal) -> Instance {
    let (old, new) = (program(of: replaced), program(of: instance))
    for (index, pot) in old.pots.enumerated() {
      books.look(at: replaced, now: now)
      for (place, owner) in replaced.holds(of: pot, index) {
        guard let source = books.account(place), books.held(in: place) > .zero else { continue }
        let target = new.pots.firstIndex {
          $0.isCarriedOver && $0.name.utf8.elementsEqual(pot.name.utf8)
        }
        guard let target, try instance.takes(owner, into: new.pots[target]) else {
          throw Refusal(
            .badArgument, (.argument, .integer(placeOfReplaced(by: instance))),
            (.value, .record([.text(pot.name), .money(books.held(in: place))])))
        }
        try books.payOver(from: source, to: instance, pot: target, of: owner, new, at: now)
      }
    }
    books.look(at: replaced, now: now)
    var ended = replaced
    try enter(old.phases.count, &ended, old, at: now)
    books.look(at: instance, now: now)
    return ended
  }

  private func placeOfReplaced(by instance: Instance) -> Int64 {
    let program = program(of: instance)
    return Int64(program.roleCount + program.terms.count + 1)
  }

  private func holder(_ actor: ActorNumber) -> ActorNumber? { books.ledger.actor(actor)?.holder }
}

extension Instance {
  /// Whether the pot is that owner's, or of many, whom the owner then joins.
  fileprivate mutating func takes(
    _ owner: ActorNumber, into pot: Program.Pot
  ) throws(Refusal) -> Bool {
    switch pot.owner {
    case .role(let role): return parties[role] == owner
    case .each(let list, let max):
      let owners = holds(of: pot, 0).map(\.owner)
      if owners.count == max { throw Refusal(.full) }
      setOwners(owners + [owner], in: list, max)
      return true
    }
  }
}

extension Books {
  fileprivate mutating func payOver(
    from source: Account, to instance: Instance, pot: Int, of owner: ActorNumber,
    _ program: Program, at now: Instant
  ) throws(Refusal) {
    let target: Account
    switch program.pots[pot].owner {
    case .role: target = .hold(instance.firstHold + pot)
    case .each:
      target = .hold(
        try ledger.openHold(ofMany: UInt32(pot), instance: instance.number, owner: owner))
    }
    try ledger.pay(ledger.balance(of: source), from: source, to: target, at: now)
  }
}

extension Value {
  /// The wallets in it.
  fileprivate var parties: [ActorNumber] {
    switch self {
    case .party(let party): [party]
    case .list(let parts), .record(let parts): parts.flatMap(\.parties)
    default: []
    }
  }
}
